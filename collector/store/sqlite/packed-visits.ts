import { Kysely, type RawBuilder, sql } from 'kysely'
import type { Span } from '../port.ts'
import { namedParameters } from '../shared-parameters.ts'
import { bytesOf, type Column, ColumnRows } from './columns.ts'
import { EXTENT_SIZE } from './extents.ts'
import { extentsReaching } from './extents-reaching.ts'
import type { Connection } from './open.ts'
import { SharingDialect } from './sharing-dialect.ts'

/** What a column takes of a visit, most being small numbers. */
const BYTES = Int32Array.BYTES_PER_ELEMENT
/** 2.5 million visits in a dozen columns. */
const MOST_BYTES = 128 * 2 ** 20

/** What finds no room is read from its rows; after so many times, what is kept may be of no use any more. */
const MOST_REFUSED = 20
/** Share of extents that were not asked for before as they are: copying costs twice as much as reading once. */
const MOST_NEW = 0.25

const NOTHING = new Int32Array()

/** An expression over a visit's row, and the text by which its column is found again. */
interface Expression {
  name: string
  sql: RawBuilder<unknown>
}

/** Columns of an extent's visits as they are in one version of it, the lone left out. */
interface Packed {
  version: string
  columns: Map<string, Column>
}

interface Asked {
  site: number
  span: Span
  /** Whole numbers, of the row v alone; null is kept as 0. */
  columns: readonly RawBuilder<unknown>[]
  /** Called now and then; throws when nobody waits any more. */
  goOn(): void
}

const START = sql`v.start`
/** Packed with whatever else is asked of an extent first: one row costs more than one more value of it. */
const USUAL = [START, sql`v.person`, sql`v.acquisition`, sql`v.client`, sql`v.place`]

/**
 * Copies of columns of visits, an extent at a time: from them 250,000 visits are counted in 10 ms, where rows that cross
 * from SQLite one by one take 50. An extent is copied when it is asked for again, and again once its version is another:
 * its own number of changes, and the site's, which an extent that goes moves, so that none is taken for one that has come
 * to its place (docs/decisions/0009-answers-kept.md).
 */
export class PackedVisits {
  readonly #db: Connection
  readonly #kysely: Kysely<unknown>
  readonly #most: number
  readonly #kept = new Map<string, Packed>()
  #bytes = 0
  #refused = 0
  #rows = new ColumnRows(0)

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
   * Calls `add` with the values, always in the same array, of each visit of the site that starts in the span. Answers
   * false, and calls nothing, where there is no copy and none is worth making.
   */
  each(asked: Asked, add: (row: unknown[]) => void): boolean {
    const expressions = [START, ...asked.columns].map((column) => this.#named(column))
    // Versions and rows of one moment.
    const extents = this.#db.transaction(() => this.#columnsOf(asked, expressions))()
    if (extents === undefined) return false
    for (const columns of extents) {
      asked.goOn()
      eachVisit(columns, asked.span, add)
    }
    return true
  }

  #named(column: RawBuilder<unknown>): Expression {
    const { sql: text, parameters } = column.compile(this.#kysely)
    return {
      name: parameters.length === 0 ? text : JSON.stringify([text, parameters]),
      sql: column,
    }
  }

  #columnsOf({ site, span, goOn }: Asked, expressions: Expression[]): Column[][] | undefined {
    const reached = this.#extentsReached(site, span)
    const extents = reached.map(({ id, version }) => ({
      id,
      ...this.#packed(`${site} ${id}`, version),
    }))
    const news = extents.filter(({ isNew }) => isNew).length
    if (news > extents.length * MOST_NEW || !this.#hasRoomFor(extents, expressions))
      return undefined
    const copy = this.#copier()
    return extents.map(({ id, packed }) => {
      const missing = missingIn(packed, expressions)
      if (missing.length > 0) {
        goOn()
        copy(id, packed, missing)
      }
      return expressions.map(({ name }) => packed.columns.get(name) ?? NOTHING)
    })
  }

  #hasRoomFor(extents: readonly { packed: Packed }[], expressions: readonly Expression[]): boolean {
    const sizes = extents.map(({ packed }) => {
      const usual = packed.columns.size === 0 ? USUAL.length : 0
      return (usual + missingIn(packed, expressions).length) * EXTENT_SIZE * BYTES
    })
    const needed = sizes.reduce((sum, size) => sum + size, 0)
    if (needed === 0 || this.#bytes + needed <= this.#most) return true
    this.#refused++
    if (this.#refused === MOST_REFUSED) this.#forgetAll()
    return false
  }

  #extentsReached(site: number, span: Span): { id: number; version: string }[] {
    const { sql: text, parameters } = sql`
      select x.id as id, x.changed || ' ' || coalesce(c.count, 0) as version
      from extent x left join site_change c on c.site = x.site
      where ${extentsReaching(site, span, 'start')} order by x.day, x.id`.compile(this.#kysely)
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
  #copier(): (id: number, packed: Packed, missing: readonly Expression[]) => void {
    const statements = new Map<string, (id: number) => void>()
    return (id, { columns }, missing) => {
      const usual = columns.size === 0 ? USUAL.map((column) => this.#named(column)) : []
      const wanted = new Map([...usual, ...missing].map(({ name, sql }) => [name, sql]))
      const names = [...wanted.keys()]
      const known = statements.get(names.join())
      const read = known ?? this.#reading([...wanted.values()])
      statements.set(names.join(), read)
      this.#rows = new ColumnRows(names.length)
      read(id)
      names.forEach((name, i) => {
        const column = this.#rows.column(i)
        columns.set(name, column)
        this.#bytes += bytesOf(column)
      })
    }
  }

  #reading(columns: readonly RawBuilder<unknown>[]): (id: number) => void {
    const { sql: text, parameters } = sql`select pack(${sql.join(columns)}) from visit v
      where v.id >= @first and v.id < @first + ${sql.lit(EXTENT_SIZE)} and v.alone = 0`.compile(
      this.#kysely,
    )
    const statement = this.#db.prepare<object>(text)
    const named = namedParameters(parameters)
    return (id) => statement.get({ ...named, first: id * EXTENT_SIZE })
  }
}

function missingIn({ columns }: Packed, expressions: readonly Expression[]): Expression[] {
  return expressions.filter(({ name }) => !columns.has(name))
}

function eachVisit(
  [starts = NOTHING, ...columns]: readonly Column[],
  { from, to }: Span,
  add: (row: unknown[]) => void,
): void {
  const row: unknown[] = columns.map(() => undefined)
  for (let visit = 0; visit < starts.length; visit++) {
    const start = starts[visit] ?? 0
    if (start < from || start >= to) continue
    for (let i = 0; i < columns.length; i++) row[i] = columns[i]?.[visit]
    add(row)
  }
}
