import { DAY } from '../durations.ts'
import type { ImportedDay } from '../imported/imported-day.ts'
import type { Measured } from '../imported/measure.ts'
import type { StoredDays } from '../imported/store.ts'
import type { Bringing } from './bring.ts'
import { countRejected, type ImportCounts } from './counts.ts'
import type { DaySlice } from './messages.ts'

/** The days of a file, part by part; counts what is read and refused. */
export async function* daysOf(
  slices: AsyncIterable<DaySlice>,
  counts: ImportCounts,
  { reject, progress }: Pick<Bringing, 'reject' | 'progress'>,
): AsyncIterable<ImportedDay> {
  for await (const { days, rejected, share } of slices) {
    counts.read += days.length + rejected.length
    for (const one of rejected) {
      countRejected(counts, one)
      reject(one)
    }
    progress(share)
    yield* days
  }
}

/** Of which days a file tells. */
export function countPeriod(
  counts: ImportCounts,
  { first, last }: Pick<Measured, 'first' | 'last'>,
): void {
  if (first === null || last === null) return
  counts.from = first * DAY
  counts.to = last * DAY
  counts.days = last - first + 1
}

export function countStored(counts: ImportCounts, stored: StoredDays): void {
  if (stored.same === null) counts.stored = stored.rows
  else counts.duplicate = stored.rows
  countPeriod(counts, stored)
}
