import { Kysely } from 'kysely'
import pg from 'pg'
import { Explained } from '../../explained.ts'
import type { PostgresAddress } from '../../postgres-address.ts'
import { StartError } from '../../storage-trouble.ts'
import type { Settings, Tables } from '../tables.ts'
import { SharedDialect, UNABLE } from './dialect.ts'
import { bringForward } from './schema.ts'

/** Settings in PostgreSQL, for all collectors. */
export interface SharedSettings {
  settings: Settings
  pool: pg.Pool
  /** Of the settings, too. */
  close(): Promise<void>
}

const INT8 = 20
const NUMERIC = 1700
const MOST_CONNECTIONS = 8
const CONNECT_MS = 4_000
/** A file of spend is stored in parts of some tens of milliseconds. */
const LONGEST_MS = 60_000

/** Counts, numbers and instants are below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

/** How every connection to it is made. */
export function connecting({ url }: PostgresAddress): pg.PoolConfig {
  return {
    connectionString: url,
    types,
    application_name: 'tributary',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: LONGEST_MS,
    // A server that is gone without a word answers nothing at all.
    query_timeout: LONGEST_MS + CONNECT_MS,
    keepAlive: true,
  }
}

/** Connects to nothing yet. */
export function sharedSettings(address: PostgresAddress): SharedSettings {
  const pool = new pg.Pool({ ...connecting(address), max: MOST_CONNECTIONS })
  // A connection that is cut while nobody asks anything on it, in a transaction or out of one, is told to the next who does.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const settings = new Kysely<Tables>({ dialect: new SharedDialect(pool) })
  const close = async () => {
    await settings.destroy()
    // Settings that nobody has asked anything have not begun to use it.
    if (!pool.ending) await pool.end()
  }
  return { settings, pool, close }
}

/**
 * Connects, and brings the schema forward; `isKnown`: this folder has a copy of what is there, so an empty database is on its way back.
 * Throws a StartError that says why it cannot.
 */
export async function prepare(
  { pool }: SharedSettings,
  address: PostgresAddress,
  isKnown: boolean,
): Promise<void> {
  try {
    const client = await pool.connect()
    try {
      if (isKnown) await requireStore(client)
      await bringForward(client)
    } finally {
      client.release()
    }
  } catch (error) {
    throw inWords(error, address)
  }
}

async function requireStore(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ is_there: boolean }>(
    `select to_regclass('settings_store') is not null as is_there`,
  )
  if (rows[0]?.is_there) return
  throw new UnansweredError(
    'The database that TRIBUTARY_SETTINGS_URL names holds no settings, and this data folder has a copy of some: put them back, or name the right one.',
  )
}

/** Whether that is said of a server that is not there, rather than of what it holds. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof UnansweredError
}

/** It may be there again in a while. */
class UnansweredError extends StartError {}

function inWords(error: unknown, address: PostgresAddress): unknown {
  if (!(error instanceof Error) || error instanceof Explained) return error
  const reason = error instanceof AggregateError ? String(error.errors[0]) : error.message
  const isAway = isConnection(error)
  const mend = isAway
    ? 'Is it running, and reached from here?'
    : 'Check TRIBUTARY_SETTINGS_URL; its user must be allowed to make tables in that database.'
  const Kind = isAway ? UnansweredError : StartError
  return new Kind(`The settings in PostgreSQL (${address}) cannot be opened: ${reason}. ${mend}`)
}

/** No code at all: the client waited in vain. */
function isConnection(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return code === '' || UNABLE.test(code)
}
