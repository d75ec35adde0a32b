import { DAY } from '../../durations.ts'
import type { Held } from '../ledger.ts'
import type { Connection } from './open.ts'

/**
 * What of a site's events the file holds. A late event has visits cut again that lie up to so long before it: a visit lasts a
 * day at most, follow-ups look for their pageview in the day before, a gap is 4 hours at most, and a removed event may have been the last
 * of its visit: 3 days and 8 hours.
 *
 *     have left │        8 days: stay          │ since: events are taken
 *     ──────────┼── 4 days ──┼──── 4 days ─────┼──────────────────────── now
 *               │            │ lone ones find their visit from here on, which looks back 4 days more
 */
const REACH_MS = 4 * DAY

/** Events of visits that ended before may leave a file that takes none before `since`. */
export function leavesBefore(since: number): number {
  return since - 2 * REACH_MS
}

/** Since when each site's file holds all its events, epoch ms, by its number; those missing hold all there are. */
export function heldSince(db: Connection): Map<number, number> {
  const rows = db.prepare<[], [number, number]>('select site, since from held').raw().all()
  return new Map(rows)
}

/** Whether any event is in another engine alone. */
export function hasLeft(db: Connection): boolean {
  return db.prepare('select 1 from held limit 1').get() !== undefined
}

/** Read once: whoever changes it advances the writer's epoch. */
export function held(db: Connection): Held {
  const since = heldSince(db)
  const of = (site: number) => since.get(site) ?? Number.NEGATIVE_INFINITY
  return {
    takes: (site, at) => at >= of(site),
    mayJoin: (site, at) => at >= of(site) - REACH_MS,
  }
}
