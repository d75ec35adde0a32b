import { dateOf } from '../date-of.ts'
import type { Settings } from '../settings/tables.ts'
import type { TableName } from './imported-day.ts'
import type { Measuring } from './measure.ts'
import { replacedIn } from './replaced.ts'

/** What a file of days would bring to one table. */
export interface ComingTable {
  table: TableName
  rows: number
  /** Dates, both inclusive. */
  from: string
  to: string
  days: number
  /** Days that an earlier import tells of: this one would count in their place. */
  replaced: number
}

/** By table, without storing anything. */
export async function wouldCome(
  file: Settings,
  site: number,
  measuring: Measuring,
): Promise<ComingTable[]> {
  const coming: ComingTable[] = []
  for (const { table, rows, days, first, last, pairs } of measuring.tables()) {
    const replaced = await replacedIn(file, site, pairs)
    coming.push({
      ...{ table, rows, from: dateOf(first ?? 0), to: dateOf(last ?? 0), days },
      replaced,
    })
  }
  return coming
}
