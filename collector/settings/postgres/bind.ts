import type { Database } from 'better-sqlite3'
import type pg from 'pg'
import { Explained } from '../../explained.ts'
import { newId } from '../../new-id.ts'
import { COPIED, KEPT_THERE } from './copied.ts'
import { copyAll, copyOf, markCopy, pull } from './copy.ts'
import type { Row } from './copy-rows.ts'

/** How the settings in PostgreSQL and a file came together. */
export type Bound =
  /** It was a copy of them before. */
  | 'known'
  /** PostgreSQL held none: the file's own have gone there. */
  | 'moved'
  /** The file had none of its own. */
  | 'copied'

/** Neither sites nor people: nobody would miss it. */
function isBare(db: Database): boolean {
  return (
    db
      .prepare<[], number>('select exists (select 1 from site) or exists (select 1 from user)')
      .pluck()
      .get() === 0
  )
}

/**
 * Makes the file a copy of the settings in PostgreSQL, or moves its own there where there are none yet. `keyCheck`: what the
 * folder's key makes of the settings' id; the same key opens the secrets everywhere. Throws an Explained where both have settings, or the
 * keys differ.
 */
export async function bind(
  db: Database,
  pool: pg.Pool,
  keyCheck: (store: string) => string,
): Promise<Bound> {
  const known = await storeOf(pool)
  const copy = copyOf(db)
  if (known === undefined) {
    if (copy !== undefined) throw new Explained(OTHERS)
    return await moveThere(db, pool, keyCheck)
  }
  requireTogether(db, known, keyCheck(known.id))
  if (copy !== undefined && (await reaches(pool, copy.upto))) {
    await pull(db, pool)
    return 'known'
  }
  await copyAll(db, pool, known.id)
  return copy === undefined ? 'copied' : 'known'
}

/** Throws an Explained where the file and what PostgreSQL holds have nothing to do with each other. */
function requireTogether(db: Database, { id, key_check }: Store, check: string): void {
  const copy = copyOf(db)
  if (copy !== undefined && copy.store !== id) throw new Explained(OTHERS)
  if (copy === undefined && !isBare(db)) throw new Explained(BOTH)
  if (key_check !== check) throw new Explained(OTHER_KEY)
}

const OTHERS =
  'This data folder holds a copy of settings in another PostgreSQL database than the one that TRIBUTARY_SETTINGS_URL names. Name that one, or begin with a new data folder.'
const BOTH =
  'This data folder has settings of its own, and the PostgreSQL database that TRIBUTARY_SETTINGS_URL names holds others. Name an empty database to move these there, or begin with a new data folder.'
const OTHER_KEY =
  'The secrets among the settings in PostgreSQL were sealed with another key. Copy the file tributary.key out of the data folder of a collector that works into this one, and start again.'

interface Store {
  id: string
  key_check: string
}

async function storeOf(pool: pg.Pool): Promise<Store | undefined> {
  const { rows } = await pool.query<Store>('select id, key_check from settings_store')
  return rows[0]
}

/** Whether all changes since are still noted. */
async function reaches(pool: pg.Pool, upto: number): Promise<boolean> {
  const { rows } = await pool.query<{ first: number | null; last: number | null }>(
    'select min(n) as first, max(n) as last from setting_change',
  )
  const { first = null, last = null } = rows[0] ?? {}
  // A database that was put back from a backup has forgotten changes that the file knows.
  return first !== null && last !== null && first <= upto + 1 && last >= upto
}

/** Rows of one statement. */
const PART = 2_000

async function moveThere(
  db: Database,
  pool: pg.Pool,
  keyCheck: (store: string) => string,
): Promise<Bound> {
  const wasBare = isBare(db)
  const id = newId()
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Of two collectors that come at once, one moves.
    await client.query('lock table settings_store in exclusive mode')
    const { rowCount } = await client.query('select 1 from settings_store')
    if (rowCount) {
      await client.query('rollback')
      client.release()
      return await bind(db, pool, keyCheck)
    }
    for (const table of [...COPIED.map(({ table }) => table), ...KEPT_THERE]) {
      await moveTable(db, client, table)
    }
    const store = [id, keyCheck(id)]
    await client.query('insert into settings_store (id, key_check) values ($1, $2)', store)
    // What came there from the file is what the file holds; nobody else has written yet.
    const { rows } = await client.query<{ n: number }>(
      'select coalesce(max(n), 0) as n from setting_change',
    )
    await client.query('commit')
    client.release()
    markCopy(db, { store: id, upto: rows[0]?.n ?? 0 })
  } catch (error) {
    client.release(true)
    throw error
  }
  return wasBare ? 'copied' : 'moved'
}

/** PostgreSQL has no room for that one character. */
function withoutNul(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '') : value
}

async function moveTable(db: Database, client: pg.PoolClient, table: string): Promise<void> {
  const into = `"${table}"`
  let part: Row[] = []
  const send = async () => {
    if (part.length === 0) return
    await client.query(
      `insert into ${into} select * from json_populate_recordset(null::${into}, $1::json)`,
      [JSON.stringify(part, withoutNul)],
    )
    part = []
  }
  for (const row of db.prepare<[], Row>(`select * from ${into}`).iterate()) {
    part.push(row)
    if (part.length === PART) await send()
  }
  await send()
  const { rows } = await client.query<{ sequence: string | null }>(
    `select case when exists (select 1 from information_schema.columns
        where table_schema = current_schema() and table_name = $1 and column_name = 'id' and is_identity = 'YES')
      then pg_get_serial_sequence($2, 'id') end as sequence`,
    [table, into],
  )
  const sequence = rows[0]?.sequence
  if (!sequence) return
  await client.query(`select setval($1, coalesce(max(id), 1), max(id) is not null) from ${into}`, [
    sequence,
  ])
}
