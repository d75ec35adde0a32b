import { DifferenceChart } from '../../charts/difference-chart.tsx'
import { IntervalBars } from '../../charts/interval-bars.tsx'
import { day } from '../../dates.ts'
import { brief, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { readingOf, scaleOf } from './reading.ts'
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

/** What a row says by the engine that was chosen. */
function wordOf(row: VariantAnswer, metric: MetricAnswer, { engine }: Pick<Answer, 'engine'>): string {
  const text = experimentWords.value.metric
  if (row.always_valid === undefined) return ''
  if (engine === 'bayesian') {
    const { bayesian } = row
    if (!bayesian) return '–'
    return `${text.chance(brief('rate', bayesian.chance_to_win, locale.value))} · ${text.notSafe}`
  }
  const { tone } = readingOf(row, metric)
  if (tone === 'good') return text.better
  if (tone === 'bad') return text.worse
  return metric.role === 'guardrail' ? text.harmless : text.unclear
}

/** The running intersection, day by day. */
function Settling({ variant: { key }, metric }: { variant: VariantAnswer; metric: MetricAnswer }) {
  const text = experimentWords.value.metric
  const { language } = locale.value
  const scale = scaleOf(metric)
  const points = metric.series.flatMap((one) => {
    const row = one.variants.find((variant) => variant.key === key)
    const control = one.variants[0]
    const interval = row?.running_interval ?? row?.always_valid?.interval
    if (!row || !control || !interval) return []
    const estimate = row.mean - control.mean
    const [low, high] = interval
    const title = text.point(day(one.day, language), scale(estimate), scale(low), scale(high))
    return [{ key: one.day, estimate, low, high, title }]
  })
  const [first] = points
  if (first === undefined || points.length < 2) return null
  return (
    <DifferenceChart
      label={text.chart(`${metric.goal} · ${key}`)}
      points={points}
      scale={scale}
      ends={[day(first.key, language), day(points.at(-1)?.key ?? '', language)]}
    />
  )
}
