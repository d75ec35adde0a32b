import { type Random, random, type Weighted } from '../../../collector/demo/random.ts'
import { DAY } from '../../../collector/durations.ts'
import type { Act } from '../../../collector/reports/explain/act.ts'
import { daysOfPeriod, seasonOf } from '../../../collector/reports/explain/days.ts'
import { ValueNumbers } from '../../../collector/reports/explain/dimension-fold.ts'
import {
  type Explained,
  type ExplainedMetric,
  METRICS,
} from '../../../collector/reports/explain/metrics.ts'
import { type Cause, causesOf } from '../../../collector/reports/explain/named.ts'
import { PeriodFold } from '../../../collector/reports/explain/period-fold.ts'
import { valueRows } from '../../../collector/reports/explain/rows.ts'
import { localPeriod } from '../../../collector/reports/time/period.ts'

/** What is different in the second period: who still comes, and how many times as often they convert. */
export type Difference = (who: { channel: string; device: string }) => {
  stay?: number
  convert?: number
}

export interface Process {
  seed: number
  /** Of each of the two periods. */
  days: number
  /** People a day on average. */
  daily: number
  /** How far days vary by themselves: standard deviation of the logarithm of what is expected of them. */
  restless: number
  difference?: Difference
}

export const DIMENSIONS = ['channel', 'source', 'device', 'country', 'landing_page'] as const

const decreasing = (count: number): number[] => Array.from({ length: count }, (_, i) => 1 / (i + 1))
const named = (prefix: string, count: number): Weighted<string> =>
  decreasing(count).map((weight, i) => [`${prefix}${i}`, weight])

const DEVICES: Weighted<string> = [
  ['desktop', 6],
  ['mobile', 3],
  ['tablet', 1],
]
const COUNTRIES = named('country-', 20)
const PAGES = named('/', 40)
/** Of which each channel has three. */
const SOURCES = decreasing(18)
const QUIET_WEEKEND = 0.6

/** Box and Muller. */
function normal(chance: Random): number {
  return Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
}

/** People of one day, each in one visit or two, some of whom convert. */
function* peopleOf(
  day: number,
  { daily, restless, difference }: Process,
  chance: Random,
): Generator<Act[]> {
  const level = () => Math.exp(restless * normal(chance))
  const expected = daily * level() * (day % 7 < 5 ? 1 : QUIET_WEEKEND)
  const sources = SOURCES.map((weight, i) => [i, weight * level()] as const)
  const rate = 0.12 * level()
  const people = Math.round(expected + Math.sqrt(expected) * normal(chance))
  for (let i = 0; i < people; i++) {
    const source = chance.pick(sources)
    const who = { channel: `channel-${source % 6}`, device: chance.pick(DEVICES) }
    const { stay = 1, convert = 1 } = difference?.(who) ?? {}
    const values = [who.channel, `source-${source}`, who.device]
    values.push(chance.pick(COUNTRIES), chance.pick(PAGES))
    const at = day * DAY + i
    const visit = { at, starts: true, values, amount: 0 }
    const acts: Act[] = chance.chance(0.2) ? [visit, { ...visit, at: at + 1 }] : [visit]
    if (chance.chance(rate * convert)) acts.push({ ...visit, at: at + 2, starts: false, amount: 1 })
    if (chance.chance(stay)) yield acts
  }
}

const CALENDAR = { timezone: 'UTC', week_start: 'monday' } as const
/** 1970-01-05. */
const MONDAY = 4

/** What is named of two periods that follow each other. */
export function namedOf(process: Process, name: ExplainedMetric): Cause[] {
  const { difference: _, ...asEver } = process
  const chance = random(process.seed, process.days)
  const numbers = DIMENSIONS.map(() => new ValueNumbers(1_000))
  const metric = METRICS[name]
  const days = daysFrom(MONDAY, process.days)
  const next = daysFrom(MONDAY + process.days, process.days)
  const fold = (its: Days, one: Process) => {
    const counting = { once: metric.once, visitors: metric.isRate }
    const period = new PeriodFold(numbers, its, counting)
    for (let day = its.from; day < its.to; day++) {
      for (const acts of peopleOf(day, one, chance)) period.add(counted(acts, metric))
    }
    return period.folded(seasonOf(days, next))
  }
  const comparison = {
    before: fold(days, asEver),
    after: fold(next, process),
    values: numbers.map(({ values }) => values),
    days: { before: process.days, after: process.days },
    metric,
  }
  return causesOf(valueRows(comparison).flat(), comparison)
}

type Days = ReturnType<typeof daysFrom>

function daysFrom(from: number, length: number) {
  const days = { from, to: from + length }
  return { ...days, ...daysOfPeriod(localPeriod(days, CALENDAR)) }
}

function counted(acts: readonly Act[], { visit }: Explained): Act[] {
  return acts.map((act) => ({ ...act, amount: act.starts ? visit : act.amount }))
}
