import type { Metric as MetricName } from '../../../collector/vocabulary.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { CsvButton } from '../../blocks/downloads/csv-button.tsx'
import { ChartKeys } from '../../blocks/series/chart-keys.tsx'
import { OfOthers } from '../../blocks/series/of-others.tsx'
import { SeriesChart } from '../../blocks/series/series-chart.tsx'
import { Explained } from '../../blocks/tables/explained.tsx'
import { MetricDelta } from '../../blocks/tables/metric-delta.tsx'
import { MetricValue } from '../../blocks/tables/rate.tsx'
import { bucketOf } from '../../models/buckets.ts'
import { incomparable } from '../../models/comparison.ts'
import { besideRequest, sidesOf } from '../../models/other-visits.ts'
import { bucketsFor } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import { metricOf, type StatsAnswer } from '../../models/stats.ts'
import type { Goal } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { shownDays, showOption, view } from '../../models/view.ts'
import { Metric, MetricRoom } from '../../parts/metric.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { targetWords } from '../../texts/targets.ts'
import { words } from '../../texts/texts.ts'
import { metricsOf } from './goal-metrics.ts'

function question(goal: Goal) {
  return reportQuestion('stats', {
    ...besideRequest.value,
    // What the rate is of, beside what is shown.
    metrics: [...metricsOf(goal), 'visitors'],
    dimensions: [`time:${bucketsFor(shownDays.value)[0]}`],
    goal: goal.id,
  })
}

/** What a goal brought in the period, and one of the figures over time. */
export function GoalFigures({ goal }: { goal: Goal }) {
  const shown = metricsOf(goal)
  const answered = useResource<StatsAnswer>(() => question(goal))
  const metric = shown.find((known) => known === view.value.options.metric) ?? 'conversions'
  return (
    <section class="card" aria-label={goal.name}>
      <Answered of={answered} meanwhile={<Room count={shown.length} />}>
        {(answer) => (
          <>
            <div class="metrics">
              {shown.map((one) => (
                <Figure
                  key={one}
                  metric={one}
                  answer={answer}
                  goal={goal}
                  chosen={one === metric}
                />
              ))}
            </div>
            <Course goal={goal} metric={metric} answer={answer} />
          </>
        )}
      </Answered>
    </section>
  )
}

/** The same boxes before anything is known. */
function Room({ count }: { count: number }) {
  return (
    <>
      <div class="metrics" aria-hidden="true">
        <MetricRoom count={count} />
      </div>
      <div class="chart-head" aria-hidden="true">
        <KeysRoom />
        <div class="card-tools" />
      </div>
      <div class="chart-box">
        <Skeleton height="var(--chart)" />
      </div>
    </>
  )
}

/** Of as many lines as the chart has. */
function KeysRoom() {
  return (
    <div class="chart-keys">
      <span class="key">&nbsp;</span>
      {view.value.compare !== 'none' && <span class="key">&nbsp;</span>}
    </div>
  )
}

interface FigureProps {
  metric: MetricName
  answer: StatsAnswer
  goal: Goal
  chosen: boolean
}

function Figure({ metric, answer, goal, chosen }: FigureProps) {
  const { totals, compared } = answer
  const before = incomparable(answer) ? undefined : metricOf(compared?.totals, metric)
  const request = { ...besideRequest.value, metrics: [metric], goal: goal.id }
  const now = metricOf(totals, metric)
  return (
    <Metric
      name={words.value.metrics[metric].name}
      value={<MetricValue row={totals} metric={metric} value={now} />}
      explain={<Explained metric={metric} request={request} goal={goal.id} />}
      delta={<MetricDelta metric={metric} now={now} before={before} />}
      spark={<OfOthers sides={sidesOf(answer)} metric={metric} value={before} />}
      chosen={chosen}
      onChoose={() => showOption('metric', metric === 'conversions' ? undefined : metric)}
    />
  )
}

function Course({ goal, metric, answer }: Omit<FigureProps, 'chosen'>) {
  const text = targetWords.value
  return (
    <>
      <div class="chart-head">
        <ChartKeys answer={answer} metric={metric} />
        <div class="card-tools">
          <CsvButton request={question(goal)?.key} />
        </div>
      </div>
      <div class="chart-box">
        <SeriesChart
          label={text.overTime(words.value.metrics[metric].name)}
          metric={metric}
          answer={answer}
          bucket={bucketOf(answer) ?? 'day'}
        />
      </div>
    </>
  )
}
