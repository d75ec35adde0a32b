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
}

export function copyOf(db: Database): Copy | undefined {
  return db.prepare<[], Copy>('select store, upto from settings_copy').get()
}

/** What a copying brought, by table: the sites whose rows have changed. */
export type Brought = ReadonlyMap<string, ReadonlySet<number>>

interface Part {
  upto: number
  changes: TableChange[]
  /** Whether more waits. */
  more: boolean
}

/**
 * Brings the file's copy up to what PostgreSQL holds now, a part in a transaction of its own. Throws what the client throws.
 */
export async function pull(db: Database, pool: pg.Pool): Promise<Brought> {
  const brought = new Map<string, Set<number>>()
  let most = PART
  for (;;) {
    const copy = copyOf(db)
    if (copy === undefined) throw new Error('the file holds no copy of settings')
    const part = await inSnapshot(pool, (client) => read(client, copy, most))
    const stored = tryStore(db, copy, part)
    if (stored === 'taken') most *= 10
    if (stored !== 'stored') continue
    note(brought, part)
    if (!part.more) return brought
  }
}

/**
 * `moved`: another process has copied meanwhile, so it is to be read again. `taken`: a name moves on in a later part; with that
 * one it fits.
 */
function tryStore(db: Database, copy: Copy, part: Part): 'stored' | 'moved' | 'taken' {
  try {
    return store(db, copy, part) ? 'stored' : 'moved'
  } catch (error) {
    if (part.more && isNameTaken(error)) return 'taken'
    throw error
  }
}

function isNameTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE'
}

function store(db: Database, { upto, store: id }: Copy, part: Part): boolean {
  if (part.upto === upto) return true
  const put = db.transaction(() => {
    if (copyOf(db)?.upto !== upto) return false
    // For this transaction alone.
    db.pragma('defer_foreign_keys = on')
    copyRows(db, part.changes)
    db.prepare('update settings_copy set upto = ? where store = ?').run(part.upto, id)
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

async function read(client: pg.PoolClient, { upto }: Copy, most: number): Promise<Part> {
  const { rows } = await client.query<{ n: number }>(
    'select n from setting_change where n > $1 order by n offset $2 limit 2',
    [upto, most - 1],
  )
  const [last, beyond] = rows
  const until = last?.n ?? (await lastChange(client, upto))
  const changes: TableChange[] = []
  if (until > upto) {
    for (const copied of COPIED) changes.push(await changeOf(client, copied, [upto, until]))
  }
  return { upto: until, changes, more: beyond !== undefined }
}

async function lastChange(client: pg.PoolClient, upto: number): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'select coalesce(max(n), $1) as n from setting_change where n > $1',
    [upto],
  )
  return rows[0]?.n ?? upto
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
  const { upto, all } = await inSnapshot(pool, async (client) => {
    const upto = await lastChange(client, 0)
    const all: { copied: Copied; rows: Row[] }[] = []
    for (const copied of COPIED) {
      const { rows } = await client.query<{ row: Row }>(
        `select row_to_json(t) as row from ${copied.table} t`,
      )
      all.push({ copied, rows: rows.map(({ row }) => row) })
    }
    return { upto, all }
  })
  const put = db.transaction(() => {
    db.pragma('defer_foreign_keys = on')
    copyRows(
      db,
      all.map(({ copied, rows }) => ({ copied, rows, gone: goneOf(db, copied, rows) })),
    )
    markCopy(db, { store, upto })
  })
  put.immediate()
}

export function markCopy(db: Database, { store, upto }: Copy): void {
  db.prepare('insert or replace into settings_copy (id, store, upto) values (1, ?, ?)').run(
    store,
    upto,
  )
}

/** Keys of the file that none of the rows has. */
function goneOf(db: Database, copied: Copied, rows: readonly Row[]): (string | number)[][] {
  const textOf = (key: readonly unknown[]) => JSON.stringify(key)
  const there = new Set(
    rows.map((row) => textOf(copied.key.map(([column]) => row[column] ?? null))),
  )
  return keysOf(db, copied).filter((key) => !there.has(textOf(key)))
}
