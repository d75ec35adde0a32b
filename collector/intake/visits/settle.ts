import type { IntakeSite } from '../../settings/intake-site.ts'
import type { Due } from '../../store/ledger.ts'
import { adoptLone } from './adopt.ts'
import { rebuild } from './rebuild.ts'
import type { Station } from './station.ts'

/**
 * Cuts what is due. Late events are stored as soon as they are committed; that their visits are right may take
 * longer where there are many: a commit cuts some of what it has made due, and what is left is cut between the commits,
 * so that nobody waits for more than one slice of somebody else's.
 */

/** What a commit reads before it leaves the rest for later, in events: some 20 ms. */
const A_COMMIT = 4_000
/** What is cut at once, between two commits: some 60 ms. */
const A_SLICE = 10_000
/** Less than that is not worth going to the store for. */
const A_LITTLE = 1_000

export interface Settling {
  /** Cuts what this commit has made due, long visits excepted, until so much has been read. */
  fresh(): void
  /** Cuts one slice of what has waited longest. */
  one(): void
  readonly isDue: boolean
}

export function settling(station: Station, sites: () => ReadonlyMap<string, IntakeSite>): Settling {
  const { recuts } = station

  function ruled(visitor: number): IntakeSite | undefined {
    const id = station.persons.siteOf(visitor)
    return [...sites().values()].find((site) => site.id === id)
  }

  /** Whether the first visit to be cut alone is more than a commit should wait for. */
  function isLong([visitor, due]: [number, Due]): boolean {
    return (station.visits.begun(visitor, due.at)?.size ?? 0) > A_COMMIT
  }

  /** Answers what it cost. */
  function slice([visitor, due]: [number, Due], most: number): number {
    recuts.settle(visitor, null)
    const site = ruled(visitor)
    if (!site) return 1
    const { rest, changed, cost } = rebuild(station, { site, visitor, due, most })
    if (rest) recuts.settle(visitor, rest)
    for (const visit of changed) adoptLone(station, site, visit)
    return cost + 1
  }

  return {
    fresh() {
      for (let left = A_COMMIT; left > 0; ) {
        const next = recuts.next(true)
        if (!next) break
        if (isLong(next)) recuts.putOff(next[0])
        else left -= slice(next, Math.max(left, A_LITTLE))
      }
    },
    one() {
      const next = recuts.next(false)
      if (next) slice(next, A_SLICE)
    },
    get isDue() {
      return recuts.size > 0
    },
  }
}
