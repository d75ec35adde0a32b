import type { FunnelDefinition } from '../../../collector/settings/funnel-definition.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { brief, count } from '../../format.ts'
import { closedRates, courseOf, openDays } from '../../models/funnel-days.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, locale, today } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { Answered } from '../answers/answered.tsx'
import { MetricDelta } from '../tables/metric-delta.tsx'
import { DayStateWord } from './day-state.tsx'
import { lossOf } from './loss.ts'

type Answer = ReportAnswer<'funnel'>

interface FunnelCardProps {
  name: string
  /** Of one card it stays the same. */
  definition: FunnelDefinition
  /** Where all of it is shown. */
  to: string
  /** Where it comes from, if nobody saved it. */
  note?: string
}

/** A funnel in short: its rate with interval and change, its days, and where most are lost. */
export function FunnelCard({ name, definition, to, note }: FunnelCardProps) {
  const answered = useResource<Answer>(() =>
    reportQuestion('funnel', { ...commonRequest.value, ...definition, trend: 'day' }),
  )
  return (
    <Card
      title={name}
      head={
        <h2 class="card-link">
          <a href={to} title={words.value.savedFunnels.openNamed(name)}>
            {name}
          </a>
        </h2>
      }
    >
      <div class="funnel-card">
        {note !== undefined && <p class="drill-note">{note}</p>}
        <Answered of={answered} meanwhile={<Skeleton height="10.25rem" />}>
          {(answer) => <Figures answer={answer} definition={definition} />}
        </Answered>
      </div>
    </Card>
  )
}

function Figures({ answer, definition }: { answer: Answer; definition: FunnelDefinition }) {
  const { savedFunnels: text, funnels } = words.value
  const { entered, converted, interval, rate, trend } = answer
  if (entered === 0) return <p class="drill-note">{funnels.empty}</p>
  const told = (value: number | null) => brief('rate', value, locale.value)
  const clock = { window: definition.window, today: today.value }
  const change = closedRates(answer, clock)
  const said = funnels.sentence(
    count(entered, locale.value),
    count(converted, locale.value),
    told(rate),
  )
  return (
    <>
      <div class="funnel-figure">
        <b class="metric-value" title={said}>
          {told(rate)}
        </b>
        {change && <MetricDelta metric="conversion_rate" now={change.now} before={change.before} />}
        <Sparkline values={courseOf(trend)} open={openDays(trend, clock)} />
      </div>
      <p class="drill-note">
        {text.rate}
        {interval && `, ${text.between(told(interval[0]), told(interval[1]))}`}
        {' · '}
        <DayStateWord answer={answer} />
      </p>
      {/* The rate is of all days, its change of those whose people have had their time. */}
      {change && change.days < trend.length && (
        <p class="drill-note">
          {text.closed(count(change.days, locale.value), told(change.now), told(change.before))}
        </p>
      )}
      <p>{lossOf(answer, definition.steps)}</p>
    </>
  )
}
