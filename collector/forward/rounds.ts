import type { Table } from '../store/clickhouse/tables.ts'
import { emptyLog } from '../store/sqlite/empty-log.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { thoroughly } from '../thoroughly.ts'
import type { LeftThere } from './left-there.ts'
import { doLeftWork } from './left-work.ts'
import type { LoadedTable } from './load.ts'
import { IS_HERE, isAwaited } from './on-the-way.ts'
import { FIRST, forwarderOf, isWaiting, KIND, type Place } from './outbox.ts'
import type { TableRows, Values } from './rows.ts'
import { type Shipment, shipments } from './shipment.ts'

/** Where rows go. */
export interface Sink {
  /**
   * Stores them, in place of what it has of the same keys and a lower version; resolves once they are there for good. Sent
   * twice is stored once.
   */
  store(table: Table, rows: Values[], how: { version: number; gone: boolean }): Promise<void>
}

export interface Rounds {
  /**
   * Forwards all that was committed before it began, and what has waited since before. Answers how many rows went. Throws
   * what the sink throws; what has not gone by then goes with the next.
   */
  run(signal?: AbortSignal): Promise<number>
}

/** Notes that are crossed out at once: a few milliseconds, in which nobody else writes. */
const SLICE = 2_000

/**
 * A round: writers go on to note in the next one, then all that was noted before is sent as it now is, and crossed out
 * once it is there. Killed at any point, the next one sends what was not crossed out again.
 */
export function rounds(
  db: Connection,
  told: Record<Table, TableRows>,
  { sink, there, now }: { sink: Sink; there: LeftThere; now: () => number },
): Rounds {
  const read = shipments(db, told)
  const steps = bookkeeping(db)

  async function send({ tables, left }: Shipment, version: number): Promise<number> {
    // Before what may have got the same number since.
    await doLeftWork(db, there, left, version)
    let sent = 0
    for (const { table, rows, gone } of tables) {
      if (rows.length > 0) await sink.store(table, rows, { version, gone: false })
      if (gone.length > 0) await sink.store(table, gone, { version, gone: true })
      sent += rows.length + gone.length
    }
    return sent
  }

  return {
    async run(signal) {
      const begun = now()
      if (!isWaiting(db)) {
        if (isAwaited(db)) steps.isFresh(begun)
        return 0
      }
      const round = steps.turn()
      let after: Place | undefined
      let sent = 0
      for (let isLast = false; !isLast; ) {
        signal?.throwIfAborted()
        const version = steps.version(begun)
        const { extent } = forwarderOf(db) ?? { extent: 0 }
        const shipment = read({ round, after, extent })
        sent += await send(shipment, version)
        steps.crossOut(round, after, shipment)
        after = shipment.place ?? after
        isLast = shipment.isLast
      }
      steps.isFresh(begun)
      await steps.forget()
      return sent
    },
  }
}

/** Whether it tells of rows that are gone by their texts. */
function isForgotten({ table, gone }: LoadedTable): boolean {
  return gone.length > 0 && (table === 'spelling' || table === 'quality')
}

function bookkeeping(db: Connection) {
  const turn = db.prepare<[], number>('update forwarder set round = round + 1 returning round')
  const version = db.prepare<[number], number>(
    'update forwarder set version = max(version + 1, ?) returning version',
  )
  const crossOut = db.prepare<[object]>(`delete from outbox where (kind, site, key) in (
    select kind, site, key from outbox where round < @round and ${IS_HERE}
      and (kind, site, key) > (@kind, @site, @key)
      and (kind, site, key) <= (@lastKind, @lastSite, @lastKey)
    limit ${SLICE})`)
  const reached = db.prepare<[number, number]>('update forwarded set upto = ? where kind = ?')
  const extent = db.prepare<[number]>('update forwarder set extent = ?')
  const fresh = db.prepare<[number]>('update forwarder set fresh_at = ?')
  let hasForgotten = false

  function settle({ upto, extent: begun }: Shipment): void {
    for (const [kind, id] of upto) reached.run(id, kind)
    if (begun !== undefined) extent.run(begun - 1)
  }

  return {
    turn: () => Number(turn.pluck().get()),
    /** Greater than any before, also where a clock was set back or an older file was put in place. */
    version: (at: number) => Number(version.pluck().get(at * 1_000)),
    crossOut(round: number, after: Place = FIRST, shipment: Shipment): void {
      hasForgotten ||= shipment.tables.some(isForgotten)
      const { place } = shipment
      db.transaction(() => settle(shipment)).immediate()
      if (!place) return
      const { kind, site, key } = after
      const last = { lastKind: place.kind, lastSite: place.site, lastKey: place.key }
      const cross = () => crossOut.run({ round, kind, site, key, ...last }).changes
      // Their notes are texts that somebody may have brought, and may want to be forgotten.
      const isTold = last.lastKind >= KIND.spelling
      while ((isTold ? thoroughly(db, cross) : cross()) === SLICE);
    },
    isFresh: (at: number) => fresh.run(at),
    /** What is forgotten there is here only in what the log has of the notes. */
    async forget(): Promise<void> {
      if (hasForgotten) await emptyLog(db)
      hasForgotten = false
    },
  }
}
