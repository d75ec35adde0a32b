import type { Metric } from './vocabulary.ts'

/** How an alert's value is told and how its change is: of shares in points, of all others in parts of what was before. */
export const VALUE_FORMS = [
  'count',
  'number',
  'share',
  'money',
  'seconds',
  'percent',
  'flag',
] as const
export type ValueForm = (typeof VALUE_FORMS)[number]

/** How long the stretches are that an alert judges. */
export const ALERT_UNITS = ['hour', 'day', 'week'] as const
export type AlertUnit = (typeof ALERT_UNITS)[number]

export const ALERT_WHENS = ['above', 'below', 'up_by', 'down_by', 'unusual'] as const
export type AlertWhen = (typeof ALERT_WHENS)[number]

interface Signal {
  form: ValueForm
  /** What the reports that tell of it know: spend has days, data quality has UTC days. */
  per: readonly AlertUnit[]
  /** What it may be narrowed to, or must be: an experiment by its key, an account by its name. */
  subject?: { what: 'experiment' | 'account'; needed: boolean }
  /** Whether it counts conversions of a goal. */
  goal?: true
  filters: boolean
  /** Whether it can be told of days gone by, quickly enough to try an alert on a month. */
  past: boolean
}

const DAILY = ['day', 'week'] as const

/** What alerts watch besides metrics and funnels; a flag is 1 where it is so. */
export const ALERT_SIGNALS = {
  /** No event where there usually are some. */
  tracking_stopped: { form: 'flag', per: ['hour', 'day'], filters: true, past: true },
  /** What campaigns cost in four weeks that brought no conversion. */
  spend_without_return: { form: 'money', per: DAILY, goal: true, filters: false, past: false },
  accounts_at_risk: {
    ...{ form: 'count', per: DAILY, filters: true, past: false },
    subject: { what: 'account', needed: false },
  },
  /** Its verdict is no longer to wait. */
  experiment_decided: {
    ...{ form: 'flag', per: ALERT_UNITS, filters: false, past: false },
    subject: { what: 'experiment', needed: true },
  },
  /** Variants have not the shares of units that they should have (SRM), or units saw several. */
  experiment_split: {
    ...{ form: 'flag', per: ALERT_UNITS, filters: false, past: false },
    subject: { what: 'experiment', needed: true },
  },
  /** Of what was sent, robots left aside. */
  rejected_share: { form: 'share', per: DAILY, filters: false, past: true },
  duplicate_share: { form: 'share', per: DAILY, filters: false, past: true },
  /** Visits whose campaign tags are wrong. */
  broken_tags: { form: 'count', per: DAILY, filters: true, past: true },
  untagged_paid_clicks: { form: 'count', per: DAILY, filters: false, past: true },
} as const satisfies Record<string, Signal>
export type AlertSignal = keyof typeof ALERT_SIGNALS

export const SIGNAL_NAMES = Object.keys(ALERT_SIGNALS) as AlertSignal[]

export function signalOf(name: AlertSignal): Signal {
  return ALERT_SIGNALS[name]
}

export const METRIC_FORMS = {
  visitors: 'count',
  visits: 'count',
  pageviews: 'count',
  events: 'count',
  people: 'count',
  bounce_rate: 'share',
  engaged_rate: 'share',
  visit_duration: 'seconds',
  views_per_visit: 'number',
  scroll_depth: 'percent',
  time_on_page: 'seconds',
  conversions: 'count',
  converted_visitors: 'count',
  conversion_rate: 'share',
  revenue: 'money',
  average_value: 'money',
  refunds: 'count',
} as const satisfies Record<Metric, ValueForm>

/** Those that count conversions: of a goal, or of all of them. */
const OF_GOALS: ReadonlySet<Metric> = new Set<Metric>([
  ...(['conversions', 'converted_visitors', 'conversion_rate'] as const),
  ...(['revenue', 'average_value', 'refunds'] as const),
])

export function countsGoals(metric: Metric): boolean {
  return OF_GOALS.has(metric)
}

interface Watched {
  metric?: Metric | undefined
  signal?: AlertSignal | undefined
}

/** A funnel's rate is a share. */
export function formOf({ metric, signal }: Watched): ValueForm {
  if (metric) return METRIC_FORMS[metric]
  return signal ? signalOf(signal).form : 'share'
}
