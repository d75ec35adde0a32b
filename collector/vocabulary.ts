/** The names a report may ask for (spec: api.md, "Reports"). Everything else derives from these. */

export const METRICS = [
  'visitors',
  'visits',
  'pageviews',
  'events',
  'people',
  'bounce_rate',
  'engaged_rate',
  'visit_duration',
  'views_per_visit',
  'scroll_depth',
  'time_on_page',
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
  'average_value',
  'refunds',
] as const
export type Metric = (typeof METRICS)[number]

export const DIMENSIONS = [
  'link',
  'channel',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'campaign_id',
  'referrer',
  'click_id',
  'landing_page',
  'exit_page',
  'page',
  'title',
  'hostname',
  'country',
  'region',
  'city',
  'language',
  'device',
  'browser',
  'browser_version',
  'os',
  'os_version',
  'screen',
  'event',
  'account',
  'visitor_kind',
  'weekday',
  'hour',
  'time:hour',
  'time:day',
  'time:week',
  'time:month',
] as const
export type NamedDimension = (typeof DIMENSIONS)[number]

/** What the customer whom a visit belongs to pays for: filters of reports and segments choose by it. */
export const CUSTOMER_FACTS = ['customer:mrr', 'customer:plan', 'customer:state'] as const
export type CustomerFact = (typeof CUSTOMER_FACTS)[number]

/** A named dimension, an event's property, the variant of an experiment that was seen, or what a customer is. */
export type Dimension = NamedDimension | `prop:${string}` | `variant:${string}` | CustomerFact

/** Of notes on charts, by name, for each has a tone by day and one by night. */
export const NOTE_COLORS = ['blue', 'green', 'grey', 'orange', 'pink', 'red'] as const

/** Ways out: where a site tells people things. */
export const CHANNEL_KINDS = [
  'email',
  'webhook',
  'slack',
  'teams',
  'discord',
  'feishu',
  'dingtalk',
  'wecom',
] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** How a filter's values are compared (spec: api.md, "Reports"). */
export const OPERATORS = [
  'is',
  'is_not',
  'contains',
  'not_contains',
  'matches',
  'gt',
  'lt',
] as const
export type Operator = (typeof OPERATORS)[number]

const named: ReadonlySet<string> = new Set(DIMENSIONS)
const metrics: ReadonlySet<string> = new Set(METRICS)

export function isMetric(name: string): name is Metric {
  return metrics.has(name)
}

export function isCustomerFact(name: unknown): name is CustomerFact {
  return CUSTOMER_FACTS.some((known) => known === name)
}

/** Whether rows can be of it. */
export function isDimension(name: string): name is Dimension {
  return named.has(name) || /^(prop|variant):./u.test(name)
}
