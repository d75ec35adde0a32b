import type { Table } from '../store/clickhouse/tables.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { BY_DAY, type DayTable, fileSums, type Sum } from './checksums.ts'
import type { LeftThere } from './left-there.ts'
import type { TableRows } from './rows.ts'

/** A day of which the two tell different things. */
export interface Differing {
  table: DayTable
  /** UTC day since 1970 on which the visits began; null for what the file knows nothing of. */
  day: number | null
  here: Sum
  there: Sum
}

interface Sides {
  db: Connection
  there: Pick<LeftThere, 'sums'>
  told: Record<Table, TableRows>
}

export const NOTHING: Sum = { rows: 0, checksum: 0n }

/**
 * Compares visits and events of a site day by day, all that a row says; of events that have left the file with what they
 * came to then. Answers the days that differ.
 */
export async function differingDays(
  { db, there, told }: Sides,
  site: number,
): Promise<Differing[]> {
  const days = new Map(
    db
      .prepare<[number], [number, number]>('select id, day from extent where site = ?')
      .raw()
      .all(site),
  )
  const extents = [...days.keys()]
  const differing: Differing[] = []
  for (const table of BY_DAY) {
    const left = table === 'event' ? leftSums(db, site) : []
    const here = new Map([...fileSums(db, told[table], { table, site, extents }), ...left])
    const dayOf = (id: number) => days.get(id) ?? null
    const unlike = unlikeOf(byDay(here, dayOf), byDay(await there.sums(table, { site }), dayOf))
    differing.push(...unlike.map((one) => ({ table, ...one })))
  }
  return differing.sort((a, b) => (a.day ?? -1) - (b.day ?? -1))
}

function unlikeOf(
  here: ReadonlyMap<number | null, Sum>,
  there: ReadonlyMap<number | null, Sum>,
): Omit<Differing, 'table'>[] {
  const days = new Set([...here.keys(), ...there.keys()])
  const both = [...days].map((day) => ({
    ...{ day, here: here.get(day) ?? NOTHING, there: there.get(day) ?? NOTHING },
  }))
  return both.filter((one) => !isSame(one.here, one.there))
}

export function isSame(one: Sum, other: Sum): boolean {
  return one.rows === other.rows && one.checksum === other.checksum
}

function plus(sum: Sum = NOTHING, { rows, checksum }: Sum): Sum {
  return { rows: sum.rows + rows, checksum: sum.checksum + checksum }
}

function byDay(
  sums: ReadonlyMap<number, Sum>,
  dayOf: (extent: number) => number | null,
): Map<number | null, Sum> {
  const days = new Map<number | null, Sum>()
  for (const [extent, sum] of sums) days.set(dayOf(extent), plus(days.get(dayOf(extent)), sum))
  return days
}

/** What events came to when they left. */
function leftSums(db: Connection, site: number): [extent: number, Sum][] {
  const rows = db
    .prepare<[number], { id: number; rows: number; checksum: string }>(
      'select id, rows, checksum from left_extent where site = ?',
    )
    .all(site)
  return rows.map(({ id, rows, checksum }) => [id, { rows, checksum: BigInt(checksum) }])
}
