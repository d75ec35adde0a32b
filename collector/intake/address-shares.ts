import { BoundedMap } from '../bounded-map.ts'
import { subscriber } from '../ip-address.ts'
import type { Scarce } from '../store/changes.ts'

/** Of a day's new values, so that one address alone cannot have all that others bring stored as `(other)`. */
const PART = 1 / 5
/** What an address may add of small numbers, too. */
const LEAST = 50
const MOST_ADDRESSES = 40_000

export interface Adding {
  /** UTC days since the epoch. */
  day: number
  site: number
  kind: Scarce
  ip: string
}

/** How many new values each address has brought today; in memory only, where no commit's end reaches. */
export interface AddressShares {
  /** Whether the address may bring one more, of the `limit` that all together may. */
  hasRoom(adding: Adding, limit: number): boolean
  note(adding: Adding): void
}

/** Of 1,000 a day an address brings 1,000 / 5 = 200 at most; of 100 not 20, but 50. */
export function addressShares(): AddressShares {
  let today = -1
  let counts = new BoundedMap<string, number>(MOST_ADDRESSES)

  function countOf({ day, site, kind, ip }: Adding): [key: string, count: number] {
    if (day !== today) counts = new BoundedMap(MOST_ADDRESSES)
    today = day
    const key = `${site}/${kind}/${subscriber(ip)}`
    return [key, counts.get(key) ?? 0]
  }

  return {
    hasRoom: (adding, limit) => countOf(adding)[1] < Math.max(Math.ceil(limit * PART), LEAST),
    note(adding) {
      const [key, count] = countOf(adding)
      counts.set(key, count + 1)
    },
  }
}
