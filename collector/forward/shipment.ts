import type { Table } from '../store/clickhouse/tables.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { type LeftWork, Load, type LoadedTable } from './load.ts'
import { IS_HERE } from './on-the-way.ts'
import { FIRST, type Noted, type Place } from './outbox.ts'
import { rowReader } from './row-reader.ts'
import type { TableRows } from './rows.ts'

/** Rows as they are now, in the order in which tables are to be told: what others name comes before them. */
export interface Shipment {
  tables: readonly LoadedTable[]
  /** What is to be done before with events that have left the file. */
  left: LeftWork
  /** New rows of numbered tables are in it up to these numbers. */
  upto: ReadonlyMap<number, number>
  /** The outbox is in it up to there; undefined where nothing of it is. */
  place: Place | undefined
  /** Extents from this one up are forwarded; undefined where none of the old ones is in it. */
  extent: number | undefined
  /** Nothing else waited in that round when it was read. */
  isLast: boolean
}

/** Notes that are looked up at once. */
const NOTES = 500

export interface Asked {
  /** What was noted in earlier rounds goes. */
  round: number
  /** Where the shipment before ended. */
  after: Place | undefined
  /** Visits of this extent and of lower ones have not been forwarded yet. */
  extent: number
}

export type ReadShipment = (asked: Asked) => Shipment

/** Reads what is to be forwarded next, from one state of the file. */
export function shipments(db: Connection, told: Record<Table, TableRows>): ReadShipment {
  const read = rowReader(db, told)
  const notes = db.prepare<[object], Noted>(`select kind, site, key, seq from outbox
    where round < @round and ${IS_HERE} and (kind, site, key) > (@kind, @site, @key) order by kind, site, key limit ${NOTES}`)
  const outbox = notesAfter(notes)

  function next({ round, after, extent }: Asked): Shipment {
    const load = new Load()
    const upto = read.newRows(load)
    // What is not all there yet may be named by visits.
    if (load.isFull())
      return { tables: load.tables(), left: load.left, upto, ...NOTHING_ELSE, isLast: false }
    const place = readNotes(load, { round, after })
    if (load.isFull())
      return {
        tables: load.tables(),
        left: load.left,
        upto,
        place,
        extent: undefined,
        isLast: false,
      }
    const begun = readExtents(load, extent)
    return {
      tables: load.tables(),
      left: load.left,
      upto,
      place,
      extent: begun,
      isLast: !load.isFull(),
    }
  }

  /** Answers the place of the last note that is in it. */
  function readNotes(load: Load, { round, after }: Omit<Asked, 'extent'>): Place | undefined {
    let place: Place | undefined
    for (const note of outbox(round, after)) {
      if (load.isFull()) return place
      read.noted(load, note)
      place = note
    }
    return place
  }

  /** From the newest down. */
  function readExtents(load: Load, extent: number): number | undefined {
    let begun: number | undefined
    for (let id = extent; id > 0 && !load.isFull(); id--) {
      read.extent(load, id)
      begun = id
    }
    return begun
  }

  return (asked) => db.transaction(() => next(asked))()
}

const NOTHING_ELSE = { place: undefined, extent: undefined }

function notesAfter(notes: { all(asked: object): Noted[] }) {
  return function* (round: number, after: Place = FIRST): Iterable<Noted> {
    let from: Place = after
    for (;;) {
      const some = notes.all({ round, kind: from.kind, site: from.site, key: from.key })
      yield* some
      const last = some.at(-1)
      if (!last || some.length < NOTES) return
      from = last
    }
  }
}
