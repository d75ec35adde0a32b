import { crc32 } from 'node:zlib'
import { DAY } from '../durations.ts'
import { columnsOf, type Table } from '../store/clickhouse/tables.ts'
import type { Connection } from '../store/sqlite/open.ts'
import type { TableRows, Values } from './rows.ts'

/** What a part of a table comes to: the same rows in any order make the same, and hardly any others do. */
export interface Sum {
  rows: number
  /** Of each row's CRC-32. */
  checksum: bigint
}

/** Tables that are compared by days, with the column that says which. What their rows name is seen by reports alone. */
export const BY_DAY = { visit: 'start', event: 'at' } as const
export type DayTable = keyof typeof BY_DAY

/** Made of `props`, by us. */
const NOT_SUMMED = new Set(['properties'])
const BETWEEN = '\u001f'
const NULL = '\\N'

export function summedColumns(table: Table): string[] {
  return columnsOf(table).filter((column) => !NOT_SUMMED.has(column))
}

/** In ClickHouse's words: the number that `rowSum` makes of the same row. */
export function sumExpression(table: Table): string {
  const texts = summedColumns(table).map((column) => `ifNull(toString(${column}), '\\\\N')`)
  return `CRC32(concat(${texts.join(`, char(31), `)}))`
}

function rowSum(values: Values, places: readonly number[]): number {
  const texts = places.map((place) => textOf(values[place]))
  return crc32(texts.join(BETWEEN))
}

/** As ClickHouse writes it. */
function textOf(value: unknown): unknown {
  if (value === null) return NULL
  return Array.isArray(value) ? `[${value.join(',')}]` : value
}

/** A stretch of UTC days since 1970, the last one exclusive. */
export interface DaySpan {
  from: number
  to: number
}

/** Sums of a file's visits or events of a site, by UTC day. */
export function fileSums(
  db: Connection,
  told: TableRows,
  { table, site, days }: { table: DayTable; site: number; days: DaySpan },
): Map<number, Sum> {
  const time = BY_DAY[table]
  const visit = table === 'visit' ? 't.id' : 't.visit'
  // Visits lie under the day on which they begin, their events with them: up to a day later, late follow-ups more.
  const rows = db
    .prepare<[object], Values>(
      `select ${told.columns('x.site')} from extent x join ${table} t
        on ${visit} between x.id * 1024 and x.id * 1024 + 1023
        where x.site = @site and x.first_start < @to and x.last_event >= @from
          and t.${time} >= @from and t.${time} < @to`,
    )
    .raw()
    .iterate({ site, from: days.from * DAY, to: days.to * DAY })
  const names = columnsOf(table)
  const places = summedColumns(table).map((column) => names.indexOf(column))
  const at = names.indexOf(time)
  const sums = new Map<number, Sum>()
  for (const row of rows) {
    const values = told.said(row)
    const day = Math.floor(Number(values[at]) / DAY)
    const sum = sums.get(day) ?? { rows: 0, checksum: 0n }
    sum.rows += 1
    sum.checksum += BigInt(rowSum(values, places))
    sums.set(day, sum)
  }
  return sums
}

/** The statement that asks ClickHouse for the same, days of a site; `site`, `from` and `to` are parameters. */
export function thereSums(table: DayTable): string {
  const day = `intDiv(${BY_DAY[table]}, ${DAY})`
  return `select ${day} as day, count() as rows, toString(sum(${sumExpression(table)})) as checksum
from ${table} final where site = {site:Int64}
  and ${BY_DAY[table]} >= {from:Int64} and ${BY_DAY[table]} < {to:Int64}
group by day`
}
