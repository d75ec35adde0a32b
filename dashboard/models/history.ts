import { signal } from '@preact/signals'
import type { Audited } from '../../collector/auth/audit.ts'
import { ask } from '../api.ts'
import { type Resource, resource } from './resource.ts'
import { ownsSite, siteDomain } from './sites.ts'

export type { Audited }

const STEP = 50
const MOST = 1_000
/** How many entries are asked for; more on the reader's wish. */
const wanted = signal(STEP)

/** Who changed what at the site in view, the latest first; `more`: there are older entries. */
export const history: Resource<{ items: Audited[]; more: boolean }> = resource(() => {
  const domain = siteDomain.value
  if (domain === undefined || !ownsSite.value) return undefined
  const sent = { param: { site: domain }, query: { limit: Math.min(wanted.value, MOST) } }
  return {
    key: `audit ${JSON.stringify(sent)}`,
    fetch: async (signal) => {
      const { items, next } = await ask('GET', '/api/sites/:site/audit', { ...sent, signal })
      return { items, more: next !== null && items.length < MOST }
    },
  }
})

export function showMore(): void {
  wanted.value += STEP
}
