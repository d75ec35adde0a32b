import { readablePath } from '../acquisition/escapes.ts'
import { OWN_EVENTS } from '../own-events.ts'
import { columnsOf, TABLES, type Table } from '../store/clickhouse/tables.ts'
import { keyText, unpackId } from '../store/sqlite/uid.ts'

/** A row's values in the order of `columnsOf`. */
export type Values = unknown[]

/** Numbers below it are one collector's own; above stands which one's, up to 1,023: together they stay whole numbers in JavaScript. */
const OF_ONE = 2 ** 43

/** The numbers that a collector gives, the last one exclusive. */
export function numbersOf(collector: number): { first: number; end: number } {
  return { first: collector * OF_ONE, end: (collector + 1) * OF_ONE }
}

/** Columns that hold a number which another collector may have given to something else. */
const NUMBERS: Record<Table, readonly string[]> = {
  name: ['id'],
  page: ['id'],
  title: ['id'],
  query: ['id'],
  client: ['id'],
  place: ['id'],
  acquisition: ['id', 'page'],
  spelling: [],
  person: ['id', 'account'],
  visit: ['id', 'visitor', 'person', 'acquisition', 'client', 'place', 'landing', 'exit'],
  event: ['visit', 'name', 'page', 'title', 'acquisition', 'query', 'user', 'account'],
  quality: [],
}

/** The names that mean something have the same number everywhere. */
const LAST_OWN = Math.max(...Object.values(OWN_EVENTS).map(({ number }) => number))

/** What SQLite packs, or says by a function of its own, in the collector's own words. */
const WORDS: Partial<Record<Table, Record<string, (column: unknown) => unknown>>> = {
  page: { readable_path: (path) => readablePath(String(path)) },
  person: { key: (key) => keyText(key as Buffer | string) },
  event: { uid: textOf, of: textOf, properties: textsOf },
}

/** Numbers of pages between commas. */
function pagesOf(text: unknown): number[] {
  if (text === null || text === '') return []
  return String(text)
    .split(',')
    .map(Number)
    .sort((a, b) => a - b)
}

/** What of the file a column is made of, where that is not the one of its name, in SQL of a row t. */
const MADE_OF: Partial<Record<Table, Record<string, string>>> = {
  page: { readable_path: 't.path' },
  event: { properties: 't.props' },
  // A visit of many pages keeps no list of them; its events tell.
  visit: {
    pages: `coalesce(t.pages, (select group_concat(distinct coalesce(e.page, 0))
      from event e where e.visit = t.id))`,
  },
}

function textOf(id: unknown): unknown {
  return id === null ? null : unpackId(id as Buffer | string)
}

/** Each property's value as a text. */
function textsOf(props: unknown): Record<string, string> {
  if (props === null) return {}
  const all = Object.entries(JSON.parse(String(props)) as object)
  return Object.fromEntries(all.map(([key, value]) => [key, String(value)]))
}

export interface TableRows {
  /** What a row is made of, as a select has it: columns of the file's table t. `site`: how that is called there. */
  columns(site?: string): string
  /** The file's values, in the order of those, as the other engine has them. Changes and answers the same array. */
  said(values: Values): Values
  /** A row that only says which one it is; the others are empty. */
  bare(key: Record<string, unknown>): Values
}

/** How the rows of each table are told to ClickHouse by the collector of that number. */
export function tableRows(collector: number): Record<Table, TableRows> {
  return Object.fromEntries(TABLES.map((table) => [table, rowsOf(table, collector)])) as Record<
    Table,
    TableRows
  >
}

function rowsOf(table: Table, collector: number): TableRows {
  const columns = columnsOf(table)
  const changes = columns.flatMap((column, place) => {
    const change = WORDS[table]?.[column] ?? numberOf(table, column, collector)
    return change ? [{ place, change }] : []
  })
  return {
    columns: (site = 't.site') =>
      columns
        .map((column) => (column === 'site' ? site : (MADE_OF[table]?.[column] ?? `t.${column}`)))
        .join(', '),
    said(values) {
      for (const { place, change } of changes) values[place] = change(values[place])
      return values
    },
    bare(key) {
      const values = columns.map((column) => key[column] ?? emptyOf(column))
      for (const { place, change } of changes) {
        if (key[columns[place] ?? ''] !== undefined) values[place] = change(values[place])
      }
      return values
    },
  }
}

/** Of a row that is gone nobody reads more than its key. */
function emptyOf(column: string): unknown {
  if (column === 'pages') return []
  return column === 'properties' ? {} : null
}

function numberOf(
  table: Table,
  column: string,
  collector: number,
): ((value: unknown) => unknown) | undefined {
  const { first } = numbersOf(collector)
  if (column === 'pages') {
    // 0, which stands for events without a page, is everybody's.
    return (pages) => pagesOf(pages).map((page) => (page === 0 ? page : first + page))
  }
  if (collector === 0 || !NUMBERS[table].includes(column)) return undefined
  if (column === 'name' || table === 'name') {
    return (id) => (Number(id) <= LAST_OWN ? id : first + Number(id))
  }
  return (id) => (id === null ? null : first + Number(id))
}
