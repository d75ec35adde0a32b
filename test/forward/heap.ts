import { type DayTable, type Sum, summing } from '../../collector/forward/checksums.ts'
import type { Extents, LeftExtent, LeftThere } from '../../collector/forward/left-there.ts'
import type { Sink } from '../../collector/forward/rounds.ts'
import type { Values } from '../../collector/forward/rows.ts'
import { columnsOf, KEYS, TABLES, type Table } from '../../collector/store/clickhouse/tables.ts'
import { EXTENT_SIZE } from '../../collector/store/sqlite/extents.ts'

interface Kept {
  version: number
  gone: boolean
  row: Values
}

const EVENT = columnsOf('event')
const [SITE, VISIT, ACCOUNT] = ['site', 'visit', 'account'].map((one) => EVENT.indexOf(one)) as [
  number,
  number,
  number,
]
const LABELS = ['page', 'title', 'query', 'acquisition', 'name', 'account']

/** Keeps rows as ReplacingMergeTree says it does: of a key the one of the greatest version, the later of two; gone ones hidden. */
export class Heap implements Sink, LeftThere {
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

  #shown(table: Table): Values[] {
    const kept = [...(this.#tables.get(table)?.values() ?? [])]
    return kept.filter(({ gone }) => !gone).map(({ row }) => row)
  }

  #events({ site, extents }: Extents): { row: Values; extent: number }[] {
    return this.#shown('event')
      .map((row) => ({ row, extent: Math.floor(Number(row[VISIT]) / EXTENT_SIZE) }))
      .filter(({ row, extent }) => row[SITE] === site && (extents?.includes(extent) ?? true))
  }

  async drop(site: number, visits: readonly number[], version: number) {
    const of = this.#events({ site }).filter(({ row }) => visits.includes(Number(row[VISIT])))
    const gone = of.map(({ row }) => row)
    await this.store('event', gone, { version, gone: true })
  }

  async disown(of: Required<Extents> & { account: number }, version: number) {
    const own = this.#events(of).filter(({ row }) => row[ACCOUNT] === of.account)
    const rows = own.map(({ row }) => row.map((value, i) => (i === ACCOUNT ? null : value)))
    await this.store('event', rows, { version, gone: false })
  }

  async sums(table: DayTable, { site, extents }: Extents): Promise<Map<number, Sum>> {
    const names = columnsOf(table)
    const visit = names.indexOf(table === 'visit' ? 'id' : 'visit')
    const plus = summing(table)
    const sums = new Map<number, Sum>()
    for (const row of this.#shown(table)) {
      const extent = Math.floor(Number(row[visit]) / EXTENT_SIZE)
      if (row[names.indexOf('site')] !== site || !(extents?.includes(extent) ?? true)) continue
      sums.set(extent, plus(sums.get(extent) ?? { rows: 0, checksum: 0n }, row))
    }
    return sums
  }

  async look(of: Required<Extents>): Promise<Map<number, LeftExtent>> {
    const sums = await this.sums('event', of)
    const events = this.#events(of)
    return new Map(
      [...sums].map(([extent, sum]) => {
        const rows = events.filter((one) => one.extent === extent).map(({ row }) => row)
        const told = (column: string) =>
          [...new Set(rows.map((row) => row[EVENT.indexOf(column)]))].filter((id) => id !== null)
        const labels = Object.fromEntries(LABELS.map((label) => [label, told(label)]))
        const property = rows.flatMap((row) => Object.keys(row[EVENT.indexOf('properties')] ?? {}))
        return [extent, { ...sum, labels: { ...labels, property } as LeftExtent['labels'] }]
      }),
    )
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
