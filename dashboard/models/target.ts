import type { GoalTarget } from '../../collector/settings/goal-target.ts'
import {
  perRange,
  type Rhythm,
  rhythmDays,
  rhythmOf,
  runningRange,
  type TimeOfDay,
  timeOfDayIn,
} from './pace.ts'
import { daysOf, type Range } from './period.ts'
import { reportQuestion } from './report.ts'
import type { Question } from './resource.ts'
import { site } from './sites.ts'
import { numberOf, type StatsAnswer } from './stats.ts'
import type { Goal } from './things.ts'
import { together } from './together.ts'
import { now, today } from './view.ts'

/** A goal that has something to reach. */
export type Aimed = Goal & { target: NonNullable<Goal['target']> }

export function isAimed(goal: Goal): goal is Aimed {
  return goal.target !== undefined
}

/** What is known of a running week, month or quarter. */
export interface Progress {
  /** As it was when that was asked. */
  goal: Aimed
  range: Range
  answer: StatsAnswer
  rhythm: Rhythm | undefined
}

/** The site's time of day, by the latest look at the clock. */
export function siteTimeOfDay(): TimeOfDay {
  return timeOfDayIn(site.value?.timezone ?? 'UTC', now.value, today.value)
}

/** The running range so far, of the whole site whatever is on show: a target is nobody's part of it. */
export function progressQuestion(goal: Aimed): Question<Progress> | undefined {
  const { id, target } = goal
  const day = today.value
  const range = runningRange(target.per, day, site.value?.week_start ?? 'monday')
  const course = reportQuestion('stats', {
    period: { from: range.from, to: day },
    metrics: ['conversions', 'revenue'],
    dimensions: ['time:day'],
    goal: id,
  })
  const usual = reportQuestion('stats', {
    period: rhythmDays(day),
    metrics: ['conversions'],
    dimensions: ['weekday', 'hour'],
    limit: 1000,
    goal: id,
  })
  const asked = together([course, usual], (answer, week) => ({
    ...{ goal, range, answer },
    rhythm: rhythmOf(week.rows),
  }))
  // Another target of the goal is another question, and another goal's progress is none of this one.
  return asked && { ...asked, key: `${JSON.stringify(goal)} ${range.to} ${asked.key}`, of: id }
}

/** What has been done by the end of each day of the range; null from tomorrow on. */
export function courseOf(
  { range, answer }: Progress,
  metric: 'conversions' | 'revenue',
): (number | null)[] {
  let done = 0
  return Array.from({ length: daysOf(range) }, (_, i) => {
    const row = answer.rows[i]
    if (!row) return null
    done += numberOf(row, metric) ?? 0
    return done
  })
}

/** A plan's target as its goal's, in whole conversions, or money to the cent. */
export function targetOf(
  plan: { units: number; revenue: number | null; days: number },
  of: 'customers' | 'revenue',
  per: GoalTarget['per'],
): GoalTarget {
  const { units, revenue, days } = plan
  if (of === 'revenue' && revenue !== null) {
    return { revenue: Math.max(0.01, Math.round(100 * perRange(revenue, days, per)) / 100), per }
  }
  return { count: Math.max(1, Math.round(perRange(units, days, per))), per }
}
