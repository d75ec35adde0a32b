import { computed, signal } from '@preact/signals'
import type { Role } from '../../collector/auth/scopes.ts'
import type { ListedSite as Site } from '../../collector/settings/listed-sites.ts'
import { ask } from '../api.ts'
import { keep, recall } from '../kept.ts'
import { guest } from '../opened-as.ts'
import { address, decoded } from './address.ts'
import { allItems, from, PAGE } from './pages.ts'
import { roles, session } from './session.ts'

export type { Site }

/** Everything the signed-in person may see; undefined until known. */
export const sites = signal<Site[]>()

export async function loadSites(): Promise<void> {
  sites.value = await allItems((cursor) =>
    ask('GET', '/api/sites', { query: { limit: PAGE, ...from(cursor) } }),
  )
}

/** The domain that the address names. */
export const siteDomain = computed(() => {
  if (guest) return sites.value?.[0]?.domain
  const named = /^\/sites\/([^/]+)/.exec(address.value.path)?.[1]
  return named && named !== 'new' ? decoded(named) : undefined
})

/** The site that the address names, once the sites are known. */
export const site = computed(() => sites.value?.find(({ domain }) => domain === siteDomain.value))

/** The domain of the site in view at this moment: what is begun now is about it, whatever is in view when it ends. */
export function siteHere(): string {
  return siteDomain.peek() ?? ''
}

/** Whether a site is still in view, for what leads on from there once it is done. */
export function isHere(domain: string): boolean {
  return siteHere() === domain
}

/** The id of the goal that the site is about. */
export const mainGoal = computed(() => site.value?.main_goal ?? undefined)

/** What who is signed in is at the site; nothing for guests. A role for all sites does not take one's own away. */
const held = computed((): readonly (Role | null | undefined)[] =>
  guest ? [] : [session.value?.role, roles.value.get(siteDomain.value ?? '')],
)

/** Whether who is signed in may share the site, make tokens for it and choose its members. */
export const ownsSite = computed(() => held.value.includes('owner'))

/** Whether who is signed in may change what the site knows: its rules, goals and people. */
export const mayChange = computed(() => ownsSite.value || held.value.includes('editor'))

/** Whether who is signed in may add sites, which needs a role for all of them. */
export const mayAddSites = computed(() => {
  const everywhere = session.value?.role
  return everywhere === 'owner' || everywhere === 'editor'
})

const LAST = 'tributary.site'

/** The site looked at last in this browser. */
export function lastSite(): Site | undefined {
  const last = recall(LAST)
  return sites.value?.find(({ domain }) => domain === last)
}

export function rememberSite(domain: string): void {
  keep(LAST, domain)
}
