import { crc32 } from 'node:zlib'
import { columnsOf, type Table } from '../store/clickhouse/tables.ts'
import { EXTENT_SIZE } from '../store/sqlite/extents.ts'
import type { Connection } from '../store/sqlite/open.ts'
import type { TableRows, Values } from './rows.ts'

/** What a part of a table comes to: the same rows in any order make the same, and hardly any others do. */
export interface Sum {
  rows: number
  /** Of each row's CRC-32. */
  checksum: bigint
}

/** Tables that are compared by extents, which are of a site and a day. What their rows name is seen by reports alone. */
export const BY_DAY = ['visit', 'event'] as const
export type DayTable = (typeof BY_DAY)[number]

/** Made of `props`, by us. */
const NOT_SUMMED = new Set(['properties'])
const BETWEEN = '\u001f'
const NULL = '\\N'

export function summedColumns(table: Table): string[] {
  return columnsOf(table).filter((column) => !NOT_SUMMED.has(column))
}

/** In ClickHouse's words: the number that `summing` adds for the same row. */
export function sumExpression(table: Table): string {
  const texts = summedColumns(table).map((column) => `ifNull(toString(${column}), '\\\\N')`)
  return `CRC32(concat(${texts.join(`, char(31), `)}))`
}

/** Adds rows of a table up. */
export function summing(table: Table): (sum: Sum, values: Values) => Sum {
  const names = columnsOf(table)
  const places = summedColumns(table).map((column) => names.indexOf(column))
  return ({ rows, checksum }, values) => {
    const texts = places.map((place) => textOf(values[place]))
    return { rows: rows + 1, checksum: checksum + BigInt(crc32(texts.join(BETWEEN))) }
  }
}

/** As ClickHouse writes it. */
function textOf(value: unknown): unknown {
  if (value === null) return NULL
  return Array.isArray(value) ? `[${value.join(',')}]` : value
}

/** Sums of the visits or events that a file holds of a site, by extent: those of one UTC day lie together. */
export function fileSums(
  db: Connection,
  told: TableRows,
  { table, site, extents }: { table: DayTable; site: number; extents: readonly number[] },
): Map<number, Sum> {
  const visit = table === 'visit' ? 't.id' : 't.visit'
  const rows = db
    .prepare<[object], Values>(
      `select ${told.columns('@site')} from ${table} t
        where ${visit} between @id * ${EXTENT_SIZE} and (@id + 1) * ${EXTENT_SIZE} - 1`,
    )
    .raw()
  const plus = summing(table)
  const sums = new Map<number, Sum>()
  for (const id of extents) {
    let sum: Sum = { rows: 0, checksum: 0n }
    for (const row of rows.iterate({ site, id })) sum = plus(sum, told.said(row))
    if (sum.rows > 0) sums.set(id, sum)
  }
  return sums
}

/**
 * The statement that asks ClickHouse for the same; `site`, `first`, `from` and `to` (numbers of visits there, the last one
 * exclusive) are parameters, `extents` where only some are asked for.
 */
export function thereSums(table: DayTable, some: boolean): string {
  const visit = table === 'visit' ? 'id' : 'visit'
  const extent = `intDiv(${visit} - {first:Int64}, ${EXTENT_SIZE})`
  return `select ${extent} as extent, count() as rows, toString(sum(${sumExpression(table)})) as checksum
from ${table} final
where site = {site:Int64} and ${visit} >= {from:Int64} and ${visit} < {to:Int64}
  ${some ? `and has({extents:Array(Int64)}, ${extent})` : ''}
group by extent`
}
