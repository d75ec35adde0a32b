import { useNotes } from '../../blocks/series/use-notes.ts'
import { DifferenceChart } from '../../charts/difference-chart.tsx'
import { IntervalBars } from '../../charts/interval-bars.tsx'
import { brief } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import {
  intervalHead,
  metricTitle,
  notesOf,
  type VariantWords,
  variantWords,
  windowText,
} from './metric-words.ts'
import { readingOf, settlingOf } from './reading.ts'
import { type Answer, type MetricAnswer, signedShare, type VariantAnswer } from './verdict-words.ts'

interface MetricCardProps {
  metric: MetricAnswer
  answer: Pick<Answer, 'engine' | 'alpha'>
}

/** One metric: the variants' changes on one axis, the numbers, and how the difference settled. */
export function MetricCard({ metric, answer }: MetricCardProps) {
  if (metric.variants.length === 0) return null
  return (
    <Card title={metricTitle(metric)}>
      <p class="field-hint">{windowText(metric)}</p>
      <MetricFigures metric={metric} answer={answer} />
    </Card>
  )
}

/** The figures of a metric alone. */
export function MetricFigures({ metric, answer }: MetricCardProps) {
  const text = experimentWords.value
  const [, ...others] = metric.variants
  return (
    <>
      <IntervalBars
        label={`${metric.goal} · ${text.kinds[metric.kind]}`}
        bars={others.map((variant) => readingOf(variant, metric))}
        negligible={metric.minimum_effect}
        scale={signedShare}
      />
      <VariantTable metric={metric} answer={answer} />
      {others.map((variant) => (
        <Settling key={variant.key} variant={variant} metric={metric} />
      ))}
      {notesOf(metric).map((note) => (
        <p key={note} class="field-hint">
          {note}
        </p>
      ))}
    </>
  )
}

function VariantTable({ metric, answer }: MetricCardProps) {
  const text = experimentWords.value.metric
  const numeric = { align: 'end' as const }
  return (
    <DataTable
      caption={metric.goal}
      rows={metric.variants.map((row) => variantWords(row, metric, answer))}
      rowKey={({ key }) => key}
      columns={[
        { key: 'variant', head: text.variant, cell: ({ key }) => <span dir="auto">{key}</span> },
        { key: 'people', head: text.people, ...numeric, cell: (row) => <People row={row} /> },
        { key: 'value', head: text.value, ...numeric, cell: ({ value }) => value },
        { key: 'change', head: text.change, ...numeric, cell: ({ change }) => change },
        {
          key: 'interval',
          head: intervalHead(answer),
          ...numeric,
          cell: ({ interval }) => interval,
        },
        { key: 'word', head: text.word, cell: ({ word }) => word },
      ]}
    />
  )
}

function People({ row: { people, immature } }: { row: VariantWords }) {
  return (
    <>
      {immature && <small class="beside">{immature}</small>}
      {people}
    </>
  )
}

/** The running intersection, day by day, and by what rule it decides. */
function Settling({ variant: { key }, metric }: { variant: VariantAnswer; metric: MetricAnswer }) {
  const { metric: text, result } = experimentWords.value
  const { points, scale, ends, negligible, most } = settlingOf(key, metric)
  const days = points.map((point) => point.key)
  const notes = useNotes(days, { from: days[0] ?? '', to: days.at(-1) ?? '' })
  if (points.length < 2) return null
  const small = metric.minimum_effect
  return (
    <>
      <DifferenceChart
        label={text.chart(`${metric.goal} · ${key}`)}
        points={points}
        most={most}
        negligible={negligible}
        scale={scale}
        ends={ends}
        notes={notes}
      />
      <p class="field-hint">
        {result.rule}
        {small !== null && ` ${result.small(brief('rate', small, locale.value))}`}
      </p>
    </>
  )
}
