import type { Metric } from '../../collector/vocabulary.ts'

/** Metrics whose change is explained, in the order they are offered. */
export const EXPLAINED = [
  'visitors',
  'visits',
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
] as const satisfies readonly Metric[]
export type Explained = (typeof EXPLAINED)[number]

export function isExplained(metric: string): metric is Explained {
  return EXPLAINED.some((one) => one === metric)
}
