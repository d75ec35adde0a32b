import { DAY } from '../durations.ts'
import type { Table } from '../store/clickhouse/tables.ts'
import { hasLeapt } from '../store/sqlite/leap.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { type Compared, comparedExtents, type OldExtent } from './compared-extents.ts'
import { extentLeaving } from './extent-leaving.ts'
import type { LeftThere } from './left-there.ts'
import { holding, oldExtents } from './old-extents.ts'
import { freshUntil, noteStaying } from './outbox.ts'
import { giveBackRoom } from './room-given-back.ts'
import type { TableRows } from './rows.ts'

/**
 * Events that ClickHouse has leave the file (docs/decisions/0016-leaving.md), an extent at a time:
 *
 *     since       the site takes no older events any more; what is 8 days older is never cut again
 *     compared    visits and events of the extent tell the same here and there, and no change of them waits to be told
 *     begun       it is written down that they are over there
 *     whole       the events are gone here; visits, people, pages and labels stay
 *
 * Killed in between, it goes on where it was.
 */
export interface Leaving {
  /** Lets some extents leave; `stop` between two transactions. */
  some(stop: AbortSignal): Promise<Left>
}

/** Whether more may leave at once, perhaps soon, or not for now. */
export type Left = 'more' | 'soon' | 'done'

export interface LeavingFrom {
  db: Connection
  there: Pick<LeftThere, 'sums'>
  told: Record<Table, TableRows>
  /** Days for which events are taken. */
  keepDays: number
  now(): number
  /** Lets intake have its turn between two transactions. */
  pause(): Promise<void>
}

/** Extents that are compared at once: some 30,000 events. */
const EXTENTS = 8

export function leaving(from: LeavingFrom): Leaving {
  const { db, now, keepDays, pause } = from
  const extents = extentLeaving(db)
  const hold = holding(db)
  const old = oldExtents(db)
  /** Of this pass: those that stay, and why. */
  let staying: Map<number, string | null> | undefined
  let isSoon = false

  function begin(): Map<number, string | null> {
    isSoon = hold((Math.floor(now() / DAY) - keepDays) * DAY)
    return new Map()
  }

  async function leave(extent: OldExtent, compared: Compared | typeof BEGUN, stop: AbortSignal) {
    if ('why' in compared) return compared
    if ('events' in compared && !extents.begin(extent, compared.events)) return { why: null }
    const turn = async () => {
      await pause()
      stop.throwIfAborted()
    }
    return (await extents.goOn(extent, turn)) ? undefined : { why: null }
  }

  async function leaveAll(due: OldExtent[], stay: Map<number, string | null>, stop: AbortSignal) {
    const fresh = due.filter(({ id }) => !extents.hasBegun(id))
    const compared = await comparedExtents(from, fresh)
    for (const extent of due) {
      const stays = await leave(extent, compared.get(extent.id) ?? BEGUN, stop)
      if (stays) stay.set(extent.id, stays.why)
    }
  }

  async function end(stay: ReadonlyMap<number, string | null>) {
    noteStaying(db, [...stay.values()].find((why) => why !== null) ?? null)
    staying = undefined
    await giveBackRoom(db, pause)
  }

  return {
    async some(stop) {
      if (freshUntil(db, now()) === undefined || hasLeapt(db, now())) return 'done'
      staying ??= begin()
      const due = old(staying, EXTENTS)
      if (due.length > 0) {
        await leaveAll(due, staying, stop)
        return 'more'
      }
      await end(staying)
      return isSoon ? 'soon' : 'done'
    },
  }
}

/** Compared before an earlier stop. */
const BEGUN = { begun: true } as const
