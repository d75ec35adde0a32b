import type { DataQualityAnswer } from '../../../collector/reports/data-quality.ts'
import { addDays } from '../../models/period.ts'

export interface Rejection {
  reason: string
  count: number
  /** Events a day over the period, days without any included. */
  course: number[]
}

type Rejected = Pick<DataQualityAnswer, 'meta' | 'rejected' | 'rejected_totals'>

/** What was not counted, by reason, most frequent first. */
export function rejectionsOf({ meta, rejected, rejected_totals }: Rejected): Rejection[] {
  const days: string[] = []
  for (let day = meta.from; day <= meta.to; day = addDays(day, 1)) days.push(day)
  return rejected_totals
    .map(({ reason, count }) => {
      const own = new Map(
        rejected
          .filter((entry) => entry.reason === reason)
          .map((entry) => [entry.date, entry.count]),
      )
      return { reason, count, course: days.map((day) => own.get(day) ?? 0) }
    })
    .toSorted((a, b) => b.count - a.count)
}
