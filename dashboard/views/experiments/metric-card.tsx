import { DifferenceChart } from '../../charts/difference-chart.tsx'
import { IntervalBars } from '../../charts/interval-bars.tsx'
import { brief, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { readingOf, settlingOf, wordOf } from './reading.ts'
import {
  type Answer,
  changeOf,
  type MetricAnswer,
  signedShare,
  type VariantAnswer,
  valueOfMean,
} from './verdict-words.ts'

/** Below it, what people did before explains too little to be told. */
const WORTH_TELLING = 0.01

interface MetricCardProps {
  metric: MetricAnswer
  answer: Pick<Answer, 'engine' | 'alpha'>
}

/** One metric: the variants' changes on one axis, the numbers, and how the difference settled. */
export function MetricCard({ metric, answer }: MetricCardProps) {
  const text = experimentWords.value
  if (metric.variants.length === 0) return null
  const title = `${text.roles[metric.role]} · ${metric.goal} · ${text.kinds[metric.kind]}`
  const within = metric.window === null ? text.metric.toTheEnd : text.metric.within(metric.window)
  return (
    <Card title={title}>
      <p class="field-hint">{within}</p>
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
      {others.map(({ key, cuped }) =>
        cuped?.relative && cuped.variance_reduction >= WORTH_TELLING ? (
          <p key={key} class="field-hint">
            {`${key}: ${text.metric.cuped(
              signedShare(cuped.relative.estimate),
              brief('rate', Math.max(0, cuped.variance_reduction), locale.value),
            )}`}
          </p>
        ) : null,
      )}
      {others.length > 1 && <p class="field-hint">{text.metric.unadjusted}</p>}
    </>
  )
}

function VariantTable({ metric, answer }: MetricCardProps) {
  const text = experimentWords.value.metric
  const numeric = { align: 'end' as const }
  return (
    <DataTable
      caption={metric.goal}
      rows={metric.variants}
      rowKey={({ key }) => key}
      columns={[
        { key: 'variant', head: text.variant, cell: ({ key }) => <span dir="auto">{key}</span> },
        { key: 'people', head: text.people, ...numeric, cell: (row) => <People row={row} /> },
        {
          key: 'value',
          head: text.value,
          ...numeric,
          cell: ({ n, mean }) => (n === 0 ? '–' : valueOfMean(metric, mean)),
        },
        {
          key: 'change',
          head: text.change,
          ...numeric,
          cell: ({ relative, key }) =>
            key === metric.variants[0]?.key
              ? text.control
              : relative
                ? signedShare(relative.estimate)
                : '–',
        },
        {
          key: 'interval',
          head: text.interval(brief('rate', 1 - answer.alpha, locale.value)),
          ...numeric,
          cell: (row) => (row.always_valid ? changeOf(row, metric) : '–'),
        },
        {
          key: 'word',
          head: text.word,
          cell: (row) => wordOf(row, metric, answer),
        },
      ]}
    />
  )
}

function People({ row: { n, immature } }: { row: VariantAnswer }) {
  const written = (value: number) => full('count', value, locale.value)
  return (
    <>
      {immature > 0 && (
        <small class="beside">{experimentWords.value.metric.immature(written(immature))}</small>
      )}
      {written(n)}
    </>
  )
}

/** The running intersection, day by day, and by what rule it decides. */
function Settling({ variant: { key }, metric }: { variant: VariantAnswer; metric: MetricAnswer }) {
  const { metric: text, result } = experimentWords.value
  const { points, scale, ends, negligible, most } = settlingOf(key, metric)
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
      />
      <p class="field-hint">
        {result.rule}
        {small !== null && ` ${result.small(brief('rate', small, locale.value))}`}
      </p>
    </>
  )
}
