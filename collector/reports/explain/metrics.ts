export const EXPLAINED = [
  'visitors',
  'visits',
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
] as const
export type ExplainedMetric = (typeof EXPLAINED)[number]

/** How a metric comes from what people do. */
export interface Explained {
  /** A rate of the people, not a count. */
  isRate: boolean
  /** A person counts once, under the value of the first visit. */
  once: boolean
  /** What a visit counts. */
  visit: 0 | 1
  /** What else people do that counts. */
  converts?: 'conversions' | 'revenue'
}

export const METRICS = {
  visitors: { isRate: false, once: true, visit: 1 },
  visits: { isRate: false, once: false, visit: 1 },
  conversions: { isRate: false, once: false, visit: 0, converts: 'conversions' },
  converted_visitors: { isRate: false, once: true, visit: 0, converts: 'conversions' },
  conversion_rate: { isRate: true, once: true, visit: 0, converts: 'conversions' },
  revenue: { isRate: false, once: false, visit: 0, converts: 'revenue' },
} satisfies Record<ExplainedMetric, Explained>

/** A step's share of those who entered the funnel: each is one, under the value of the chain's first event. */
export const FUNNEL_RATE: Explained = { isRate: true, once: true, visit: 0 }

const names: ReadonlySet<string> = new Set(EXPLAINED)

export function isExplained(name: string): name is ExplainedMetric {
  return names.has(name)
}
