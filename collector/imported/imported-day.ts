/** What another tool's sums can say of a day, all of them whole numbers; `visit_duration` in seconds. */
export const SUMS = [
  'visitors',
  'visits',
  'pageviews',
  'bounces',
  'visit_duration',
  'events',
] as const
export type Sum = (typeof SUMS)[number]
/** Null: the file does not say. */
export type Sums = Record<Sum, number | null>

interface Table {
  /** As it lies in the file, for ever. */
  number: number
  /** What its rows are about, in this order. */
  columns: readonly string[]
  /** Every visit is in one row of a day. */
  parts: boolean
}

/** The tables that days come in: by one thing at a time. */
export const TABLES = {
  visitors: { number: 1, columns: [], parts: true },
  sources: {
    number: 2,
    columns: ['source', 'medium', 'campaign', 'content', 'term', 'click_id', 'referrer', 'channel'],
    parts: true,
  },
  pages: { number: 3, columns: ['hostname', 'page', 'title'], parts: false },
  entry_pages: { number: 4, columns: ['landing_page'], parts: true },
  exit_pages: { number: 5, columns: ['exit_page'], parts: true },
  custom_events: { number: 6, columns: ['event'], parts: false },
  custom_props: { number: 7, columns: ['property', 'value'], parts: false },
  locations: { number: 8, columns: ['country', 'region', 'city'], parts: true },
  devices: { number: 9, columns: ['device'], parts: true },
  browsers: { number: 10, columns: ['browser', 'browser_version'], parts: true },
  operating_systems: { number: 11, columns: ['os', 'os_version'], parts: true },
  languages: { number: 12, columns: ['language'], parts: true },
} as const satisfies Record<string, Table>
export type TableName = keyof typeof TABLES
export type Column = (typeof TABLES)[TableName]['columns'][number]

export const TABLE_NAMES = Object.keys(TABLES) as TableName[]

/** A table with the columns of it that a file tells. */
export interface Kind {
  table: TableName
  told: readonly Column[]
}

/** Numbers of tables are below it; above it a bit for each column that is not told. */
const UNTOLD = 16

const byNumber = new Map<number, TableName>(TABLE_NAMES.map((name) => [TABLES[name].number, name]))

const bit = (i: number) => UNTOLD * 2 ** i

/** As a kind lies in the file: of two that tell the same column the greater one tells fewer beside it. */
export function kindNumber({ table, told }: Kind): number {
  const { number, columns } = TABLES[table]
  const untold = columns.map((column, i) => (told.some((one) => one === column) ? 0 : bit(i)))
  return untold.reduce((sum: number, one) => sum + one, number)
}

/** Undefined for a number that no kind has. */
export function kindOf(number: number): Kind | undefined {
  const table = byNumber.get(number % UNTOLD)
  if (!table) return undefined
  const columns: readonly Column[] = TABLES[table].columns
  return { table, told: columns.filter((_, i) => Math.floor(number / bit(i)) % 2 === 0) }
}

/** One row of a day as another tool summed it. */
export interface ImportedDay {
  table: TableName
  /** `YYYY-MM-DD`, in the site's own zone. */
  date: string
  /** By the table's columns. Null: none; absent: the file does not tell. */
  values: Readonly<Partial<Record<Column, string | null>>>
  /** Absent as good as null: the file does not say. */
  sums: Readonly<Partial<Sums>>
}

export function kindOfDay({ table, values }: Pick<ImportedDay, 'table' | 'values'>): number {
  const columns: readonly Column[] = TABLES[table].columns
  return kindNumber({ table, told: columns.filter((column) => values[column] !== undefined) })
}

/** What tells the rows of a kind apart, as it lies in the file. */
export function keyOf({ table, values }: Pick<ImportedDay, 'table' | 'values'>): string {
  return JSON.stringify(TABLES[table].columns.map((column) => values[column] ?? null))
}
