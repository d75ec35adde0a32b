import type { Database } from 'better-sqlite3'
import type pg from 'pg'
import { COPIED, type Copied } from './copied.ts'
import { copyRows, keysOf, type Row, type TableChange } from './copy-rows.ts'

/** Changes that are read at once; spend comes in hundreds of thousands. */
const PART = 20_000

/** Of which settings a file holds a copy, and up to which change. */
export interface Copy {
  /** Id of the settings. */
  store: string
  upto: number
  /** What tells that change from another one of its number. */
  mark: string
}

/** Undefined also where the settings are still on their way there. */
export function copyOf(db: Database): Copy | undefined {
  return db.prepare<[], Copy>('select store, upto, mark from settings_copy where upto >= 0').get()
}

/** What a copying brought, by table: the sites whose rows have changed. */
export type Brought = ReadonlyMap<string, ReadonlySet<number> | 'all'>

type Reached = Pick<Copy, 'upto' | 'mark'>

interface Part extends Reached {
  changes: TableChange[]
  /** Whether more waits. */
  more: boolean
}

/**
 * Brings the file's copy up to what PostgreSQL holds now, a part in a transaction of its own; where parts do not fit, all of it
 * anew. Throws what the client throws.
 */
export async function pull(db: Database, pool: pg.Pool): Promise<Brought> {
  return await pullOn(db, pool, new Map(), PART)
}

async function pullOn(
  db: Database,
  pool: pg.Pool,
  brought: Map<string, Set<number>>,
  most: number,
): Promise<Brought> {
  const { copy, part, how } = await pullPart(db, pool, most)
  if (how === 'unfit' && part.more) return await pullOn(db, pool, brought, most * 10)
  if (how === 'unfit') {
    await copyAll(db, pool, copy.store)
    return ALL
  }
  if (how === 'stored') note(brought, part)
  const isDone = how === 'stored' && !part.more
  return isDone ? brought : await pullOn(db, pool, brought, most)
}

async function pullPart(db: Database, pool: pg.Pool, most: number) {
  const copy = copyOf(db)
  if (copy === undefined) throw new Error('the file holds no copy of settings')
  const part = await inSnapshot(pool, (client) => read(client, copy, most))
  return { copy, part, how: tryStore(db, copy, part) }
}

/** Every site's, that is. */
const ALL: Brought = new Map([['rules', 'all']])

/**
 * `moved`: another process has copied meanwhile, so it is to be read again. `unfit`: rows are told as they now are, so one of them
 * may name what comes in a later part, or have a name that is given up there.
 */
function tryStore(db: Database, copy: Copy, part: Part): 'stored' | 'moved' | 'unfit' {
  try {
    return store(db, copy, part) ? 'stored' : 'moved'
  } catch (error) {
    if (isUnfit(error)) return 'unfit'
    throw error
  }
}

function isUnfit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNFIT.has(error.code)
}

const UNFIT = new Set<unknown>(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_FOREIGNKEY'])

function store(db: Database, { upto, store: id }: Copy, part: Part): boolean {
  if (part.upto === upto) return true
  const put = db.transaction(() => {
    if (copyOf(db)?.upto !== upto) return false
    // For this transaction alone.
    db.pragma('defer_foreign_keys = on')
    copyRows(db, part.changes)
    db.prepare('update settings_copy set upto = @upto, mark = @mark where store = @id').run({
      upto: part.upto,
      mark: part.mark,
      id,
    })
    return true
  })
  return put.immediate()
}

function note(brought: Map<string, Set<number>>, { changes }: Part): void {
  for (const { copied, rows } of changes) {
    const sites = brought.get(copied.table) ?? new Set()
    const column = copied.table === 'site' ? 'id' : 'site'
    for (const row of rows) if (typeof row[column] === 'number') sites.add(row[column])
    brought.set(copied.table, sites)
  }
}

/** All that is asked in it is of one moment. */
export async function inSnapshot<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const done = await work(client)
    await client.query('commit')
    client.release()
    return done
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function read(client: pg.PoolClient, copy: Copy, most: number): Promise<Part> {
  const { upto } = copy
  const { rows } = await client.query<{ n: number; mark: string }>(
    'select n, mark from setting_change where n > $1 order by n offset $2 limit 2',
    [upto, most - 1],
  )
  const [last, beyond] = rows
  const until = last ? { upto: last.n, mark: last.mark } : await lastChange(client, copy)
  const changes: TableChange[] = []
  if (until.upto > upto) {
    for (const copied of COPIED) changes.push(await changeOf(client, copied, [upto, until.upto]))
  }
  return { ...until, changes, more: beyond !== undefined }
}

/** The last one that is noted; what is given where none is. */
export async function lastChange(
  client: pg.ClientBase,
  { upto, mark }: Reached = { upto: 0, mark: '' },
): Promise<Reached> {
  const { rows } = await client.query<{ n: number; mark: string }>(
    'select n, mark from setting_change where n > $1 order by n desc limit 1',
    [upto],
  )
  const [last] = rows
  return last ? { upto: last.n, mark: last.mark } : { upto, mark }
}

type Span = readonly [after: number, until: number]

async function changeOf(
  client: pg.PoolClient,
  copied: Copied,
  [after, until]: Span,
): Promise<TableChange> {
  const { table, key } = copied
  const named = key.map(([column, type], i) => `(key ->> ${i})::${type} as "${column}"`)
  const matched = key.map(([column]) => `t."${column}" = c."${column}"`).join(' and ')
  const keys = key.map(([column]) => `c."${column}"`)
  const { rows } = await client.query<(string | number | Row | null)[]>({
    text: `select ${keys.join(', ')}, row_to_json(t) from (
        select distinct ${named.join(', ')} from setting_change
        where n > $1 and n <= $2 and tab = $3) c
      left join ${table} t on ${matched}`,
    values: [after, until, table],
    rowMode: 'array',
  })
  const told = rows.map((row) => ({ key: row.slice(0, -1), row: row.at(-1) as Row | null }))
  return {
    copied,
    rows: told.flatMap(({ row }) => (row ? [row] : [])),
    gone: told.flatMap((one) => (one.row ? [] : [one.key as (string | number)[]])),
  }
}

/** Makes the file's copy anew, whatever it held: all rows as they are now, in one transaction. */
export async function copyAll(db: Database, pool: pg.Pool, store: string): Promise<void> {
  const { reached, all, removed } = await inSnapshot(pool, async (client) => {
    const reached = await lastChange(client)
    const all: { copied: Copied; rows: Row[] }[] = []
    for (const copied of COPIED) {
      const { rows } = await client.query<{ row: Row }>(
        `select row_to_json(t) as row from ${copied.table} t`,
      )
      all.push({ copied, rows: rows.map(({ row }) => row) })
    }
    return { reached, all, removed: await removedSites(client) }
  })
  const put = db.transaction(() => {
    db.pragma('defer_foreign_keys = on')
    const lost = lostSites(db, all[0]?.rows ?? [], removed)
    copyRows(
      db,
      all.map(({ copied, rows }) => ({ copied, rows, gone: goneOf(db, copied, rows, lost) })),
    )
    markCopy(db, { store, ...reached })
  })
  put.immediate()
}

/** Sites whose removal is noted: that of sites is noted for good. */
async function removedSites(client: pg.ClientBase): Promise<Set<number>> {
  const { rows } = await client.query<{ id: number }>(
    `select distinct (key ->> 0)::bigint as id from setting_change
    where tab = 'site' and (key ->> 0)::bigint not in (select id from site)`,
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Sites of the file that PostgreSQL does not know and nobody has removed: they were added after the backup that was put back there. Their
 * events lie here, and stay; another that was given the name has it.
 */
function lostSites(db: Database, rows: readonly Row[], removed: ReadonlySet<number>): Set<number> {
  const there = new Map(rows.map(({ id, domain }) => [id, domain]))
  const names = new Set(there.values())
  const own = db.prepare<[], { id: number; domain: string }>('select id, domain from site').all()
  const lost = own.filter(({ id }) => !(there.has(id) || removed.has(id)))
  const rename = db.prepare('update site set domain = ? where id = ?')
  for (const { id, domain } of lost) if (names.has(domain)) rename.run(`lost-${id}.invalid`, id)
  const giveUp = db.prepare('update site set umami_website_id = null where id = ?')
  for (const { id } of lost) giveUp.run(id)
  return new Set(lost.map(({ id }) => id))
}

/** The number that the folder has among other collectors; undefined where it has none yet. */
export function numberOf(db: Database): number | undefined {
  const sql = 'select collector from settings_copy where collector is not null'
  return db.prepare<[], number>(sql).pluck().get()
}

export function markCopy(db: Database, { store, upto, mark }: Copy): void {
  db.prepare(
    `insert into settings_copy (id, store, upto, mark) values (1, @store, @upto, @mark)
    on conflict (id) do update set store = excluded.store, upto = excluded.upto, mark = excluded.mark`,
  ).run({ store, upto, mark })
}

/** Keys of the file that none of the rows has, but for lost sites. */
function goneOf(
  db: Database,
  copied: Copied,
  rows: readonly Row[],
  lost: ReadonlySet<number>,
): (string | number)[][] {
  const textOf = (key: readonly unknown[]) => JSON.stringify(key)
  const there = new Set(
    rows.map((row) => textOf(copied.key.map(([column]) => row[column] ?? null))),
  )
  const gone = keysOf(db, copied).filter((key) => !there.has(textOf(key)))
  return copied.table === 'site' ? gone.filter(([id]) => !lost.has(Number(id))) : gone
}
