import type { Database, Statement } from 'better-sqlite3'
import { unknownName } from '../nearest.ts'
import { Refusal } from '../refusal.ts'
import { columnsOf, TABLE_NAMES, type TableName } from './tables.ts'

/** Blanks and comments before the first word. */
const BEFORE = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))*/u
const ASKS = /^(?:select|with|values)\b/iu

/**
 * The statement, if it only asks. Throws a 422 for anything else: PRAGMA, ATTACH, EXPLAIN, several at once, what writes.
 */
export function askingStatement(db: Database, query: string): Statement<unknown[]> {
  if (!ASKS.test(query.replace(BEFORE, ''))) throw new Refusal(422, 'a query is one SELECT')
  // SQLite reads up to a NUL, and would not see what stands behind it.
  if (query.includes('\0')) throw new Refusal(422, 'a query has no NUL')
  const statement = prepared(db, query)
  if (statement.reader && statement.readonly) return statement
  throw new Refusal(422, 'a query only asks; it changes nothing')
}

function prepared(db: Database, query: string): Statement<unknown[]> {
  try {
    return db.prepare<unknown[]>(query)
  } catch (error) {
    throw refused(error)
  }
}

/** What SQLite says of it, with the nearest name of ours where one is unknown. */
export function refused(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const [, kind = '', name = ''] =
    /^no such (table|column): (?:\w+\.)?(.*)$/su.exec(error.message) ?? []
  if (kind === 'table') return new Refusal(422, unknownName('table', name, TABLE_NAMES))
  // A column of another table is no misspelling.
  if (kind === 'column' && !ALL_COLUMNS.has(name))
    return new Refusal(422, unknownName('column', name, ALL_COLUMNS))
  if (isOfQuery(error)) return new Refusal(422, error.message)
  return error
}

const ALL_COLUMNS = new Set(
  TABLE_NAMES.flatMap((name) => columnsOf(name).map(([column]) => column)),
)

/** SQLite's own words for what it does not understand or cannot work out, and the driver's for parameters. */
function isOfQuery(error: Error): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true
  return 'code' in error && QUERY_CODES.has(String(error.code))
}

const QUERY_CODES = new Set(['SQLITE_ERROR', 'SQLITE_TOOBIG', 'SQLITE_MISMATCH', 'SQLITE_RANGE'])

interface Opcode {
  opcode: string
  p1: number
  p2: number
}

function programOf(db: Database, query: string, parameters: readonly unknown[]): Opcode[] {
  try {
    return db.prepare<unknown[], Opcode>(`explain ${query}`).all(...parameters)
  } catch (error) {
    throw refused(error)
  }
}

/** Which columns of which tables the statement reads, by what SQLite would do: its `OpenRead` and `Column`. */
export function columnsRead(
  db: Database,
  query: string,
  parameters: readonly unknown[],
): Map<TableName, Set<string>> {
  const tables = new Map(
    db.prepare<[], [number, TableName]>('select rootpage, name from sqlite_schema').raw().all(),
  )
  const program = programOf(db, query, parameters)
  const opened = program.flatMap(({ opcode, p1: cursor, p2 }) => {
    const table = opcode === 'OpenRead' ? tables.get(p2) : undefined
    return table ? [{ cursor, table }] : []
  })
  const read = new Map(opened.map(({ table }) => [table, new Set<string>()]))
  for (const { opcode, p1, p2 } of program) {
    if (opcode !== 'Column') continue
    for (const { cursor, table } of opened)
      if (cursor === p1) read.get(table)?.add(columnsOf(table)[p2]?.[0] ?? '')
  }
  return read
}
