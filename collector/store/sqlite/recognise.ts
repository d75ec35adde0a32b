import Database from 'better-sqlite3'
import { Explained } from '../../explained.ts'
import type { Connection } from './open.ts'

export interface Migration {
  name: string
  up: string
}

/** The file was written by a later program; the message says which and what to do. */
export class NewerDatabaseError extends Explained {}

/** The file is a database, but not, or not only, what our migrations make; the message says what is strange. */
export class ForeignDatabaseError extends Explained {}

interface SchemaObject {
  type: string
  name: string
  /** As it was written when it was made. */
  sql: string
  /** The table that it is, or that it belongs to. */
  table: string
  /** 1: an index that only sorts the columns of a table: it works nothing out and refuses no row. */
  sorts: 0 | 1
  /** 1: a plain table that refers to no other, or an index. */
  keepsToItself: 0 | 1
}

/** What the file holds, without what SQLite made for itself. */
function objects(db: Connection): SchemaObject[] {
  return db
    .prepare<[], SchemaObject>(
      `select type, name, coalesce(sql, '') as sql, tbl_name as "table",
        type = 'index' or (type = 'table' and rootpage > 0
          and not exists (select 1 from pragma_foreign_key_list(s.name))) as keepsToItself,
        type = 'index' and exists (select 1 from pragma_index_list(s.tbl_name) i
          where i.name = s.name and not i."unique" and not i.partial)
        and not exists (select 1 from pragma_index_xinfo(s.name) where cid = -2) as sorts
      from sqlite_schema s
      where not (name like 'sqlite\\_%' escape '\\' and (sql is null or type = 'table'))
      order by rowid`,
    )
    .all()
}

/** The table in which a database says which migrations it went through. */
export const MIGRATION_TABLE =
  'create table if not exists migration (name text primary key, applied_at integer not null) strict'

/** What these migrations make of an empty file. */
function madeBy(migrations: readonly Migration[]): SchemaObject[] {
  const db = new Database(':memory:')
  try {
    db.exec(MIGRATION_TABLE)
    for (const { up } of migrations) db.exec(up)
    return objects(db)
  } finally {
    db.close()
  }
}

function appliedNames(db: Connection): string[] {
  const columns = db.prepare<[], string>(`select name from pragma_table_info('migration')`).pluck()
  if (!columns.all().includes('name')) return []
  return db.prepare<[], unknown>('select name from migration').pluck().all().map(String)
}

const NUMBERED = /^\d{4}-[a-z0-9-]+$/u

function refuseUnknown(names: readonly string[], known: ReadonlySet<string>, file: string): void {
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length === 0) return
  if (unknown.some((name) => !NUMBERED.test(name))) {
    throw new ForeignDatabaseError(
      `${file} is the database of another program: its migrations have other names (${some(unknown)}).`,
    )
  }
  throw new NewerDatabaseError(
    `The data was written by a newer Tributary (it has ${some(unknown)}, which this version does not know). Start that newer version, or restore a backup made by this one.`,
  )
}

/** The first of many, for a message. */
function some(names: readonly string[]): string {
  return names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '')
}

/**
 * Triggers, views, checks and expressions run what they say whenever a table is used: what touches our tables has to be
 * ours to the letter, but for an index that only sorts. Tables beside them (Litestream has two) are the operator's.
 */
function refuseStrange(found: SchemaObject[], expected: SchemaObject[], file: string): void {
  const had = new Set(found.map(({ type, name }) => `${type} ${name}`))
  const lacking = expected.map(({ type, name }) => `${type} ${name}`).filter((one) => !had.has(one))
  if (lacking.length > 0) {
    throw new ForeignDatabaseError(
      `${file} is no whole database of Tributary: it lacks the ${some(lacking)}.`,
    )
  }
  const ours = new Set(expected.map(({ sql }) => sql))
  const tables = new Set(expected.map(({ table }) => table))
  const isAside = ({ keepsToItself, table }: SchemaObject) => keepsToItself && !tables.has(table)
  const strange = found.filter((one) => !ours.has(one.sql) && !one.sorts && !isAside(one))
  if (strange.length === 0) return
  const named = some(strange.map(({ type, name }) => `${type} ${name}`))
  throw new ForeignDatabaseError(`${file} holds what Tributary did not make: the ${named}.`)
}

/**
 * Whether a database is ours, read from the names of its migrations and from what they make. Answers the names;
 * none for an empty database. Throws ForeignDatabaseError or NewerDatabaseError, touching nothing.
 */
export function recognise(
  db: Connection,
  migrations: readonly Migration[],
  file: string,
): ReadonlySet<string> {
  // Both of one moment: another process may be migrating.
  const read = db.transaction(() => ({ found: objects(db), names: new Set(appliedNames(db)) }))
  const { found, names } = read()
  if (found.length === 0) return names
  const known = new Set(migrations.map(({ name }) => name))
  refuseUnknown([...names], known, file)
  if (names.size === 0 && found.some(({ name }) => name !== 'migration')) {
    const tables = found.filter(({ type }) => type === 'table').map(({ name }) => name)
    throw new ForeignDatabaseError(
      `${file} is the database of another program: it holds ${some(tables)}.`,
    )
  }
  refuseStrange(found, madeBy(migrations.filter(({ name }) => names.has(name))), file)
  return names
}
