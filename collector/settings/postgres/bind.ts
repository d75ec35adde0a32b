import type { Database } from 'better-sqlite3'
import type pg from 'pg'
import { newId } from '../../new-id.ts'
import { thoroughly } from '../../thoroughly.ts'
import { COPIED, KEPT_THERE } from './copied.ts'
import { copyAll, copyOf, lastChange, markCopy, pull } from './copy.ts'
import { moveTables } from './move-tables.ts'
import { NotThisOnesError } from './not-this-ones.ts'

/** How the settings in PostgreSQL and a file came together. */
export type Bound =
  /** It was a copy of them before. */
  | 'known'
  /** PostgreSQL held none: the file's own have gone there. */
  | 'moved'
  /** The file had none of its own. */
  | 'copied'

/** What the folder's key makes of the settings' id: the same key opens the secrets everywhere. */
export type KeyCheck = (store: string) => string

/** Neither sites nor people: nobody would miss it. */
function isBare(db: Database): boolean {
  const holds = 'select exists (select 1 from site) or exists (select 1 from user)'
  return db.prepare<[], number>(holds).pluck().get() === 0
}

/**
 * Makes the file a copy of the settings in PostgreSQL, or moves its own there where there are none yet. Throws a
 * NotThisOnesError where both have settings, or the keys differ.
 */
export async function bind(db: Database, pool: pg.Pool, keyCheck: KeyCheck): Promise<Bound> {
  const known = await storeOf(pool)
  if (known === undefined) {
    if (copyOf(db)) throw new NotThisOnesError(OTHERS)
    return await moveThere(db, pool, keyCheck)
  }
  const bound = boundTo(db, known, keyCheck(known.id))
  await keepNumbers(db, pool)
  if (bound === 'known' && (await reaches(db, pool))) {
    await pull(db, pool)
    return bound
  }
  await copyAll(db, pool, known.id)
  if (bound !== 'known') forgetKept(db)
  return bound
}

/** Throws a NotThisOnesError where the file and what PostgreSQL holds have nothing to do with each other. */
function boundTo(db: Database, { id, key_check }: Store, check: string): Bound {
  const store = db.prepare<[], string>('select store from settings_copy').pluck().get()
  const copy = copyOf(db)
  if (copy && copy.store !== id) throw new NotThisOnesError(OTHERS)
  // A move whose end nobody heard of has happened where its id stands.
  const hasMoved = store === id && !copy
  if (!(copy || hasMoved || isBare(db))) throw new NotThisOnesError(BOTH)
  if (key_check !== check) throw new NotThisOnesError(OTHER_KEY)
  if (hasMoved) return 'moved'
  return copy ? 'known' : 'copied'
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

/**
 * Whether the change that the file has come to is still noted, and with it all since: older ones are forgotten first, but for those of
 * sites.
 */
async function reaches(db: Database, pool: pg.Pool): Promise<boolean> {
  const copy = copyOf(db)
  const { rowCount } = await pool.query(
    `select 1 from setting_change where n = $1 and mark::text = $2
      and (tab <> 'site' or at > now() - interval '6 days')`,
    [copy?.upto, copy?.mark],
  )
  return rowCount === 1
}

/**
 * After a backup was put back there, numbers of sites would be given again that events lie under here.
 */
async function keepNumbers(db: Database, pool: pg.Pool): Promise<void> {
  const most =
    'select max(n) from (select max(id) as n from site union all select max(site) from extent)'
  const known = db.prepare<[], number | null>(most).pluck().get() ?? 0
  const { rows } = await pool.query<{ last: number }>('select last_value as last from site_id_seq')
  if ((rows[0]?.last ?? 0) >= known) return
  await pool.query(`select setval('site_id_seq', $1)`, [known])
}

async function moveThere(db: Database, pool: pg.Pool, keyCheck: KeyCheck): Promise<Bound> {
  const wasBare = isBare(db)
  const id = newId()
  // Were the end of it never heard of, the next start finds out by this id.
  markCopy(db, { store: id, upto: -1, mark: '' })
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
    await moveTables(db, client, [...COPIED.map(({ table }) => table), ...KEPT_THERE])
    const store = [id, keyCheck(id)]
    await client.query('insert into settings_store (id, key_check) values ($1, $2)', store)
    // What came there from the file is what the file holds; nobody else has written yet.
    const reached = await lastChange(client)
    await client.query('commit')
    client.release()
    markCopy(db, { store: id, ...reached })
  } catch (error) {
    client.release(true)
    throw error
  }
  forgetKept(db)
  return wasBare ? 'copied' : 'moved'
}

/** Who may do what is kept in one place. */
function forgetKept(db: Database): void {
  thoroughly(db, () => {
    for (const table of KEPT_THERE.toReversed()) db.prepare(`delete from "${table}"`).run()
  })
}
