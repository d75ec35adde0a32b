import { BoundedMap } from '../bounded-map.ts'
import { DAY } from '../durations.ts'
import { subscriber } from '../ip-address.ts'

/** How much of the disk anonymous senders may ask for on a UTC day. */

/** Bytes of bodies a day; 0: no limit. */
export interface DailyBytes {
  address: number
  site: number
}
export const UNLIMITED: DailyBytes = { address: 0, site: 0 }

/** Whose share is used up. */
export type Share = keyof DailyBytes

export interface Traffic {
  /** Takes `bytes` of both shares, or says which of them has no room and takes nothing. */
  take(from: { site: number; ip: string; arrival: number }, bytes: number): Share | undefined
}

const MOST_ADDRESSES = 40_000
const MOST_SITES = 10_000

export function traffic(most: DailyBytes): Traffic {
  let today = -1
  let addresses = new BoundedMap<string, number>(MOST_ADDRESSES)
  let sites = new BoundedMap<number, number>(MOST_SITES)

  function turn(arrival: number): void {
    const day = Math.floor(arrival / DAY)
    if (day === today) return
    today = day
    addresses = new BoundedMap(MOST_ADDRESSES)
    sites = new BoundedMap(MOST_SITES)
  }

  return {
    take({ site, ip, arrival }, bytes) {
      turn(arrival)
      const address = subscriber(ip)
      const byAddress = (addresses.get(address) ?? 0) + bytes
      const bySite = (sites.get(site) ?? 0) + bytes
      if (most.address > 0 && byAddress > most.address) return 'address'
      if (most.site > 0 && bySite > most.site) return 'site'
      addresses.set(address, byAddress)
      sites.set(site, bySite)
      return undefined
    },
  }
}

/** Whole seconds until the next UTC day begins: at 18:00:00.5, (86,400,000 − 64,800,500) / 1,000 = 21,599.5, so 21,600. */
export function untilTomorrow(now: number): number {
  return Math.ceil((DAY - (now % DAY)) / 1_000)
}
