import type { Metric } from './vocabulary.ts'

/** Sums and counts from which every metric is made; additive but for the two counts of people. */
export interface Facts {
  visits: number
  visitors: number
  bounced: number
  engaged: number
  duration_ms: number
  pageviews: number
  events: number
  /** Pageviews that `engaged_ms` and `scroll` are summed over. */
  read_pageviews: number
  engaged_ms: number
  /** Sum of the greatest % of each pageview. */
  scroll: number
  conversions: number
  converted: number
  /** Minor units of the site's currency. */
  revenue: number
  /** Conversions whose money has no rate. */
  unconverted: number
}

export const NOTHING: Readonly<Facts> = {
  visits: 0,
  visitors: 0,
  bounced: 0,
  engaged: 0,
  duration_ms: 0,
  pageviews: 0,
  events: 0,
  read_pageviews: 0,
  engaged_ms: 0,
  scroll: 0,
  conversions: 0,
  converted: 0,
  revenue: 0,
  unconverted: 0,
}

/** Which rows have to be read for a metric. */
export type Reading = 'visits' | 'views' | 'pages' | 'conversions'

interface MetricSource {
  reads: readonly Reading[]
  /** `unit`: minor units in one of the currency. */
  of(facts: Facts, unit: number): number
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** The formulas of semantics.md, "Metrics". Nothing divided by nothing is 0: an empty bucket is a row of zeros. */
export const METRIC_SOURCES = {
  visitors: { reads: ['visits'], of: (f) => f.visitors },
  visits: { reads: ['visits'], of: (f) => f.visits },
  pageviews: { reads: ['views'], of: (f) => f.pageviews },
  events: { reads: ['views'], of: (f) => f.events },
  bounce_rate: { reads: ['visits'], of: (f) => share(f.bounced, f.visits) },
  engaged_rate: { reads: ['visits'], of: (f) => share(f.engaged, f.visits) },
  visit_duration: { reads: ['visits'], of: (f) => share(f.duration_ms / 1000, f.visits) },
  views_per_visit: { reads: ['visits', 'views'], of: (f) => share(f.pageviews, f.visits) },
  scroll_depth: { reads: ['pages'], of: (f) => share(f.scroll, f.read_pageviews) },
  time_on_page: { reads: ['pages'], of: (f) => share(f.engaged_ms / 1000, f.read_pageviews) },
  conversions: { reads: ['conversions'], of: (f) => f.conversions },
  converted_visitors: { reads: ['conversions'], of: (f) => f.converted },
  conversion_rate: {
    reads: ['visits', 'conversions'],
    of: (f) => share(f.converted, f.visitors),
  },
  revenue: { reads: ['conversions'], of: (f, unit) => f.revenue / unit },
  average_value: {
    reads: ['conversions'],
    of: (f, unit) => share(f.revenue / unit, f.conversions),
  },
} satisfies Record<Metric, MetricSource>

export function readingsFor(metrics: readonly Metric[]): Set<Reading> {
  return new Set(metrics.flatMap((metric) => [...METRIC_SOURCES[metric].reads]))
}
