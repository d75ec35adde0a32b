import type { Database } from 'better-sqlite3'
import type { Copied } from './copied.ts'

/** A row as PostgreSQL tells it, by its columns. */
export type Row = Record<string, string | number | null>

/** What is to be copied of a table: rows as they are, and the keys of those that are not there any more. */
export interface TableChange {
  copied: Copied
  rows: readonly Row[]
  /** In the order of the key's columns. */
  gone: readonly (readonly (string | number)[])[]
}

const quoted = (name: string) => `"${name}"`

function whereKey({ key }: Copied): string {
  return key.map(([column]) => `${quoted(column)} = ?`).join(' and ')
}

function upsert({ table, key }: Copied, columns: readonly string[]): string {
  const isKey = new Set(key.map(([column]) => column))
  const told = columns.filter((column) => !isKey.has(column))
  const then = told.length
    ? `do update set ${told.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ')}`
    : 'do nothing'
  return `insert into ${table} (${columns.map(quoted).join(', ')})
    values (${columns.map(() => '?').join(', ')})
    on conflict (${key.map(([column]) => quoted(column)).join(', ')}) ${then}`
}

/**
 * Makes the rows of a file what they are in PostgreSQL. Its caller owns the transaction, in which foreign keys are
 * looked at last.
 */
export function copyRows(db: Database, changes: readonly TableChange[]): void {
  for (const { copied, gone } of changes.toReversed()) {
    const remove = db.prepare(`delete from ${copied.table} where ${whereKey(copied)}`)
    for (const key of gone) remove.run(...key)
  }
  for (const change of changes) clearNames(db, change)
  for (const { copied, rows } of changes) {
    const [first] = rows
    if (first === undefined) continue
    const columns = Object.keys(first)
    const put = db.prepare(upsert(copied, columns))
    for (const row of rows) put.run(...columns.map((column) => row[column]))
  }
}

/** Two that have swapped their names would be in each other's way: until each has its new one, neither has any. */
function clearNames(db: Database, { copied, rows }: TableChange): void {
  const { table, key, unique = [] } = copied
  const [[id] = ['id']] = key
  for (const name of unique) {
    const clear = db.prepare(
      `update ${table} set ${quoted(name)} = ? where ${quoted(id)} = ? and ${quoted(name)} is not ?`,
    )
    for (const row of rows) clear.run(`\u0001${row[id]}`, row[id], row[name])
  }
}

/** Keys that the file has, of all rows. */
export function keysOf(db: Database, { table, key }: Copied): (string | number)[][] {
  const columns = key.map(([column]) => quoted(column)).join(', ')
  return db
    .prepare<[], (string | number)[]>(`select ${columns} from ${table}`)
    .raw()
    .all() as unknown as (string | number)[][]
}
