import Database from 'better-sqlite3'
import { Kysely, type RawBuilder } from 'kysely'
import { readablePath } from '../acquisition/escapes.ts'
import { dateOf } from '../date-of.ts'
import { DAY, HOUR } from '../durations.ts'
import { decimalOf } from '../money.ts'
import type { PersonKind } from '../person-kind.ts'
import { knownBy, personId } from '../reports/facts/person-id.ts'
import { localTimes } from '../reports/time/local-times.ts'
import { namedParameters } from '../store/shared-parameters.ts'
import { SharingDialect } from '../store/sqlite/sharing-dialect.ts'
import { keyText, unpackId } from '../store/sqlite/uid.ts'
import { columnsOf, TABLE_NAMES } from './tables.ts'

export type Scratch = Database.Database

/** An empty database in memory with the tables that a query may ask, and nothing else. */
export function emptyScratch(timezone: string): Scratch {
  const db = new Database(':memory:')
  // What does not fit into memory is too much: a query must not fill the disk that events are written to.
  db.pragma('temp_store = memory')
  db.pragma('trusted_schema = off')
  for (const table of TABLE_NAMES) {
    const columns = columnsOf(table).map(([name, { type }]) => `"${name}" ${type}`)
    db.exec(`create table ${table} (${columns.join(', ')})`)
  }
  defineFunctions(db, timezone)
  return db
}

/** What columns are made with. A query may use them, too: they know nothing but what they are given. */
function defineFunctions(db: Scratch, timezone: string): void {
  const define = <Given extends unknown[]>(name: string, make: (...given: Given) => unknown) =>
    db.function(name, { deterministic: true, varargs: true }, (...given: unknown[]) =>
      given.includes(null) ? null : make(...(given as Given)),
    )
  const { toLocal } = localTimes(timezone)
  define('local_day', (at: number) => dateOf(Math.floor(toLocal(at) / DAY)))
  define('local_hour', (at: number) => Math.floor((toLocal(at) % DAY) / HOUR))
  define('person_key', (key: Buffer | string) => keyText(key))
  define('person_name', (kind: PersonKind, key: Buffer | string) => personId(kind, keyText(key)))
  define('known_by', (kind: PersonKind) => knownBy(kind))
  define('id_text', (id: Buffer | string) => unpackId(id))
  define('decimal', (amount: number, currency: string) => Number(decimalOf({ amount, currency })))
  define('readable_path', (path: string) => readablePath(path))
}

/**
 * Lets work read the data file beside the scratch database, where it is called `data`, and takes it away again: what runs
 * afterwards cannot name it.
 */
export function withFile(db: Scratch, path: string, work: () => void): void {
  db.prepare('attach ? as data').run(path)
  try {
    // One moment of the file for all tables.
    db.transaction(work)()
  } finally {
    db.exec('detach data')
  }
}

/** Runs statements that are put together of fragments. */
export function runner(db: Scratch): (statement: RawBuilder<unknown>) => void {
  const kysely = new Kysely<unknown>({ dialect: new SharingDialect({ database: db }) })
  return (statement) => {
    const { sql: text, parameters } = statement.compile(kysely)
    db.prepare<object>(text).run(namedParameters(parameters))
  }
}
