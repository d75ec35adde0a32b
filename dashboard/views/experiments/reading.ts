import type { IntervalBar } from '../../charts/interval-bars.tsx'
import { changeOf, type MetricAnswer, type VariantAnswer, valueOfMean } from './verdict-words.ts'

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

/** How a difference of the metric is written. */
export function scaleOf(metric: Pick<MetricAnswer, 'kind'>): (value: number) => string {
  return (value) => {
    const size = valueOfMean(metric, Math.abs(value))
    return value < 0 ? `−${size}` : `+${size}`
  }
}
