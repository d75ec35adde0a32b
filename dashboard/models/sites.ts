import { computed, signal } from '@preact/signals'
import type { Site } from '../../collector/config/sites.ts'
import { ask } from '../api.ts'
import { address, decoded } from './address.ts'
import { guest } from './guest.ts'
import { keep, recall } from './kept.ts'
import { roles, session } from './session.ts'

export type { Site }

interface Page<Item> {
  items: Item[]
  next: string | null
}

/** Everything the signed-in person may see; undefined until known. */
export const sites = signal<Site[]>()

export async function loadSites(): Promise<void> {
  const found: Site[] = []
  let cursor = ''
  do {
    const page = await ask<Page<Site>>('GET', `/api/sites?limit=200${cursor}`)
    found.push(...page.items)
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : ''
  } while (cursor)
  sites.value = found
}

/** The domain that the address names. */
export const siteDomain = computed(() => {
  if (guest) return sites.value?.[0]?.domain
  const named = /^\/sites\/([^/]+)/.exec(address.value.path)?.[1]
  return named && named !== 'new' ? decoded(named) : undefined
})

/** The site that the address names, once the sites are known. */
export const site = computed(() => sites.value?.find(({ domain }) => domain === siteDomain.value))

/** Whether who is signed in may share the site. */
export const ownsSite = computed(() => {
  const role = session.value?.role ?? roles.value.get(siteDomain.value ?? '')
  return !guest && role === 'owner'
})

const LAST = 'tributary.site'

/** The site to show when none is named: the one looked at last in this browser, else the first. */
export function usualSite(): Site | undefined {
  const last = recall(LAST)
  return sites.value?.find(({ domain }) => domain === last) ?? sites.value?.[0]
}

export function rememberSite(domain: string): void {
  keep(LAST, domain)
}
