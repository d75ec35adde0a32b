import type { AttributionAnswer } from '../reports/attribution.ts'
import type { DataQualityAnswer } from '../reports/data-quality.ts'
import type { ExplainAnswer } from '../reports/explain.ts'
import type { StatsAnswer } from '../reports/stats.ts'
import { dayNumber, monthOf, startOfMonth, startOfWeek } from '../reports/time/calendar.ts'
import { type DateRange, datesOf } from '../reports/time/period.ts'
import type { UsualAnswer } from '../reports/usual/answer.ts'
import type { Goal } from '../settings/goals.ts'
import type { Site } from '../settings/sites.ts'
import type { Metric } from '../vocabulary.ts'
import { comparedRange, type Interval, type Per, rangeOf } from './schedule.ts'

/** Asks a report of the site. */
export type Ask = (report: string, request: object) => Promise<unknown>

export interface Asked {
  site: Site
  goals: readonly Goal[]
  /** Whether anything was ever spent on it. */
  has_spend: boolean
  per: Per
  interval: Interval
}

/** A goal with a target, and how far it has come in the week, month or quarter that the last day told of lies in. */
export interface Aim {
  goal: Goal
  range: DateRange
  /** What it has reached by then: conversions, or money in the site's currency. */
  done: number
}

/** All that a digest tells, as the reports say it. */
export interface Facts {
  /** The goal that the site is about; undefined: all of them. */
  main: Goal | undefined
  metrics: readonly Metric[]
  stats: StatsAnswer
  usual: UsualAnswer
  /** What explains the first surprise, where there is one. */
  why: ExplainAnswer | undefined
  movers: readonly { dimension: 'source' | 'page'; answer: StatsAnswer }[]
  aims: readonly Aim[]
  quality: DataQualityAnswer
  paid: AttributionAnswer | undefined
}

const MOST_AIMS = 8
const MOST_MOVED = 50
export const MODEL = 'last_non_direct'

/** Those that a change can be explained of. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'visitors',
  'visits',
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
])

/** As the overview has them: with goals what they bring, money where they bring any. */
function metricsOf(goals: readonly Goal[], main: Goal | undefined): Metric[] {
  if (goals.length === 0) {
    return ['visitors', 'visits', 'pageviews', 'bounce_rate', 'visit_duration']
  }
  const earns = main ? main.value !== 'none' : goals.some(({ value }) => value !== 'none')
  const last: Metric = earns ? 'revenue' : 'pageviews'
  return ['visitors', 'visits', 'conversions', 'conversion_rate', last]
}

/** One after the other: a digest waits for people. */
export async function factsFor(ask: Ask, asked: Asked): Promise<Facts> {
  const { site, goals, per, interval } = asked
  const period = rangeOf(interval)
  const compare = comparedRange(per, interval)
  const main = goals.find(({ id }) => id === site.main_goal)
  const ofMain = main ? { goal: main.id } : {}
  const metrics = metricsOf(goals, main)
  const course = per === 'day' ? [] : [per === 'week' ? 'time:day' : 'time:week']
  const common = { period, compare }
  const stats = (await ask('stats', {
    ...common,
    ...ofMain,
    metrics: [...metrics, 'events'],
    dimensions: course,
  })) as StatsAnswer
  const usual = (await ask('usual', { period, ...ofMain, metrics })) as UsualAnswer
  return {
    main,
    metrics,
    stats,
    usual,
    why: await reasonsFor(ask, usual, ofMain),
    movers: await moversFor(ask, common),
    aims: await aimsFor(ask, asked),
    quality: (await ask('data-quality', { period })) as DataQualityAnswer,
    paid: await paidFor(ask, asked, { ...common, ...ofMain }),
  }
}

async function reasonsFor(
  ask: Ask,
  { surprises: [surprise] }: UsualAnswer,
  ofMain: object,
): Promise<ExplainAnswer | undefined> {
  if (!surprise || !EXPLAINED.has(surprise.metric)) return undefined
  const { from, to, metric } = surprise
  return (await ask('explain', {
    ...ofMain,
    period: { from, to },
    metric,
    against: 'previous',
    match: 'weekday',
    dimensions: ['channel', 'source', 'landing_page', 'country', 'device'],
  })) as ExplainAnswer
}

async function moversFor(ask: Ask, common: object): Promise<Facts['movers']> {
  const movers: Facts['movers'][number][] = []
  for (const dimension of ['source', 'page'] as const) {
    const answer = (await ask('stats', {
      ...common,
      metrics: ['visitors'],
      dimensions: [dimension],
      order_by: [['change:visitors', 'desc']],
      limit: MOST_MOVED,
    })) as StatsAnswer
    movers.push({ dimension, answer })
  }
  return movers
}

async function aimsFor(ask: Ask, { site, goals, interval }: Asked): Promise<Aim[]> {
  const aims: Aim[] = []
  for (const goal of goals.filter(({ target }) => target).slice(0, MOST_AIMS)) {
    const range = aimedRange(goal, site, interval.to - 1)
    const period = { from: range.from, to: rangeOf(interval).to }
    const metric = goal.target?.revenue === undefined ? 'conversions' : 'revenue'
    const request = { period, goal: goal.id, metrics: [metric] }
    const { totals } = (await ask('stats', request)) as StatsAnswer
    aims.push({ goal, range, done: totals[metric] ?? 0 })
  }
  return aims
}

/** The calendar week, month or quarter that a day lies in. */
function aimedRange({ target }: Goal, { week_start }: Site, day: number): DateRange {
  if (target?.per === 'week') {
    const from = startOfWeek(day, week_start)
    return datesOf({ from, to: from + 7 })
  }
  const months = target?.per === 'quarter' ? 3 : 1
  const first = Math.floor(monthOf(day) / months) * months
  return datesOf({ from: startOfMonth(first), to: startOfMonth(first + months) })
}

async function paidFor(
  ask: Ask,
  { has_spend, goals }: Asked,
  common: object,
): Promise<AttributionAnswer | undefined> {
  // Without goals nothing says what it brought.
  if (!has_spend || goals.length === 0) return undefined
  const request = { ...common, dimension: 'channel', models: [MODEL], top: 0, intervals: false }
  return (await ask('attribution', request)) as AttributionAnswer
}

/** Days of a range after a date. */
export function daysLeft({ to }: DateRange, date: string): number {
  return dayNumber(to) - dayNumber(date)
}

/** Whether nothing at all was counted. */
export function isEmpty({ stats: { totals } }: Facts): boolean {
  return (totals.visits ?? 0) === 0 && (totals.events ?? 0) === 0
}
