import type { DifferencePoint } from '../../charts/difference-chart.tsx'
import type { IntervalBar } from '../../charts/interval-bars.tsx'
import { day } from '../../dates.ts'
import { brief } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { experimentWords } from '../../texts/experiments.ts'
import {
  type Answer,
  changeOf,
  type MetricAnswer,
  scaleOf,
  type VariantAnswer,
} from './verdict-words.ts'

/** A variant's change against the control as a bar: relative where there is one, and on which side it is beyond chance. */
export function readingOf(variant: VariantAnswer, metric: MetricAnswer): IntervalBar {
  const { key, relative, always_valid } = variant
  const interval = always_valid?.relative_interval ?? relative?.interval
  return {
    key,
    name: key,
    estimate: relative?.estimate ?? null,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
    tone: toneOf(variant, metric),
    title: `${key}: ${changeOf(variant, metric)}`,
  }
}

/** Decided on the absolute scale, all looks together where there are some. */
export function toneOf(
  { running_interval, always_valid }: VariantAnswer,
  { better }: Pick<MetricAnswer, 'better'>,
): IntervalBar['tone'] {
  const interval = running_interval ?? always_valid?.interval
  if (!interval) return 'none'
  const [low, high] = better === 'lower' ? [-interval[1], -interval[0]] : interval
  if (low > 0) return 'good'
  return high < 0 ? 'bad' : 'none'
}

/** What a row says by the engine that was chosen. */
export function wordOf(
  row: VariantAnswer,
  metric: MetricAnswer,
  { engine }: Pick<Answer, 'engine'>,
): string {
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

/** A difference day by day with what all looks left of it, as a chart shows it. */
export interface Settling {
  points: DifferencePoint[]
  scale: (value: number) => string
  /** Beneath the first and the last point. */
  ends: [string, string]
  /** What is too small to matter, to either side; null where nobody said. */
  negligible: number | null
  /** As far as the chart reaches to either side. */
  most: number
}

export function settlingOf(key: string, metric: MetricAnswer): Settling {
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
  const [first, last] = [points[0]?.key ?? '', points.at(-1)?.key ?? '']
  const { minimum_effect, variants } = metric
  const negligible =
    minimum_effect === null ? null : minimum_effect * Math.abs(variants[0]?.mean ?? 0)
  const ends: [string, string] = [first && day(first, language), last && day(last, language)]
  return { points, scale, ends, negligible, most: reachOf(points, negligible ?? 0) }
}

/** The first days know next to nothing: their band may reach out of the picture, three times as wide as the last. */
function reachOf(points: readonly DifferencePoint[], negligible: number): number {
  const last = points.at(-1)
  const settled = last ? 3 * Math.max(Math.abs(last.low), Math.abs(last.high)) : 0
  const estimates = points.map(({ estimate }) => Math.abs(estimate))
  return Math.max(Number.MIN_VALUE, negligible * 1.2, settled, ...estimates)
}
