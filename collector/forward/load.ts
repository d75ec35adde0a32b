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

/** Events that the other engine alone has: of visits that went, and of accounts that went, by site. */
export interface LeftWork {
  dropped: Map<number, number[]>
  disowned: { site: number; account: number }[]
}

/** What has been read for a shipment. */
export class Load {
  readonly #tables = new Map<Table, { rows: Values[]; gone: Values[] }>()

  readonly left: LeftWork = { dropped: new Map(), disowned: [] }
  #dropped = 0

  drop(site: number, visit: number): void {
    const visits = this.left.dropped.get(site) ?? []
    this.left.dropped.set(site, visits)
    visits.push(visit)
    this.#dropped += 1
  }

  of(table: Table): { rows: Values[]; gone: Values[] } {
    const known = this.#tables.get(table)
    if (known) return known
    const made = { rows: [], gone: [] }
    this.#tables.set(table, made)
    return made
  }

  isFull(): boolean {
    if (this.#dropped >= MOST_ROWS) return true
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
