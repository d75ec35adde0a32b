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

type Counts = Pick<DataQualityAnswer, 'accepted' | 'rejected_totals'>

export function rejectedIn({ rejected_totals }: Pick<Counts, 'rejected_totals'>): number {
  return rejected_totals.reduce((sum, { count }) => sum + count, 0)
}

/** Of what arrived, what was counted: of 997 and 3 that were not 997 / 1,000 = 0.997. Undefined where nothing came. */
export function countedShare(answer: Counts): number | undefined {
  const arrived = answer.accepted + rejectedIn(answer)
  return arrived === 0 ? undefined : answer.accepted / arrived
}
