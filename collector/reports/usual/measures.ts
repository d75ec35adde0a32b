import type { Metric } from '../../vocabulary.ts'
import { type Facts, METRIC_SOURCES } from '../facts/metrics.ts'

/** How chance moves a metric: as a count, as a share of what it is taken over, or as an amount without a unit of its own. */
export type Kind = 'count' | 'share' | 'amount'

/** What a metric was on a day: a count, an amount, or how many of how many. */
export interface Measured {
  value: number
  /** Of a share how many it is taken over; else 1. */
  of: number
}

interface Measure {
  kind: Kind
  /** Null where there is nothing that it could be of. */
  on(facts: Facts, unit: number): Measured | null
}

function count(metric: Metric): Measure {
  return {
    kind: 'count',
    on: (facts, unit) => ({ value: METRIC_SOURCES[metric].of(facts, unit), of: 1 }),
  }
}

function share(part: keyof Facts, whole: keyof Facts): Measure {
  return {
    kind: 'share',
    on: (facts) => (facts[whole] > 0 ? { value: facts[part], of: facts[whole] } : null),
  }
}

function amount(metric: Metric, over?: keyof Facts): Measure {
  return {
    kind: 'amount',
    on: (facts, unit) =>
      over !== undefined && facts[over] === 0
        ? null
        : { value: METRIC_SOURCES[metric].of(facts, unit), of: 1 },
  }
}

export const MEASURES = {
  visitors: count('visitors'),
  visits: count('visits'),
  pageviews: count('pageviews'),
  events: count('events'),
  people: count('people'),
  bounce_rate: share('bounced', 'visits'),
  engaged_rate: share('engaged', 'visits'),
  visit_duration: amount('visit_duration', 'visits'),
  views_per_visit: amount('views_per_visit', 'visits'),
  scroll_depth: amount('scroll_depth', 'pageviews'),
  time_on_page: amount('time_on_page', 'pageviews'),
  conversions: count('conversions'),
  converted_visitors: count('converted_visitors'),
  conversion_rate: share('converted_of_visitors', 'visitors'),
  refunds: count('refunds'),
  revenue: amount('revenue'),
  average_value: amount('average_value', 'conversions'),
} satisfies Record<Metric, Measure>

/** As the metric is answered. */
export function asAnswered({ kind }: Pick<Measure, 'kind'>, { value, of }: Measured): number {
  return kind === 'share' ? value / of : value
}
