import { begunRows, bucketKeys, type Clock, dailyBucket } from '../../models/buckets.ts'
import type { Bucket } from '../../models/period.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { sumsByBucket } from '../../models/sums.ts'
import { together } from '../../models/together.ts'
import { aloneRequest, shownDays } from '../../models/view.ts'
import { creditedGoal } from './asked.ts'

/** What was spent and what that brought, and by what it is drawn: the address may be ahead of it. */
export interface MoneyCourse {
  bucket: Bucket
  spend: ReportAnswer<'spend'>
  revenue: StatsAnswer
}

/** Of the channels that cost something. */
export function moneyQuestion(
  channels: readonly (string | number | null)[],
): Question<MoneyCourse> | undefined {
  const { period } = aloneRequest.value
  const bucket = dailyBucket(shownDays.value)
  const goal = creditedGoal()
  const earned = reportQuestion('stats', {
    period,
    filters: [['is', 'channel', [...channels]]],
    metrics: ['revenue'],
    dimensions: [`time:${bucket}`],
    limit: 1_000,
    ...(goal && { goal: goal.id }),
  })
  const spent = reportQuestion('spend', { period })
  return together([spent, earned], (spend, revenue) => ({ bucket, spend, revenue }))
}

interface MoneyBucket {
  key: string
  cost: number
  revenue: number
}

/** The buckets until now. */
export function moneyBuckets({ bucket, spend, revenue }: MoneyCourse, clock: Clock): MoneyBucket[] {
  const rows = begunRows(revenue.rows, bucket, clock)
  const keys = bucketKeys(rows, bucket)
  const costs = sumsByBucket(
    spend.rows.map(({ date, cost }) => ({ day: date, value: cost })),
    keys,
  )
  return rows.map((row, i) => ({
    key: keys[i] ?? '',
    cost: costs[i] ?? 0,
    revenue: numberOf(row, 'revenue') ?? 0,
  }))
}
