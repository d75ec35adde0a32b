import { signal } from '@preact/signals'
import type { Audited } from '../../collector/auth/audit.ts'
import { ask, sitePath } from '../api.ts'
import { type Resource, resource } from './resource.ts'
import { ownsSite, siteDomain } from './sites.ts'

export type { Audited }

const STEP = 50
/** How many entries are asked for; more on the reader's wish. */
const wanted = signal(STEP)

/** Who changed what at the site in view, the latest first; `more`: there are older entries. */
export const history: Resource<{ items: Audited[]; more: boolean }> = resource(() => {
  const domain = siteDomain.value
  if (domain === undefined || !ownsSite.value) return undefined
  const path = `${sitePath(domain, 'audit')}?limit=${Math.min(wanted.value, 1_000)}`
  return {
    key: path,
    fetch: async (signal) => {
      const { items, next } = await ask<{ items: Audited[]; next: string | null }>('GET', path, {
        signal,
      })
      return { items, more: next !== null && items.length < 1_000 }
    },
  }
})

export function showMore(): void {
  wanted.value += STEP
}
