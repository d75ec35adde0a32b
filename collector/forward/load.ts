import { TABLES, type Table } from '../store/clickhouse/tables.ts'
import type { Values } from './rows.ts'

/** Events that one shipment carries, unless one visit has more, and rows of each other table: some 20 MB of text. */
const MOST_EVENTS = 50_000
export const MOST_ROWS = 20_000

/** The tables in the order in which they are told: a visit comes when all that it names is there. */
const ORDER: readonly Table[] = [
  ...TABLES.filter((table) => table !== 'event' && table !== 'visit'),
  'event',
  'visit',
]

export interface LoadedTable {
  table: Table
  rows: Values[]
  gone: Values[]
}

/** What has been read for a shipment. */
export class Load {
  readonly #tables = new Map<Table, { rows: Values[]; gone: Values[] }>()

  of(table: Table): { rows: Values[]; gone: Values[] } {
    const known = this.#tables.get(table)
    if (known) return known
    const made = { rows: [], gone: [] }
    this.#tables.set(table, made)
    return made
  }

  isFull(): boolean {
    for (const [table, { rows, gone }] of this.#tables) {
      if (rows.length + gone.length >= (table === 'event' ? MOST_EVENTS : MOST_ROWS)) return true
    }
    return false
  }

  tables(): LoadedTable[] {
    return ORDER.flatMap((table) => {
      const { rows = [], gone = [] } = this.#tables.get(table) ?? {}
      return rows.length + gone.length > 0 ? [{ table, rows, gone }] : []
    })
  }
}
