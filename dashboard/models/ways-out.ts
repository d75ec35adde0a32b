import { signal } from '@preact/signals'
import type { ChannelOut } from '../../collector/sending/channels-out.ts'
import type { Delivery } from '../../collector/sending/deliveries.ts'
import type { Tried } from '../../collector/sending/try-channel.ts'
import { ask } from '../api.ts'
import { type Resource, resource } from './resource.ts'
import { mayChange, siteDomain } from './sites.ts'
import { listOf } from './things.ts'

export type { ChannelOut, Delivery, Tried }

/** Where the site tells people things, for those who may change it. */
export const waysOut = listOf('channels-out', { may: () => mayChange.value })

const STEP = 25
const MOST = 1_000
/** How many are asked for; more on the reader's wish. */
const wanted = signal(STEP)

/** Of which state deliveries are listed. */
export const deliveryState = signal<Delivery['state'] | 'all'>('all')

/** What was told, the latest first; `more`: there are older ones. */
export const deliveries: Resource<{ items: Delivery[]; more: boolean }> = resource(() => {
  const domain = siteDomain.value
  if (domain === undefined || !mayChange.value) return undefined
  const state = deliveryState.value
  const query = { limit: Math.min(wanted.value, MOST), ...(state !== 'all' && { state }) }
  const sent = { param: { site: domain }, query }
  return {
    key: `deliveries ${JSON.stringify(sent)}`,
    fetch: async (signal) => {
      const { items, next } = await ask('GET', '/api/sites/:site/deliveries', { ...sent, signal })
      return { items, more: next !== null && items.length < MOST }
    },
  }
})

export function showMoreDeliveries(): void {
  wanted.value += STEP
}

/** Sends a test by a way out and waits for how it goes. */
export async function tryWayOut(site: string, id: string, language: 'en' | 'zh'): Promise<Tried> {
  return await ask('POST', '/api/sites/:site/channels-out/:id/test', {
    param: { site, id },
    query: { language },
  })
}

/** Asks whoever has its address once more; answers whom. */
export async function askAddressAgain(
  site: string,
  id: string,
  language: 'en' | 'zh',
): Promise<string> {
  const sent = { param: { site, id }, query: { language } }
  return (await ask('POST', '/api/sites/:site/channels-out/:id/confirmation', sent)).to
}

/** Brings back one that was removed. */
export async function restoreWayOut(site: string, id: string): Promise<void> {
  await ask('POST', '/api/sites/:site/channels-out/:id/restore', { param: { site, id } })
}

export async function deliverAgain(site: string, id: string): Promise<void> {
  await ask('POST', '/api/sites/:site/deliveries/:id/again', { param: { site, id } })
}
