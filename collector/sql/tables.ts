import {
  ACCOUNT_COLUMNS,
  CONVERSION_COLUMNS,
  type Column,
  EVENT_COLUMNS,
  PEOPLE_COLUMNS,
  SPEND_COLUMNS,
  VISIT_COLUMNS,
} from './columns.ts'

interface Table {
  tells: string
  columns: Readonly<Record<string, Column>>
}

/** What a query may ask: of one site, the days asked for. */
export const TABLES = {
  visits: { tells: 'visits that began in the period', columns: VISIT_COLUMNS },
  events: { tells: 'events of the period, with a visit or without one', columns: EVENT_COLUMNS },
  people: { tells: 'people of whom there is anything in the period', columns: PEOPLE_COLUMNS },
  accounts: { tells: 'all accounts', columns: ACCOUNT_COLUMNS },
  conversions: {
    tells: 'conversions and refunds of the period, a row for each goal that an event reached',
    columns: CONVERSION_COLUMNS,
  },
  spend: { tells: 'rows of spend that count in the period', columns: SPEND_COLUMNS },
} as const satisfies Record<string, Table>

export type TableName = keyof typeof TABLES

export const TABLE_NAMES = Object.keys(TABLES) as TableName[]

export function columnsOf(table: TableName): [name: string, column: Column][] {
  return Object.entries<Column>(TABLES[table].columns)
}
