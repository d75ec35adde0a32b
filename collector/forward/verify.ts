import { DAY } from '../durations.ts'
import type { Table } from '../store/clickhouse/tables.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { BY_DAY, type DaySpan, type DayTable, fileSums, type Sum, thereSums } from './checksums.ts'
import type { TableRows } from './rows.ts'

/** A day of which the two tell different things. */
export interface Differing {
  table: DayTable
  /** UTC day since 1970. */
  day: number
  here: Sum
  there: Sum
}

/** What of a client comparing needs. */
export interface AskingClient {
  query(asked: {
    query: string
    query_params: Record<string, unknown>
    format: 'JSONEachRow'
  }): Promise<{ json(): Promise<unknown> }>
}

const NOTHING: Sum = { rows: 0, checksum: 0n }

/** Compares visits and events of a site day by day, all that a row says. Answers the days that differ. */
export async function differingDays(
  { db, client, told }: { db: Connection; client: AskingClient; told: Record<Table, TableRows> },
  { site, days }: { site: number; days: DaySpan },
): Promise<Differing[]> {
  const differing: Differing[] = []
  for (const table of Object.keys(BY_DAY) as DayTable[]) {
    const here = fileSums(db, told[table], { table, site, days })
    const there = await sumsThere(client, { table, site, days })
    for (const day of new Set([...here.keys(), ...there.keys()])) {
      const [one, other] = [here.get(day) ?? NOTHING, there.get(day) ?? NOTHING]
      if (one.rows === other.rows && one.checksum === other.checksum) continue
      differing.push({ table, day, here: one, there: other })
    }
  }
  return differing.sort((a, b) => a.day - b.day)
}

async function sumsThere(
  client: AskingClient,
  { table, site, days }: { table: DayTable; site: number; days: DaySpan },
): Promise<Map<number, Sum>> {
  const answer = await client.query({
    query: thereSums(table),
    query_params: { site, from: days.from * DAY, to: days.to * DAY },
    format: 'JSONEachRow',
  })
  const rows = (await answer.json()) as { day: number; rows: number; checksum: string }[]
  return new Map(
    rows.map(({ day, rows, checksum }) => [
      Number(day),
      { rows: Number(rows), checksum: BigInt(checksum) },
    ]),
  )
}
