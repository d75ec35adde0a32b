import { Kysely, type RawBuilder, sql } from 'kysely'
import type { AllOf } from '../port.ts'
import { namedParameters } from '../shared-parameters.ts'
import { bytesOf, type Column, ColumnRows, type Rows } from './columns.ts'
import { EXTENT_SIZE } from './extents.ts'
import { extentsReaching } from './extents-reaching.ts'
import type { Connection } from './open.ts'
import { SharingDialect } from './sharing-dialect.ts'
import { TOGETHER, USUAL } from './usual-columns.ts'

/** 2.5 million visits in a dozen columns, and ten million events: neither pushes the other out. */
const MOST_BYTES = { visits: 80 * 2 ** 20, events: 128 * 2 ** 20 }

/** What finds no room is read from its rows; after so many times, what is kept may be of no use any more. */
const MOST_REFUSED = 20
/** Share of extents that were not asked for before as they are: copying costs twice as much as reading once. */
const MOST_NEW = 0.25
/** Extents that are copied to see what all will take. */
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
interface Packed extends Rows {
  of: RowKind
  version: string
  columns: Map<string, Column>
}

interface Extent {
  id: number
  packed: Packed
}

/** Fills in the columns that an extent's copy has not, and answers their names. */
type Copy = (extent: Extent) => string[]

/** What is asked of an extent's rows, in the order of the file. */
export interface ExtentColumns extends Rows {
  columns: readonly Column[]
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
  readonly #most: Record<RowKind, number>
  readonly #kept = new Map<string, Packed>()
  readonly #bytes: Record<RowKind, number> = { visits: 0, events: 0 }
  #refused = 0
  readonly #rows = new ColumnRows()

  constructor(db: Connection, most: Record<RowKind, number> = MOST_BYTES) {
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
   * The columns that are asked of each extent that reaches into the span; undefined where there is no copy and none is
   * worth making.
   */
  columns(asked: AskedRows): ExtentColumns[] | undefined {
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

  #columnsOf(asked: AskedRows, columns: readonly Named[]): ExtentColumns[] | undefined {
    const { of, site } = asked
    const extents = this.#extentsReached(asked).map(({ id, version }) => {
      return { id, ...this.#packed(`${of} ${site} ${id}`, { of, version }) }
    })
    const news = extents.filter(({ isNew }) => isNew).length
    if (news > extents.length * MOST_NEW) return undefined
    const lacking = extents.filter(({ packed }) => missingIn(packed, columns).length > 0)
    const copy = this.#copier(of, columns, asked.goOn)
    if (!this.#hasRoomFor(of, lacking, copy)) return undefined
    for (const extent of lacking) copy(extent)
    return extents.map(({ packed: { rows, runs, columns: kept } }) => {
      return { rows, runs, columns: columns.flatMap(({ name }) => kept.get(name) ?? []) }
    })
  }

  /** By what the copies of some take, which are given up again where there is none. */
  #hasRoomFor(of: RowKind, extents: readonly Extent[], copy: Copy): boolean {
    const before = this.#bytes[of]
    const most = this.#most[of]
    const step = Math.ceil(extents.length / SAMPLED)
    const sample = extents.filter((_, i) => i % step === 0)
    const added = sample.map((extent) => copy(extent))
    const needed = ((this.#bytes[of] - before) * extents.length) / Math.max(1, sample.length)
    if (before + needed <= most) return true
    for (const [i, { packed }] of sample.entries()) this.#drop(packed, added[i] ?? [])
    // What would not fit if nothing else were there pushes nothing out.
    if (needed <= most) this.#refused++
    if (this.#refused === MOST_REFUSED) this.#forgetAll()
    return false
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
  #packed(key: string, begun: Pick<Packed, 'of' | 'version'>): { packed: Packed; isNew: boolean } {
    const known = this.#kept.get(key)
    if (known?.version === begun.version) return { packed: known, isNew: false }
    if (known) this.#drop(known, known.columns.keys())
    const packed = { ...begun, rows: 0, runs: undefined, columns: new Map() }
    this.#kept.set(key, packed)
    return { packed, isNew: true }
  }

  #drop({ of, columns }: Packed, names: Iterable<string>): void {
    for (const name of names) {
      const column = columns.get(name)
      if (column) this.#bytes[of] -= bytesOf(column)
      columns.delete(name)
    }
  }

  #forgetAll(): void {
    this.#kept.clear()
    Object.assign(this.#bytes, { visits: 0, events: 0 })
    this.#refused = 0
  }

  /** Extents that miss the same share a statement. */
  #copier(of: RowKind, asked: readonly Named[], goOn: () => void): Copy {
    const statements = new Map<string, (id: number) => void>()
    const usual = USUAL[of].map((value) => this.#named({ value }))
    return ({ id, packed }) => {
      const missing = missingIn(packed, packed.columns.size === 0 ? [...usual, ...asked] : asked)
      if (missing.length === 0) return []
      goOn()
      const wanted = [...new Map(missing.map((one) => [one.name, one])).values()]
      const key = wanted.map(({ name }) => name).join()
      const read = statements.get(key) ?? this.#reading(of, wanted)
      statements.set(key, read)
      this.#rows.begin(wanted.map(({ rare = false }) => rare))
      read(id)
      this.#keep(packed, wanted)
      return wanted.map(({ name }) => name)
    }
  }

  /** Of an extent that is copied for the first time, the usual columns come first, and of those what its rows share. */
  #keep(packed: Packed, wanted: readonly Named[]): void {
    const rows = this.#rows
    if (packed.columns.size === 0) {
      packed.rows = rows.count
      packed.runs = TOGETHER[packed.of] && rows.runs(0)
    }
    wanted.forEach(({ name }, i) => {
      const column = rows.column(i, packed.runs)
      packed.columns.set(name, column)
      this.#bytes[packed.of] += bytesOf(column)
    })
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
