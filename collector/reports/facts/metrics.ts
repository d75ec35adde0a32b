import type { Metric } from '../../vocabulary.ts'

/** Sums and counts from which every metric is made; additive but for the counts of people. */
export interface Facts {
  visits: number
  visitors: number
  bounced: number
  engaged: number
  duration_ms: number
  pageviews: number
  events: number
  /** Whose events those are, with a visit or without. */
  people: number
  engaged_ms: number
  /** Sum of the greatest % of each pageview. */
  scroll: number
  conversions: number
  converted: number
  /** Of those people, the ones who are among the visitors. */
  converted_of_visitors: number
  /** Events with negative money of goals whose value is the revenue. */
  refunds: number
  /** Minor units of the site's currency. */
  revenue: number
  /** Conversions and refunds whose money has no rate. */
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
  people: 0,
  engaged_ms: 0,
  scroll: 0,
  conversions: 0,
  converted: 0,
  converted_of_visitors: 0,
  refunds: 0,
  revenue: 0,
  unconverted: 0,
}

interface MetricSource {
  /** What it is made of. */
  facts: readonly (keyof Facts)[]
  /** `unit`: minor units in one of the currency. */
  of(facts: Facts, unit: number): number
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/**
 * The formulas of semantics.md, "Metrics". Nothing divided by nothing is 0: an empty bucket is a row of zeros.
 *
 * Of 4 visits by 3 people, 1 of them a bounce, 3 engaged, 120,000 ms from first to last event in all; of their 8
 * pageviews, read for 64,000 ms and to 480 % in all; and of 2 conversions by 1 person that, with 1 refund, brought 3,001 cents:
 *
 *   bounce_rate      1 / 4 = 0.25                  time_on_page     64,000 / 1,000 / 8 = 8 s
 *   engaged_rate     3 / 4 = 0.75                  conversion_rate  1 / 3 = 0.333…
 *   visit_duration   120,000 / 1,000 / 4 = 30 s    revenue          3,001 / 100 = 30.01
 *   views_per_visit  8 / 4 = 2                     average_value    3,001 / (2 × 100) = 15.005
 *   scroll_depth     480 / 8 = 60 %                refunds          1
 */
export const METRIC_SOURCES = {
  visitors: { facts: ['visitors'], of: (f) => f.visitors },
  visits: { facts: ['visits'], of: (f) => f.visits },
  pageviews: { facts: ['pageviews'], of: (f) => f.pageviews },
  events: { facts: ['events'], of: (f) => f.events },
  people: { facts: ['people'], of: (f) => f.people },
  bounce_rate: { facts: ['visits', 'bounced'], of: (f) => share(f.bounced, f.visits) },
  engaged_rate: { facts: ['visits', 'engaged'], of: (f) => share(f.engaged, f.visits) },
  visit_duration: {
    facts: ['visits', 'duration_ms'],
    of: (f) => share(f.duration_ms / 1000, f.visits),
  },
  views_per_visit: { facts: ['visits', 'pageviews'], of: (f) => share(f.pageviews, f.visits) },
  scroll_depth: { facts: ['pageviews', 'scroll'], of: (f) => share(f.scroll, f.pageviews) },
  time_on_page: {
    facts: ['pageviews', 'engaged_ms'],
    of: (f) => share(f.engaged_ms / 1000, f.pageviews),
  },
  conversions: { facts: ['conversions'], of: (f) => f.conversions },
  converted_visitors: { facts: ['converted'], of: (f) => f.converted },
  conversion_rate: {
    facts: ['visitors', 'converted', 'converted_of_visitors'],
    // Whom a server's event alone tells of converted and is no visitor: no rate is above 1.
    of: (f) => share(f.converted_of_visitors, f.visitors),
  },
  refunds: { facts: ['refunds'], of: (f) => f.refunds },
  revenue: { facts: ['revenue', 'unconverted'], of: (f, unit) => f.revenue / unit },
  average_value: {
    facts: ['revenue', 'unconverted', 'conversions'],
    // One division, so that the answer is the number nearest to the exact quotient: 35 cents of 3 conversions are
    // 35 / 300 = 0.11666666666666667, where 35 / 100 / 3 would end in …65.
    of: (f, unit) => share(f.revenue, f.conversions * unit),
  },
} satisfies Record<Metric, MetricSource>

export type FactNames = ReadonlySet<keyof Facts>

export function factsFor(metrics: readonly Metric[]): FactNames {
  return new Set(metrics.flatMap((metric) => [...METRIC_SOURCES[metric].facts]))
}
