import type { Metric as MetricName } from '../../../collector/vocabulary.ts'
import { type ImportedSaid, importedUntil } from '../../blocks/answers/imported-days.tsx'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { OfOthers } from '../../blocks/series/of-others.tsx'
import { seriesValues } from '../../blocks/series/series.ts'
import { Explained } from '../../blocks/tables/explained.tsx'
import { MetricDelta } from '../../blocks/tables/metric-delta.tsx'
import { NotConvertedSign } from '../../blocks/tables/unconverted.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { brief, full, METRIC_UNITS } from '../../format.ts'
import { begunRows } from '../../models/buckets.ts'
import { incomparable } from '../../models/comparison.ts'
import { goalInView } from '../../models/goal-in-view.ts'
import { besideRequest, sidesOf } from '../../models/other-visits.ts'
import type { Bucket } from '../../models/period.ts'
import { metricOf, type StatsAnswer } from '../../models/stats.ts'
import { locale, now, today } from '../../models/view.ts'
import { Metric, MetricRoom } from '../../parts/metric.tsx'
import { words } from '../../texts/texts.ts'
import { showsSpend } from './headline.ts'

/** It asks a report of its own, once the others have what they wait for. */
const SpendTiles = lazy(
  async () => (await import('./spend-tiles.tsx')).SpendTiles,
  <MetricRoom count={2} />,
)

interface MetricStripProps {
  metrics: readonly MetricName[]
  answer: StatsAnswer
  bucket: Bucket
  chosen: MetricName
  onChoose: (metric: MetricName) => void
}

/** The headline numbers, side by side. */
export function MetricStrip(props: MetricStripProps) {
  const { metrics, answer, bucket, chosen, onChoose } = props
  const clock = { now: now.value, today: today.value }
  const begun = begunRows(answer.rows, bucket, clock).length
  return (
    <div class="metrics">
      {metrics.map((metric) => (
        <Tile
          key={metric}
          metric={metric}
          answer={answer}
          course={seriesValues({ metric, answer, bucket }, begun).slice(0, begun)}
          chosen={metric === chosen}
          onChoose={() => onChoose(metric)}
        />
      ))}
      {showsSpend() && <SpendTiles />}
    </div>
  )
}

interface TileProps {
  metric: MetricName
  answer: StatsAnswer
  course: readonly (number | null)[]
  chosen: boolean
  onChoose: () => void
}

function Tile({ metric, answer, course, chosen, onChoose }: TileProps) {
  const unit = METRIC_UNITS[metric]
  const goal = goalInView.value
  const now = metricOf(answer.totals, metric)
  const before = incomparable(answer) ? undefined : metricOf(answer.compared?.totals, metric)
  const sides = sidesOf(answer)
  return (
    <Metric
      name={words.value.metrics[metric].name}
      value={
        <>
          {brief(unit, now, locale.value)}
          {unit === 'money' && <NotConvertedSign of={answer.meta.unconverted} />}
        </>
      }
      title={full(unit, now, locale.value)}
      chosen={chosen}
      onChoose={onChoose}
      explain={
        <Explained
          metric={metric}
          goal={goal}
          request={{ ...besideRequest.value, metrics: [metric], ...(goal && { goal }) }}
        />
      }
      note={importedWords(metric, answer.meta.imported)}
      delta={<MetricDelta metric={metric} now={now} before={before} />}
      spark={
        sides ? (
          <OfOthers sides={sides} metric={metric} value={before} />
        ) : (
          <Sparkline values={course} open={Number(answer.meta.partial)} />
        )
      }
    />
  )
}

/** What a number with imported days in it is: days added up, or of our own days alone. */
function importedWords(metric: MetricName, said: ImportedSaid | undefined) {
  if (!said || said.left_out) return undefined
  const text = words.value.imported
  const until = importedUntil(said)
  if (metric === 'visitors' && said.visitor_days)
    return <span title={text.visitorDaysHint}>{text.visitorDays(until)}</span>
  return said.lacks.includes(metric) ? text.noneUntil(until) : undefined
}

/** The same boxes before anything is known. */
export function MetricStripSkeleton({ count }: { count: number }) {
  return (
    <div class="metrics" aria-hidden="true">
      <MetricRoom count={showsSpend() ? count + 2 : count} />
    </div>
  )
}
