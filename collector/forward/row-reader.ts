import { columnsOf, type Table } from '../store/clickhouse/tables.ts'
import { EXTENT_SIZE } from '../store/sqlite/extents.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { type Load, MOST_ROWS } from './load.ts'
import { KIND, type Kind, type Noted, NUMBERED } from './outbox.ts'
import type { TableRows, Values } from './rows.ts'

const BY_KIND = new Map<number, Kind>(
  Object.entries(KIND).map(([kind, number]) => [number, kind as Kind]),
)

/** Reads rows as they are now into a load: new ones, noted ones, and all of an extent. */
export function rowReader(db: Connection, told: Record<Table, TableRows>) {
  const { newRows, numbered } = numberedTables(db, told)
  const { all, put } = into(told)
  const { visit, events, event, spelling, quality } = lookUps(db, told)
  const extentSite = db.prepare<[number], number>('select site from extent where id = ?').pluck()
  const { visitsIn, eventsIn } = extentRows(db, told)

  /** By kind: how a note becomes rows. */
  const LOOKED_UP: Record<Kind, (load: Load, note: Noted) => void> = {
    ...numbered,
    disowned: (load, { site, key }) => load.left.disowned.push({ site, account: Number(key) }),
    dropped: (load, { site, key }) => load.drop(site, Number(key)),
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

/** Puts what the file says of rows into a load. */
function into(told: Record<Table, TableRows>) {
  return {
    /** The row as it is, or that there is none. */
    put(load: Load, table: Table, row: Values | undefined, key: Record<string, unknown>): void {
      if (row) load.of(table).rows.push(told[table].said(row))
      else load.of(table).gone.push(told[table].bare(key))
    },
    all(load: Load, table: Table, rows: Iterable<Values>): void {
      const { rows: into } = load.of(table)
      for (const row of rows) into.push(told[table].said(row))
    },
  }
}

/** Visits and events have their site from elsewhere. */
function isOfExtent(table: Table): boolean {
  return table === 'visit' || table === 'event'
}

function rawRows(db: Connection, told: Record<Table, TableRows>) {
  return (table: Table, where: string) =>
    db
      .prepare<[object], Values>(
        `select ${told[table].columns(isOfExtent(table) ? '@site' : 't.site')} from ${table} t where ${where}`,
      )
      .raw()
}

function lookUps(db: Connection, told: Record<Table, TableRows>) {
  const rows = rawRows(db, told)
  return {
    visit: rows('visit', 't.id = @key'),
    events: rows('event', 't.visit = @key and t.seq >= @seq'),
    event: rows('event', 't.visit = @visit and t.seq = @seq'),
    spelling: rows('spelling', 't.site = @site and t.field = @field and t.value = @value'),
    quality: rows(
      'quality',
      't.site = @site and t.day = @day and t.kind = @kind and t.detail = @detail',
    ),
  }
}

function extentRows(db: Connection, told: Record<Table, TableRows>) {
  const rows = rawRows(db, told)
  const within = `between @id * ${EXTENT_SIZE} and @id * ${EXTENT_SIZE} + ${EXTENT_SIZE - 1}`
  return {
    visitsIn: rows('visit', `t.id ${within}`),
    eventsIn: rows('event', `t.visit ${within}`),
  }
}

/** Tables with a number of their own in `id`. */
function numberedTables(db: Connection, told: Record<Table, TableRows>) {
  type Numbered = (typeof NUMBERED)[number]
  const upto = db.prepare<[number], number>('select upto from forwarded where kind = ?').pluck()
  const perTable = NUMBERED.map((table) => {
    const columns = told[table].columns()
    const after = db
      .prepare<[number], Values>(
        `select ${columns} from ${table} t where id > ? order by id limit ${MOST_ROWS}`,
      )
      .raw()
    const one = db.prepare<[number], Values>(`select ${columns} from ${table} t where id = ?`).raw()
    return { table, after, one }
  })

  function newRows(load: Load): Map<number, number> {
    const reached = new Map<number, number>()
    for (const { table, after } of perTable) {
      const rows = after.all(upto.get(KIND[table]) ?? 0)
      const last = rows.at(-1)
      if (last) reached.set(KIND[table], Number(last[columnsOf(table).indexOf('id')]))
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
    numbered: Object.fromEntries(lookedUp) as Record<Numbered, (load: Load, note: Noted) => void>,
  }
}
