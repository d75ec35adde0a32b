import { TABLES, type Table } from '../clickhouse/tables.ts'
import type { TableRows, Values } from '../clickhouse/rows.ts'
import { EXTENT_SIZE } from '../sqlite/extents.ts'
import type { Connection } from '../sqlite/open.ts'
import { KIND, type Kind, NUMBERED, type Noted, type Place } from './outbox.ts'

/** Rows as they are now, in the order in which tables are to be told: what others name comes before them. */
export interface Shipment {
  tables: readonly { table: Table; rows: Values[]; gone: Values[] }[]
  /** New rows of numbered tables are in it up to these numbers. */
  upto: ReadonlyMap<number, number>
  /** The outbox is in it up to there; undefined where nothing of it is. */
  place: Place | undefined
  /** Extents from this one up are forwarded; undefined where none of the old ones is in it. */
  extent: number | undefined
  /** Nothing else waited in that round when it was read. */
  isLast: boolean
}

/** Events that one shipment carries, unless one visit has more, and rows of each other table: some 20 MB of text. */
const MOST_EVENTS = 50_000
const MOST_ROWS = 20_000
/** Notes that are looked up at once. */
const NOTES = 500

const BY_KIND = new Map<number, Kind>(
  Object.entries(KIND).map(([kind, number]) => [number, kind as Kind]),
)

/** The tables in the order in which they are told: a visit comes when all that it names is there. */
const ORDER: readonly Table[] = [
  ...TABLES.filter((table) => table !== 'event' && table !== 'visit'),
  'event',
  'visit',
]

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
  const read = reading(db, told)
  const notes = db.prepare<[object], Noted>(`select kind, site, key, seq from outbox
    where round < @round and (kind, site, key) > (@kind, @site, @key) order by kind, site, key limit ${NOTES}`)
  const outbox = notesAfter(notes)

  function next({ round, after, extent }: Asked): Shipment {
    const load = new Load()
    const upto = read.newRows(load)
    // What is not all there yet may be named by visits.
    if (load.isFull()) return { ...load.shipped(), upto, ...NOTHING_ELSE, isLast: false }
    const place = readNotes(load, { round, after })
    if (load.isFull()) return { ...load.shipped(), upto, place, extent: undefined, isLast: false }
    const begun = readExtents(load, extent)
    return { ...load.shipped(), upto, place, extent: begun, isLast: !load.isFull() }
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
const FIRST: Place = { kind: 0, site: 0, key: 0 }

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

/** What has been read for a shipment. */
class Load {
  readonly #tables = new Map<Table, { rows: Values[]; gone: Values[] }>()

  of(table: Table): { rows: Values[]; gone: Values[] } {
    const known = this.#tables.get(table)
    if (known) return known
    const made = { rows: [], gone: [] }
    this.#tables.set(table, made)
    return made
  }

  isFull(): boolean {
    for (const [table, { rows, gone }] of this.#tables) {
      if (rows.length + gone.length >= (table === 'event' ? MOST_EVENTS : MOST_ROWS)) return true
    }
    return false
  }

  shipped(): Pick<Shipment, 'tables'> {
    const tables = ORDER.flatMap((table) => {
      const { rows = [], gone = [] } = this.#tables.get(table) ?? {}
      return rows.length + gone.length > 0 ? [{ table, rows, gone }] : []
    })
    return { tables }
  }
}

function reading(db: Connection, told: Record<Table, TableRows>) {
  const columns = (table: Table, alias: string) =>
    told[table].columns
      .map((column) => (column === 'site' && isOfExtent(table) ? '@site as site' : `${alias}.${column}`))
      .join(', ')
  const raw = (text: string) => db.prepare<[object], Values>(text).raw()
  const { newRows, numbered } = numberedTables(db, told)
  const visit = raw(`select ${columns('visit', 'v')} from visit v where v.id = @key`)
  const events = raw(
    `select ${columns('event', 'e')} from event e where e.visit = @key and e.seq >= @seq`,
  )
  const event = raw(
    `select ${columns('event', 'e')} from event e where e.visit = @visit and e.seq = @seq`,
  )
  const extentSite = db.prepare<[number], number>('select site from extent where id = ?').pluck()
  const within = `between @id * ${EXTENT_SIZE} and @id * ${EXTENT_SIZE} + ${EXTENT_SIZE - 1}`
  const visitsIn = raw(`select ${columns('visit', 'v')} from visit v where v.id ${within}`)
  const eventsIn = raw(`select ${columns('event', 'e')} from event e where e.visit ${within}`)
  const spelling = raw(`select ${columns('spelling', 't')} from spelling t
    where t.site = @site and t.field = @field and t.value = @value`)
  const quality = raw(`select ${columns('quality', 't')} from quality t
    where t.site = @site and t.day = @day and t.kind = @kind and t.detail = @detail`)

  /** The row as it is, or that there is none. */
  function put(load: Load, table: Table, row: Values | undefined, key: Record<string, unknown>) {
    if (row) load.of(table).rows.push(told[table].said(row))
    else load.of(table).gone.push(told[table].bare(key))
  }

  function all(load: Load, table: Table, rows: Iterable<Values>): void {
    const { rows: into } = load.of(table)
    for (const row of rows) into.push(told[table].said(row))
  }

  /** By kind: how a note becomes rows. */
  const LOOKED_UP: Record<Kind, (load: Load, note: Noted) => void> = {
    ...numbered,
    visit(load, { site, key, seq }) {
      put(load, 'visit', visit.get({ site, key }), { site, id: key })
      all(load, 'event', events.iterate({ site, key, seq }))
    },
    event(load, { site, key }) {
      const [id, seq] = JSON.parse(String(key)) as [number, number]
      put(load, 'event', event.get({ site, visit: id, seq }), { site, visit: id, seq })
    },
    spelling(load, { site, key }) {
      const [field, value] = JSON.parse(String(key)) as [string, string]
      const name = { site, field, value }
      put(load, 'spelling', spelling.get(name), name)
    },
    quality(load, { site, key }) {
      const [day, kind, detail] = JSON.parse(String(key)) as [number, string, string]
      const name = { site, day, kind, detail }
      put(load, 'quality', quality.get(name), name)
    },
  }

  return {
    newRows,
    noted(load: Load, note: Noted): void {
      const kind = BY_KIND.get(note.kind)
      if (kind) LOOKED_UP[kind](load, note)
    },
    /** All that lies in it. */
    extent(load: Load, id: number): void {
      const site = extentSite.get(id)
      if (site === undefined) return
      all(load, 'visit', visitsIn.iterate({ id, site }))
      all(load, 'event', eventsIn.iterate({ id, site }))
    },
  }
}

function isOfExtent(table: Table): boolean {
  return table === 'visit' || table === 'event'
}

/** Tables with a number of their own in `id`. */
function numberedTables(db: Connection, told: Record<Table, TableRows>) {
  type Numbered = (typeof NUMBERED)[number]
  const upto = db.prepare<[number], number>('select upto from forwarded where kind = ?').pluck()
  const perTable = NUMBERED.map((table) => {
    const columns = told[table].columns.join(', ')
    const after = db
      .prepare<[number], Values>(
        `select ${columns} from ${table} where id > ? order by id limit ${MOST_ROWS}`,
      )
      .raw()
    const one = db.prepare<[number], Values>(`select ${columns} from ${table} where id = ?`).raw()
    return { table, after, one }
  })

  function newRows(load: Load): Map<number, number> {
    const reached = new Map<number, number>()
    for (const { table, after } of perTable) {
      const rows = after.all(upto.get(KIND[table]) ?? 0)
      const last = rows.at(-1)
      if (last) reached.set(KIND[table], Number(last[told[table].columns.indexOf('id')]))
      for (const row of rows) load.of(table).rows.push(told[table].said(row))
    }
    return reached
  }

  const lookedUp = perTable.map(({ table, one }) => {
    const look = (load: Load, { site, key }: Noted) => {
      const row = one.get(Number(key))
      if (row) load.of(table).rows.push(told[table].said(row))
      else load.of(table).gone.push(told[table].bare({ site, id: Number(key) }))
    }
    return [table, look] as const
  })
  return {
    newRows,
    numbered: Object.fromEntries(lookedUp) as Record<
      Numbered,
      (load: Load, note: Noted) => void
    >,
  }
}
