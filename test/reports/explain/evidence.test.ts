import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Act } from '../../../collector/reports/explain/act.ts'
import { ValueNumbers } from '../../../collector/reports/explain/dimension-fold.ts'
import {
  type Frame,
  type Measured,
  testOfMean,
  testOfRate,
  testOfShare,
  testOfVolume,
} from '../../../collector/reports/explain/evidence.ts'
import { PeriodFold } from '../../../collector/reports/explain/period-fold.ts'
import {
  type Season,
  spreadOfCounts,
  spreadOfRates,
  spreadWhileThere,
} from '../../../collector/reports/explain/spread.ts'

type Row = [person: number, day: number, amount: number]

interface Golden {
  season: Season
  /** Acts of people who have the value, before and after, and of those who have another. */
  value: [Row[], Row[]]
  others: [Row[], Row[]]
  people: [number, number]
  volume: number
  share: number
  rate: number
  mean: number
}

/** Made by `test/golden/explain.py`. */
const golden: Golden[] = JSON.parse(
  readFileSync(new URL('../../golden/explain.json', import.meta.url), 'utf8'),
)
const DAYS = 14

/** People in order, the acts of each together. */
function peopleOf(rows: readonly Row[], value: string): Act[][] {
  const people = new Map<number, Act[]>()
  for (const [person, day, amount] of rows) {
    const own = people.get(person) ?? []
    people.set(person, [...own, { at: day, starts: true, values: [value], amount }])
  }
  return [...people.values()]
}

function measured(one: Golden, period: 0 | 1, once: boolean): Measured | undefined {
  const numbers = [new ValueNumbers(10)]
  const days = { count: DAYS, indexOf: (at: number) => at }
  const fold = new PeriodFold(numbers, days, { once, visitors: false })
  for (const acts of peopleOf(one.value[period], 'it')) fold.add(acts)
  for (const acts of peopleOf(one.others[period], 'another')) fold.add(acts)
  const folded = fold.folded(one.season)
  expect(folded.people).toBe(one.people[period])
  return folded.dimensions[0]?.[1]
}

function near(found: number | undefined, known: number): void {
  expect(Math.abs((found ?? 0) / known - 1)).toBeLessThan(1e-9)
}

test.each(golden)(
  'tests of a value are those that scipy makes of its acts ($people people)',
  (one) => {
    const both = (once: boolean) => {
      const [before, after] = [measured(one, 0, once), measured(one, 1, once)]
      if (!before || !after) throw new Error('nobody has the value')
      return { before, after }
    }
    const [people] = [{ before: one.people[0], after: one.people[1] }]
    const frame: Frame = { days: { before: DAYS, after: DAYS }, people }
    near(testOfVolume(both(true), frame), one.volume)
    near(testOfShare(both(true), frame), one.share)
    near(testOfRate(both(true), frame), one.rate)
    near(testOfMean(both(false), frame), one.mean)
  },
)

test('days apart as by chance have as many squares as degrees of freedom', () => {
  expect(spreadOfCounts([8, 12, 10, 10], 1)).toEqual({ squares: 0.8, df: 3 })
  const rates = spreadOfRates({ people: [10, 10, 0], amounts: [5, 1, 0], variance: 0.21 }, 1)
  expect(rates.squares).toBeCloseTo(8 / 2.1, 12)
  expect(rates.df).toBe(1)
})

test('a quiet Sunday is no spread among days that are like the same days of other weeks', () => {
  const weeks = Array.from({ length: 21 }, (_, day) => (day % 7 === 6 ? 10 : 100))
  expect(spreadOfCounts(weeks, 7)).toEqual({ squares: 0, df: 14 })
  expect(spreadOfCounts(weeks, 1).squares).toBeGreaterThan(200)
})

test('days before something began are no spread of it', () => {
  const days = Float64Array.from({ length: 28 }, (_, day) => (day < 20 ? 0 : 50))
  expect(spreadWhileThere(days, 7)).toEqual({ squares: 0, df: 7 })
  expect(spreadOfCounts(days, 7).squares).toBeGreaterThan(500)
  const burst = Float64Array.from({ length: 28 }, (_, day) => (day === 20 ? 50 : 0))
  expect(spreadWhileThere(burst, 7)).toEqual(spreadOfCounts(burst, 7))
})

test('where a period is a day the normal distribution serves', () => {
  const alone = (n: number): Measured => ({
    ...{ n, sum: n, sum_squares: n },
    people_spread: spreadOfCounts([n], 1),
    spread_while_there: spreadOfCounts([n], 1),
    share_spread: { squares: 0, df: 0 },
    rate_spread: { squares: 0, df: 0 },
  })
  const frame = { days: { before: 1, after: 1 }, people: { before: 50, after: 100 } }
  // z = (80 − 40) / √120 = 3.6515; 2 × scipy.stats.norm.sf(3.651483716701107) = 0.0002607296328553162
  near(testOfVolume({ before: alone(40), after: alone(80) }, frame), 0.0002607296328553162)
})
