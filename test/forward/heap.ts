import type { Sink } from '../../collector/forward/rounds.ts'
import type { Values } from '../../collector/forward/rows.ts'
import { columnsOf, KEYS, TABLES, type Table } from '../../collector/store/clickhouse/tables.ts'

interface Kept {
  version: number
  gone: boolean
  row: Values
}

/** Keeps rows as ReplacingMergeTree says it does: of a key the one of the greatest version, the later of two; gone ones hidden. */
export class Heap implements Sink {
  readonly #tables = new Map<Table, Map<string, Kept>>(TABLES.map((table) => [table, new Map()]))
  /** Rows that came. */
  stored = 0

  async store(table: Table, rows: Values[], { version, gone }: { version: number; gone: boolean }) {
    const kept = this.#tables.get(table)
    const places = KEYS[table].map((column) => columnsOf(table).indexOf(column))
    for (const row of rows) {
      const key = JSON.stringify(places.map((place) => row[place]))
      if ((kept?.get(key)?.version ?? -1) > version) continue
      kept?.set(key, { version, gone, row: structuredClone(row) })
    }
    this.stored += rows.length
  }

  /** Rows that are there, by table, in the order of their texts. */
  rows(): Record<string, string[]> {
    return Object.fromEntries(
      [...this.#tables].map(([table, kept]) => {
        const shown = [...kept.values()].filter(({ gone }) => !gone)
        return [table, shown.map(({ row }) => JSON.stringify(row)).sort()]
      }),
    )
  }
}
