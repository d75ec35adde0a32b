import { Answered } from '../../blocks/answers/answered.tsx'
import { useNotes } from '../../blocks/series/use-notes.ts'
import { Defined } from '../../blocks/tables/defined.tsx'
import { shareNote } from '../../blocks/tables/share-of.tsx'
import { RateChart, type RatePoint } from '../../charts/rate-chart.tsx'
import { day } from '../../dates.ts'
import { brief, count } from '../../format.ts'
import { addDays } from '../../models/period.ts'
import type { ReportAnswer } from '../../models/report.ts'
import type { Resource } from '../../models/resource.ts'
import { linkTo, locale, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

type Answer = ReportAnswer<'funnel'>

/** The rate of each day, the band in which chance alone moves it, and the days beyond. */
export function FunnelTrend({ answered }: { answered: Resource<Answer> }) {
  return (
    <Card title={words.value.funnels.trend} explain={<Defined of="trend" />}>
      <Answered of={answered} meanwhile={<Skeleton height="10rem" />}>
        {(answer) => <Days answer={answer} />}
      </Answered>
    </Card>
  )
}

function Days({ answer }: { answer: Answer }) {
  const text = words.value.funnels
  const { language } = locale.value
  const { trend, limits } = answer
  const points = trend.map((row, place) => pointOf(row, limits, place))
  const abnormal = points.filter(({ marked }) => marked)
  const [first, last] = [trend[0]?.date, trend.at(-1)?.date]
  const keys = trend.map(({ date }) => date)
  const notes = useNotes(keys, { from: first ?? '', to: last ?? '' })
  return (
    <>
      {abnormal.length > 0 && (
        <>
          <p class="sentence">{text.abnormal(count(abnormal.length, locale.value))}</p>
          <ul class="abnormal-days">
            {abnormal.map(({ key, title }) => (
              <li key={key}>
                {title}{' '}
                {!guest && (
                  <a class="link" href={toReasons(key)}>
                    {words.value.explaining.change}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {limits?.of === 'over' && <p class="drill-note">{text.overOnly}</p>}
      <RateChart
        label={text.trend}
        points={points}
        scale={(rate) => brief('rate', rate, locale.value)}
        ends={[first ? day(first, language) : '', last ? day(last, language) : '']}
        notes={notes}
      />
    </>
  )
}

/** Why so many, or so few, of who began on the day went all the way: it against the four weeks before. */
function toReasons(date: string): string {
  const { step: _, compare_by: __, ...funnel } = view.value.options
  return linkTo('changes', {
    period: { from: date, to: date },
    compare: { from: addDays(date, -28), to: addDays(date, -1) },
    options: { ...funnel, metric: 'step' },
  })
}

function pointOf(row: Answer['trend'][number], limits: Answer['limits'], place: number): RatePoint {
  const text = words.value.funnels
  const { date, rate, entered, converted, partial, abnormal, range } = row
  const [low, high] = [limits?.low[place] ?? null, limits?.high[place] ?? null]
  const told = (value: number | null) => brief('rate', value, locale.value)
  const usual = low === null || high === null ? [] : [text.usual(told(low), told(high))]
  const name = day(date, locale.value.language)
  const interval = shareNote(converted, entered)
  const title = [
    text.trendOf(name, told(rate), count(entered, locale.value)),
    ...(interval === undefined ? [] : [interval]),
    ...usual,
    ...(partial ? [stillOpen(row)] : []),
  ].join(' · ')
  return { key: date, rate, low, high, range, partial, marked: abnormal, title }
}

/** How many may still convert, and what the day's rate then is; of a day that is not over that it may change. */
function stillOpen({ pending, range }: Answer['trend'][number]): string {
  const text = words.value.funnels
  if (!range) return text.partial
  const told = (value: number) => brief('rate', value, locale.value)
  return text.mayCome(count(pending, locale.value), told(range[0]), told(range[1]))
}
