import { Answered } from '../../blocks/answers/answered.tsx'
import { PairedBars } from '../../charts/paired-bars.tsx'
import { bucketLabel, bucketTitle } from '../../dates.ts'
import { begunRows, bucketKeys } from '../../models/buckets.ts'
import { type Bucket, bucketsFor } from '../../models/period.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { sumsByBucket } from '../../models/sums.ts'
import { useAnswer, useResource } from '../../models/use-resource.ts'
import { aloneRequest, locale, now, shownDays, today } from '../../models/view.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { briefMoney, money } from './amounts.ts'
import { goalInView } from './asked.ts'

/** Of more days than these each says little by itself. */
const MOST_DAYS = 31

function bucketInView(): Bucket {
  const days = shownDays.value
  const offered = bucketsFor(days)
  if (days !== undefined && days <= MOST_DAYS) return 'day'
  return offered.includes('week') ? 'week' : offered[0]
}

interface OverTimeProps {
  /** Those that cost something. */
  channels: readonly (string | number | null)[]
}

/** What was spent beside what visits that cost something brought, bucket by bucket. */
export function OverTime({ channels }: OverTimeProps) {
  const spent = useResource<ReportAnswer<'spend'>>(() =>
    reportQuestion('spend', { period: aloneRequest.value.period }),
  )
  const earned = useAnswer<OverTimeProps['channels'], StatsAnswer>(channels, (paid) => {
    const goal = goalInView()
    return reportQuestion('stats', {
      period: aloneRequest.value.period,
      filters: [['is', 'channel', [...paid]]],
      metrics: ['revenue'],
      dimensions: [`time:${bucketInView()}`],
      limit: 1_000,
      ...(goal && { goal: goal.id }),
    })
  })
  return (
    <Answered of={spent} after={earned} meanwhile={<Skeleton height="16rem" />}>
      {({ rows }) =>
        earned.data.value ? (
          <Course spend={rows} answer={earned.data.value} />
        ) : (
          <Skeleton height="16rem" />
        )
      }
    </Answered>
  )
}

interface CourseProps {
  spend: ReportAnswer<'spend'>['rows']
  answer: StatsAnswer
}

function Course({ spend, answer }: CourseProps) {
  const text = returnWords.value
  const { language } = locale.value
  const bucket = bucketInView()
  const rows = begunRows(answer.rows, bucket, { now: now.value, today: today.value })
  const keys = bucketKeys(rows, bucket)
  const costs = sumsByBucket(
    spend.map(({ date, cost }) => ({ day: date, value: cost })),
    keys,
  )
  const revenues = rows.map((row) => numberOf(row, 'revenue') ?? 0)
  const told = keys.map((key) => bucketTitle(key, bucket, language))
  const label = (key: string | undefined) => (key ? bucketLabel(key, bucket, language) : '')
  return (
    <>
      <PairedBars
        label={text.chart}
        names={[text.spendByDay, text.revenueByDay]}
        most={briefMoney(Math.max(...costs, ...revenues))}
        pairs={keys.map((key, i) => ({
          key,
          one: costs[i] ?? 0,
          other: revenues[i] ?? 0,
          title: text.dayOf(told[i] ?? '', money(costs[i] ?? 0), money(revenues[i] ?? 0)),
        }))}
        ends={[label(keys[0]), label(keys.at(-1))]}
      />
      <p class="drill-note">{text.timeNote}</p>
    </>
  )
}
