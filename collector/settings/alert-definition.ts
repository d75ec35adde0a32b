import { z } from 'zod'
import {
  ALERT_UNITS,
  ALERT_WHENS,
  type AlertSignal,
  type AlertWhen,
  SIGNAL_NAMES,
  signalOf,
  VALUE_FORMS,
} from '../alert-signals.ts'
import { unknownName } from '../nearest.ts'
import { isMetric, METRICS, type Metric } from '../vocabulary.ts'
import { ReportFilters } from './funnel-filter.ts'

/** Ways out that one alert is told by. */
const MOST_WAYS = 20
const MOST_VALUE = 1e12
/** Of a signal, where nothing is said. */
const USUAL_WHEN = 'above'

const MetricName = z
  .string()
  .max(100)
  .transform((name, context): Metric => {
    if (isMetric(name)) return name
    context.addIssue({ code: 'custom', message: unknownName('metric', name, METRICS) })
    return z.NEVER
  })
  .meta({ enum: [...METRICS] })

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'a time of day, like 22:00')

/** On the site's own clock; from 22:00 to 07:00 lasts over midnight. */
export const QuietHours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'quiet hours that begin and end at the same time are none',
  })
export type QuietHours = z.infer<typeof QuietHours>

const fields = {
  name: z.string().trim().min(1).max(120),
  metric: MetricName.optional(),
  /** Id or name; conversions of all goals where none is named. */
  goal: z.string().min(1).max(120).optional(),
  /** Id or name of a saved one, whose rate is watched. */
  funnel: z.string().min(1).max(120).optional(),
  signal: z.enum(SIGNAL_NAMES).optional(),
  /** Of a signal: the key of an experiment, the name of an account. */
  subject: z.string().min(1).max(200).optional(),
  filters: ReportFilters.default([]),
  when: z.enum(ALERT_WHENS),
  /** Of `up_by` and `down_by` a part of what was a week before, of shares the difference; of `unusual` nothing. */
  value: z.number().min(-MOST_VALUE).max(MOST_VALUE).default(0),
  per: z.enum(ALERT_UNITS),
  /** Ids of ways out. */
  to: z.array(z.string().min(1).max(64)).max(MOST_WAYS).default([]),
  quiet: QuietHours.nullish().transform((quiet) => quiet ?? undefined),
  /** Whether it is told, too, that it is over. */
  recovered: z.boolean().default(true),
  language: z.enum(['en', 'zh']).default('en'),
  /** Judges and tells nothing. */
  paused: z.boolean().default(false),
}

/** Of a signal nothing has to be said but that: above 0 is all it takes. */
const Written = z.object({ ...fields, when: fields.when.optional() })
type Written = z.infer<typeof Written>

interface Fault {
  path: (keyof Written)[]
  message: string
}

function faultsOf(alert: Written): Fault[] {
  const { metric, funnel, signal, when = USUAL_WHEN, value } = alert
  const watched = [metric, funnel, signal].filter((one) => one !== undefined)
  if (watched.length !== 1) {
    return [{ path: ['metric'], message: 'an alert watches a metric, a funnel or a signal: one' }]
  }
  const faults = signal ? faultsOfSignal(alert) : []
  if (alert.when === undefined && !signal) {
    faults.push({ path: ['when'], message: `say when: ${ALERT_WHENS.join(', ')}` })
  }
  if (funnel && alert.per === 'hour') {
    faults.push({ path: ['per'], message: 'a funnel is judged by day or week' })
  }
  if (when.endsWith('_by') && value <= 0) {
    faults.push({ path: ['value'], message: 'a change is more than 0; 0.2 is 20 %' })
  }
  return faults
}

function faultsOfSignal({ signal, ...alert }: Written): Fault[] {
  if (!signal) return []
  const { per: known, subject: about, filters: takes } = signalOf(signal)
  const faults = faultsOfWhen(signal, alert.when)
  if (!known.includes(alert.per)) {
    faults.push({ path: ['per'], message: `"${signal}" is judged by ${known.join(' or ')}` })
  }
  if (about?.needed && alert.subject === undefined) {
    faults.push({ path: ['subject'], message: `"${signal}" is of one ${about.what}: say which` })
  }
  if (!takes && alert.filters.length > 0) {
    faults.push({ path: ['filters'], message: `"${signal}" knows no filters` })
  }
  return faults
}

function faultsOfWhen(signal: AlertSignal, when: AlertWhen = USUAL_WHEN): Fault[] {
  if (when === 'above') return []
  if (signalOf(signal).form === 'flag') {
    return [{ path: ['when'], message: `"${signal}" is so or not: say above 0` }]
  }
  if (when === 'below') return []
  return [{ path: ['when'], message: `"${signal}" goes above or below a value` }]
}

/** What is watched, when it is too much or too little, and who is told (spec: api.md, "alerts"). */
export const AlertInput = Written.superRefine((alert, context) => {
  for (const fault of faultsOf(alert)) context.addIssue({ code: 'custom', ...fault })
}).transform(({ when = USUAL_WHEN, ...alert }) => ({ ...alert, when }))
export type AlertInput = z.infer<typeof AlertInput>

export const alertFields = fields

/** What says how an alert is judged: where any of it is another, it starts anew. */
export function judgedBy(alert: AlertInput): string {
  const { metric, goal, funnel, signal, subject, filters, when, value, per } = alert
  return JSON.stringify([metric, goal, funnel, signal, subject, filters, when, value, per])
}

/** What was between two instants, [from, to). */
export const Reading = z.object({
  /** Epoch ms. */
  from: z.int(),
  to: z.int(),
  /** As reports name it: an hour with its offset, a day, the first day of a week. */
  key: z.string(),
  /** Null where there is nothing that it could be of. */
  value: z.number().nullable(),
  /** A week before; where that was asked for. */
  before: z.number().optional(),
  /** What is usual, where that is known. */
  usual: z.object({ expected: z.number(), low: z.number(), high: z.number() }).optional(),
  /** What it is about, in words of the data: accounts, campaigns, hosts. */
  names: z.array(z.string()).optional(),
})
export type Reading = z.infer<typeof Reading>

/** As it was judged then, which the alert may not say any more. */
export const PastReading = Reading.extend({
  form: z.enum(VALUE_FORMS).optional(),
  per: z.enum(ALERT_UNITS).optional(),
})
export type PastReading = z.infer<typeof PastReading>

export const BROKEN_REASONS = ['goal', 'funnel', 'segment', 'experiment', 'refused'] as const
/** Why an alert cannot be judged: what it names is gone, or a report refuses it. */
export const BrokenReason = z.object({ why: z.enum(BROKEN_REASONS), detail: z.string() })
export type BrokenReason = z.infer<typeof BrokenReason>

export const CONDITIONS = ['ok', 'breached', 'broken'] as const
export type Condition = (typeof CONDITIONS)[number]
