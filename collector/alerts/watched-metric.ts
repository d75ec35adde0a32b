import { countsGoals } from '../alert-signals.ts'
import { dateOf } from '../date-of.ts'
import type { StatsAnswer } from '../reports/stats.ts'
import type { LocalCalendar } from '../reports/time/period.ts'
import type { UsualIntervalsAnswer } from '../reports/usual/intervals.ts'
import type { AlertInput, Reading } from '../settings/alert-definition.ts'
import type { Metric } from '../vocabulary.ts'
import type { Ask } from './asks.ts'
import { datesIn, type Interval, weekBefore } from './intervals.ts'
import type { Watch } from './watch.ts'

export interface MetricAsked extends AlertInput {
  metric: Metric
}

export function watchedMetric(
  alert: MetricAsked,
  intervals: readonly Interval[],
  calendar: LocalCalendar,
): Watch {
  if (alert.when === 'unusual') return held(alert, intervals)
  const ask = statsAsk(alert, intervals)
  if (!alert.when.endsWith('_by')) {
    return {
      asks: [ask],
      read: (answers) => {
        const values = valuesOf(answers.of(ask) as StatsAnswer, alert)
        return intervals.map((one) => ({ ...stretch(one), value: values(one) }))
      },
    }
  }
  const before = intervals.map((one) => weekBefore(one, calendar))
  const known = before.filter((one) => one !== undefined)
  const askBefore = known.length > 0 ? statsAsk(alert, known) : undefined
  return {
    asks: askBefore ? [ask, askBefore] : [ask],
    read: (answers) => {
      const values = valuesOf(answers.of(ask) as StatsAnswer, alert)
      const others = askBefore && valuesOf(answers.of(askBefore) as StatsAnswer, alert)
      return intervals.map((one, i) => {
        const other = before[i]
        const was = other ? others?.(other) : null
        return {
          ...stretch(one),
          value: values(one),
          ...(typeof was === 'number' && { before: was }),
        }
      })
    },
  }
}

export function stretch({ from, to, key }: Interval): Pick<Reading, 'from' | 'to' | 'key'> {
  return { from, to, key }
}

/** The days that all of them lie on. */
export function datesOfAll(intervals: readonly Interval[]): { from: string; to: string } {
  const [first, last] = [intervals[0], intervals.at(-1)]
  if (!(first && last)) throw new Error('no interval')
  return { from: datesIn(first).from, to: datesIn(last).to }
}

/** A goal changes only what counts conversions: all other metrics are asked without, and so with more of them together. */
function askedOf({ metric, goal, filters }: MetricAsked) {
  return { filters, ...(goal !== undefined && countsGoals(metric) && { goal }) }
}

function statsAsk(alert: MetricAsked, intervals: readonly Interval[]): Ask {
  return {
    name: 'stats',
    request: {
      period: datesOfAll(intervals),
      dimensions: [`time:${alert.per}`],
      ...askedOf(alert),
    },
    metric: alert.metric,
  }
}

/** Whether data of the whole interval can be there: from the day after the site's first on. */
export function isKnown({ day }: Pick<Interval, 'day'>, dataFrom: string | null): boolean {
  return dataFrom !== null && dateOf(day) > dataFrom
}

/** The day of the site's own first visit: what another tool counted before it is another count. */
export function ownFrom({ data_from, own_from = data_from }: StatsAnswer['meta']): string | null {
  return own_from
}

/** What is in no row had nothing; before there were data nothing can be said. */
function valuesOf({ meta, rows }: StatsAnswer, { metric, per }: MetricAsked) {
  const values = new Map(rows.map((row) => [row[`time:${per}`], Number(row[metric] ?? 0)]))
  const since = ownFrom(meta)
  return (one: Interval) => (isKnown(one, since) ? (values.get(one.key) ?? 0) : null)
}

function held(alert: MetricAsked, intervals: readonly Interval[]): Watch {
  const [only] = intervals
  const keys = intervals.length === 1 && only ? [only.key] : undefined
  const ask = unusualAsk(alert, datesOfAll(intervals), keys)
  return {
    asks: [ask],
    read: (answers) => {
      const told = (answers.of(ask) as UsualIntervalsAnswer).intervals
      const own = new Map(
        told.filter(({ metric }) => metric === alert.metric).map((one) => [one.key, one]),
      )
      return intervals.map((one) => ({ ...stretch(one), ...usualOf(own.get(one.key)) }))
    },
  }
}

/** `keys`: those alone. */
export function unusualAsk(
  alert: MetricAsked,
  period: { from: string; to: string },
  keys: string[] | undefined,
): Ask {
  return {
    name: 'usual/intervals',
    request: { period, per: alert.per, ...(keys && { keys }), ...askedOf(alert) },
    metric: alert.metric,
  }
}

type Told = UsualIntervalsAnswer['intervals'][number]

/** The value, and where it is known what is usual. */
export function usualOf(told: Told | undefined): Pick<Reading, 'value' | 'usual'> {
  if (!told) return { value: null }
  const { value, expected, low, high } = told
  if (expected === null || low === null || high === null) return { value }
  return { value, usual: { expected, low, high } }
}
