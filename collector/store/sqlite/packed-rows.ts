import { Kysely, type RawBuilder, sql } from 'kysely'
import type { AllOf } from '../port.ts'
import { namedParameters } from '../shared-parameters.ts'
import { bytesOf, type Column, ColumnRows } from './columns.ts'
import { EXTENT_SIZE } from './extents.ts'
import { extentsReaching } from './extents-reaching.ts'
import type { Connection } from './open.ts'
import { SharingDialect } from './sharing-dialect.ts'
import { USUAL } from './usual-columns.ts'

/** 2.5 million visits in a dozen columns, or five million events. */
const MOST_BYTES = 128 * 2 ** 20
/** What a column takes of a row at most, as a rule. */
const BYTES = Int32Array.BYTES_PER_ELEMENT

/** What finds no room is read from its rows; after so many times, what is kept may be of no use any more. */
const MOST_REFUSED = 20
/** Share of extents that were not asked for before as they are: copying costs twice as much as reading once. */
const MOST_NEW = 0.25
/** Extents whose rows are counted before more are copied. */
const SAMPLED = 8

/** Rows of visits, the lone left out, or of all events e with their row v. */
type RowKind = 'visits' | 'events'

const ROWS = {
  visits: sql`from visit v where v.id >= @first and v.id < @first + ${sql.lit(EXTENT_SIZE)} and v.alone = 0`,
  events: sql`from event e cross join visit v on v.id = e.visit
    where e.visit >= @first and e.visit < @first + ${sql.lit(EXTENT_SIZE)}`,
}

/** Of the rows that a question reads: a whole number, null kept as 0, or what few of them have. */
export interface Asked {
  value: RawBuilder<unknown>
  rare?: boolean
}

/** What is asked, and the text by which its column is found again. */
interface Named extends Asked {
  name: string
}

/** Columns of an extent's rows as they are in one version of it. */
interface Packed {
  version: string
  columns: Map<string, Column>
}

export interface AskedRows extends AllOf {
  of: RowKind
  site: number
  columns: readonly Asked[]
  /** Called now and then; throws when nobody waits any more. */
  goOn(): void
}

/**
 * Copies of columns of visits and events, an extent at a time: from them 250,000 visits are counted in 10 ms, where rows
 * that cross from SQLite one by one take 50. An extent is copied when it is asked for again, and again once its version is
 * another: its own number of changes, and the site's, which an extent that goes moves, so that none is taken for one that
 * has come to its place (docs/decisions/0009-answers-kept.md).
 */
export class PackedRows {
  readonly #db: Connection
  readonly #kysely: Kysely<unknown>
  readonly #most: number
  readonly #kept = new Map<string, Packed>()
  #bytes = 0
  #refused = 0
  #rows = new ColumnRows([])

  constructor(db: Connection, most = MOST_BYTES) {
    this.#db = db
    this.#most = most
    this.#kysely = new Kysely<unknown>({ dialect: new SharingDialect({ database: db }) })
    db.aggregate<unknown>('pack', {
      varargs: true,
      start: () => null,
      step: (_: unknown, ...row: unknown[]) => this.#rows.add(row),
      result: () => null,
    })
  }

  /**
   * The columns that are asked of each extent that reaches into the span, its rows in the order of the file; undefined
   * where there is no copy and none is worth making.
   */
  columns(asked: AskedRows): Column[][] | undefined {
    const columns = asked.columns.map((column) => this.#named(column))
    // Versions and rows of one moment.
    return this.#db.transaction(() => this.#columnsOf(asked, columns))()
  }

  /** What a `select` of one column of ids gives. */
  ids(select: RawBuilder<unknown>): number[] {
    const { sql: text, parameters } = select.compile(this.#kysely)
    return this.#db.prepare<object, number>(text).pluck().all(namedParameters(parameters))
  }

  #named(column: Asked): Named {
    const { sql: text, parameters } = column.value.compile(this.#kysely)
    return { ...column, name: parameters.length === 0 ? text : JSON.stringify([text, parameters]) }
  }

  #columnsOf(asked: AskedRows, columns: readonly Named[]): Column[][] | undefined {
    const { of, site } = asked
    const extents = this.#extentsReached(asked).map(({ id, version }) => {
      return { id, ...this.#packed(`${of} ${site} ${id}`, version) }
    })
    const news = extents.filter(({ isNew }) => isNew).length
    if (news > extents.length * MOST_NEW || !this.#hasRoomFor(of, extents, columns))
      return undefined
    const copy = this.#copier(of)
    for (const { id, packed } of extents) {
      const missing = missingIn(packed, columns)
      if (missing.length === 0) continue
      asked.goOn()
      copy(id, packed, missing)
    }
    return extents.map(({ packed }) =>
      columns.flatMap(({ name }) => packed.columns.get(name) ?? []),
    )
  }

  #hasRoomFor(
    of: RowKind,
    extents: readonly { id: number; packed: Packed }[],
    columns: readonly Named[],
  ): boolean {
    const missing = extents.map(({ packed }) => {
      const usual = packed.columns.size === 0 ? USUAL[of].length : 0
      return usual + missingIn(packed, columns).length
    })
    const values = missing.reduce((sum, count) => sum + count, 0)
    if (values === 0) return true
    const needed = values * this.#rowsIn(of, extents) * BYTES
    if (this.#bytes + needed <= this.#most) return true
    // What would not fit if nothing else were there pushes nothing out.
    if (needed <= this.#most) this.#refused++
    if (this.#refused === MOST_REFUSED) this.#forgetAll()
    return false
  }

  /** How many rows an extent has, about. */
  #rowsIn(of: RowKind, extents: readonly { id: number }[]): number {
    if (of === 'visits') return EXTENT_SIZE
    const count = this.#db
      .prepare<object, number>(this.#text(sql`select count(*) ${ROWS[of]}`))
      .pluck()
    const step = Math.ceil(extents.length / SAMPLED)
    const sample = extents.filter((_, i) => i % step === 0)
    const rows = sample.map(({ id }) => count.get({ first: id * EXTENT_SIZE }) ?? 0)
    return rows.reduce((sum, one) => sum + one, 0) / rows.length
  }

  #text(statement: RawBuilder<unknown>): string {
    return statement.compile(this.#kysely).sql
  }

  #extentsReached({ site, span, by }: AskedRows): { id: number; version: string }[] {
    const { sql: text, parameters } = sql`
      select x.id as id, x.changed || ' ' || coalesce(c.count, 0) as version
      from extent x left join site_change c on c.site = x.site
      where ${extentsReaching(site, span, by)} order by x.day, x.id`.compile(this.#kysely)
    return this.#db
      .prepare<object, { id: number; version: string }>(text)
      .all(namedParameters(parameters))
  }

  /** What there is of the extent; nothing yet where it is asked for the first time as it is. */
  #packed(key: string, version: string): { packed: Packed; isNew: boolean } {
    const known = this.#kept.get(key)
    if (known?.version === version) return { packed: known, isNew: false }
    for (const column of known?.columns.values() ?? []) this.#bytes -= bytesOf(column)
    const packed = { version, columns: new Map() }
    this.#kept.set(key, packed)
    return { packed, isNew: true }
  }

  #forgetAll(): void {
    this.#kept.clear()
    this.#bytes = 0
    this.#refused = 0
  }

  /** Fills in the columns that an extent's copy has not; extents that miss the same share a statement. */
  #copier(of: RowKind): (id: number, packed: Packed, missing: readonly Named[]) => void {
    const statements = new Map<string, (id: number) => void>()
    return (id, { columns }, missing) => {
      const usual = columns.size === 0 ? USUAL[of].map((value) => this.#named({ value })) : []
      const wanted = [...new Map([...usual, ...missing].map((one) => [one.name, one])).values()]
      const key = wanted.map(({ name }) => name).join()
      const read = statements.get(key) ?? this.#reading(of, wanted)
      statements.set(key, read)
      this.#rows = new ColumnRows(wanted.map(({ rare = false }) => rare))
      read(id)
      wanted.forEach(({ name }, i) => {
        const column = this.#rows.column(i)
        columns.set(name, column)
        this.#bytes += bytesOf(column)
      })
    }
  }

  #reading(of: RowKind, columns: readonly Named[]): (id: number) => void {
    const values = sql.join(columns.map(({ value }) => value))
    const { sql: text, parameters } = sql`select pack(${values}) ${ROWS[of]}`.compile(this.#kysely)
    const statement = this.#db.prepare<object>(text)
    const named = namedParameters(parameters)
    return (id) => statement.get({ ...named, first: id * EXTENT_SIZE })
  }
}

function missingIn({ columns }: Packed, asked: readonly Named[]): Named[] {
  return asked.filter(({ name }) => !columns.has(name))
}
