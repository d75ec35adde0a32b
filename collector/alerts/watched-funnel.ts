import type { AlertUnit } from '../alert-signals.ts'
import { dateOf } from '../date-of.ts'
import { DAY } from '../durations.ts'
import type { FunnelAnswer } from '../reports/funnel.ts'
import type { AlertInput, Reading } from '../settings/alert-definition.ts'
import { windowMs } from '../settings/funnel-definition.ts'
import type { Funnel } from '../settings/funnels.ts'
import type { Ask } from './asks.ts'
import type { Interval } from './intervals.ts'
import type { Watch } from './watch.ts'
import { datesOfAll, isKnown, stretch } from './watched-metric.ts'

/** Who needs longer comes too late for an alert. */
const LONGEST: Readonly<Record<AlertUnit, string>> = { hour: '1d', day: '1d', week: '2d' }

/**
 * The window that an alert counts: the funnel's own, or a day (of weeks two), whichever is shorter. An interval is judged once it
 * has passed for everybody, so that nobody who may still convert counts as lost, and days compare with days before.
 */
function windowFor(per: AlertUnit, { window }: Funnel): string {
  const longest = LONGEST[per]
  return windowMs(window) > windowMs(longest) ? longest : window
}

export function funnelDelay(per: AlertUnit, funnel: Funnel): number {
  return windowMs(windowFor(per, funnel))
}

/** Days before an interval that are read, too. */
const BEFORE: Partial<Record<AlertInput['when'], number>> = { up_by: 7, down_by: 7, unusual: 56 }

export function watchedFunnel(
  { per, when, filters }: AlertInput,
  intervals: readonly Interval[],
  funnel: Funnel,
): Watch {
  const { from, to } = datesOfAll(intervals)
  const first = Date.parse(`${from}T00:00:00Z`) / DAY - (BEFORE[when] ?? 0)
  const ask: Ask = {
    name: 'funnel',
    request: {
      ...{ funnel: funnel.id, window: windowFor(per, funnel), filters },
      ...{ trend: per === 'week' ? 'week' : 'day', period: { from: dateOf(first), to } },
    },
  }
  return {
    asks: [ask],
    read: (answers) => {
      const answer = answers.of(ask) as FunnelAnswer
      return intervals.map((one) => readingOf(one, answer, when))
    },
  }
}

function readingOf(one: Interval, answer: FunnelAnswer, when: AlertInput['when']): Reading {
  const dataFrom = answer.meta.data_from
  const rateOn = (day: number) => {
    const row = answer.trend.find(({ date }) => date === dateOf(day))
    return row ? (row.rate ?? 0) : undefined
  }
  const reading = { ...stretch(one), value: isKnown(one, dataFrom) ? (rateOn(one.day) ?? 0) : null }
  if (when === 'unusual') return { ...reading, ...usualOn(one, answer) }
  const before = { ...one, day: one.day - 7 }
  const was = isKnown(before, dataFrom) ? rateOn(before.day) : undefined
  return when.endsWith('_by') && was !== undefined ? { ...reading, before: was } : reading
}

function usualOn({ key }: Interval, { trend, limits }: FunnelAnswer): Pick<Reading, 'usual'> {
  const at = trend.findIndex(({ date }) => date === key)
  const [low, high] = [limits?.low[at] ?? null, limits?.high[at] ?? null]
  if (!limits || low === null || high === null) return {}
  return { usual: { expected: limits.rate, low, high } }
}
