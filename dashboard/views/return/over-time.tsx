import { Answered } from '../../blocks/answers/answered.tsx'
import { untilToday, useNotes } from '../../blocks/series/use-notes.ts'
import { PairedBars } from '../../charts/paired-bars.tsx'
import { bucketLabel, bucketTitle } from '../../dates.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { locale, now, today } from '../../models/view.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { returnWords } from '../../texts/return.ts'
import { briefMoney, money } from './amounts.ts'
import { type MoneyCourse, moneyBuckets, moneyQuestion } from './money-course.ts'

interface OverTimeProps {
  /** Those that cost something. */
  channels: readonly (string | number | null)[]
}

/** What was spent beside what visits that cost something brought, bucket by bucket. */
export function OverTime({ channels }: OverTimeProps) {
  const answered = useAnswer<OverTimeProps['channels'], MoneyCourse>(channels, moneyQuestion)
  return (
    <Answered of={answered} meanwhile={<Skeleton height="16rem" />}>
      {(course) => <Course course={course} />}
    </Answered>
  )
}

function Course({ course }: { course: MoneyCourse }) {
  const text = returnWords.value
  const { language } = locale.value
  const { bucket } = course
  const buckets = moneyBuckets(course, { now: now.value, today: today.value })
  const keys = buckets.map(({ key }) => key)
  const notes = useNotes(keys, untilToday(course.revenue.meta))
  const label = (key: string | undefined) => (key ? bucketLabel(key, bucket, language) : '')
  return (
    <>
      <PairedBars
        label={text.chart}
        names={[text.spendByDay, text.revenueByDay]}
        most={briefMoney(Math.max(...buckets.flatMap(({ cost, revenue }) => [cost, revenue])))}
        pairs={buckets.map(({ key, cost, revenue }) => ({
          key,
          one: cost,
          other: revenue,
          title: text.dayOf(bucketTitle(key, bucket, language), money(cost), money(revenue)),
        }))}
        ends={[label(buckets[0]?.key), label(buckets.at(-1)?.key)]}
        notes={notes}
      />
      <p class="drill-note">{text.timeNote}</p>
    </>
  )
}
