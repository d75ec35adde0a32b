import type { Metric } from '../vocabulary.ts'

/** What the dashboard, alerts and digests call the metrics. */
export const metricNames: Record<Metric, string> = {
  visitors: 'Visitors',
  visits: 'Visits',
  pageviews: 'Pageviews',
  events: 'Events',
  people: 'People',
  bounce_rate: 'Bounce rate',
  engaged_rate: 'Engagement rate',
  visit_duration: 'Visit duration',
  views_per_visit: 'Views per visit',
  scroll_depth: 'Scroll depth',
  time_on_page: 'Time on page',
  conversions: 'Conversions',
  converted_visitors: 'Converted visitors',
  conversion_rate: 'Conversion rate',
  revenue: 'Revenue',
  average_value: 'Average value',
  refunds: 'Refunds',
}

/** … of one goal; what is not here has nothing to do with goals. */
export const ofGoal: Partial<Record<Metric, (goal: string) => string>> = {
  conversions: (goal) => goal,
  converted_visitors: (goal) => `Visitors with ${goal}`,
  conversion_rate: (goal) => `Conversion rate of ${goal}`,
  revenue: (goal) => `Revenue of ${goal}`,
  average_value: (goal) => `Average value of ${goal}`,
  refunds: (goal) => `Refunds of ${goal}`,
}
