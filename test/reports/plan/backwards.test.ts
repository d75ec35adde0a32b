import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backwards, broughtBy } from '../../../collector/reports/plan/backwards.ts'
import type { Source } from '../../../collector/reports/plan/source.ts'

const source = (more: Partial<Source>): Source => ({
  visits: 0,
  stages: [0],
  conversions: 0,
  cost: 0,
  response: undefined,
  best: null,
  locked: false,
  ...more,
})
const bought = (units: number, cost: number, more: Partial<Source> = {}) =>
  source({ visits: 100 * units, stages: [units], conversions: units, cost, ...more })

const month = { days: 30, horizon: 30, rates: [undefined] }

test('what comes by itself goes on, and what is beyond a ceiling goes to those below theirs', () => {
  const organic = source({ visits: 600, stages: [30], conversions: 30 })
  const a = bought(40, 1_000, { best: (45 / 40) * (1_000 / 30) })
  const b = bought(20, 1_000, { best: (60 / 20) * (1_000 / 30) })
  const { sources, reached } = backwards([organic, a, b], { ...month, target: 100 })
  expect(reached).toBeCloseTo(100, 9)
  const units = sources.map(({ stages }) => stages[0] ?? 0)
  expect(units[0]).toBeCloseTo(30, 9)
  expect(units[1]).toBeCloseTo(45, 9)
  expect(units[2]).toBeCloseTo(25, 9)
  expect(sources.map(({ spend }) => Math.round(spend))).toEqual([0, 1_125, 1_250])
  expect(sources.map(({ visits }) => Math.round(visits ?? 0))).toEqual([600, 4_500, 2_500])
})

test('nobody knows what more than twice the present spend brings', () => {
  const { sources, reached } = backwards([bought(10, 300)], { ...month, target: 50 })
  expect(reached).toBeCloseTo(20, 9)
  expect(sources[0]?.ceiling).toMatchObject({ daily_spend: 20, why: 'untried' })
})

test('stages go back by the rates between them, a source with few units by those of all', () => {
  const large = source({ visits: 1_000, stages: [100, 20], conversions: 20, cost: 100 })
  const small = source({ visits: 100, stages: [2, 1], conversions: 1, cost: 5 })
  const asked = { ...month, target: 21, rates: [undefined, undefined] }
  const { sources } = backwards([large, small], asked)
  expect(sources[0]?.rates).toEqual([0.1, 0.2])
  expect(sources[1]?.rates).toEqual([102 / 1_100, 21 / 102])
  expect(sources[0]?.stages[0]).toBeCloseTo(100, 6)
})

test('twice the rate needs half the visits, and brings twice as much by itself', () => {
  const organic = source({ visits: 1_000, stages: [10], conversions: 10 })
  const asked = { ...month, target: 100, rates: [0.02] }
  const { sources } = backwards([organic, bought(10, 100)], asked)
  expect(sources[0]?.stages).toEqual([20])
  // 80 at 2 % of 100 visits a unit at 1 %: ceiling 2 × 10 × 2.
  expect(sources[1]?.stages[0]).toBeCloseTo(40, 9)
  expect(sources[1]?.visits).toBeCloseTo(2_000, 6)
})

test('what came without a visit of the period grows by a rate as anything does', () => {
  const earlier = source({ stages: [10], conversions: 10 })
  const organic = source({ visits: 1_000, stages: [50], conversions: 50 })
  const { sources } = backwards([earlier, organic], { ...month, target: 200, gains: [2] })
  expect(sources.map(({ stages }) => stages[0])).toEqual([20, 100])
  expect(sources.map(({ ceiling }) => ceiling.units)).toEqual([20, 100])
})

test('twice the days bring twice as much for twice the spend', () => {
  const { sources } = backwards([bought(10, 100)], { ...month, horizon: 60, target: 20 })
  expect(sources[0]?.spend).toBeCloseTo(200, 6)
})

test('along a curve each unit costs more than the one before', () => {
  const response = {
    form: 'log' as const,
    base: 0,
    height: 10,
    scale: 50,
    power: 1,
    rss: 0,
    aicc: 0,
  }
  // 10·ln(1 + 100 / 50) = 10.99 a day at 100.
  const now = 30 * 10 * Math.log(3)
  const curved = bought(now, 3_000, { response, best: 400 })
  const { sources } = backwards([curved], { ...month, target: 30 * 10 * Math.log(5) })
  expect(sources[0]?.spend).toBeCloseTo(30 * 200, 3)
})

test('no plan promises more than its target or its ceilings, and none is lost below them', () => {
  const one = fc.record({
    units: fc.integer({ min: 0, max: 200 }),
    cost: fc.integer({ min: 0, max: 5_000 }),
    best: fc.option(fc.integer({ min: 0, max: 500 })),
  })
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 8 }),
      fc.integer({ min: 1, max: 2_000 }),
      (all, target) => {
        const sources = all.map(({ units, cost, best }) => bought(units, cost, { best }))
        const planning = backwards(sources, { ...month, target })
        const most = planning.sources.reduce((sum, { ceiling }) => sum + ceiling.units, 0)
        const free = planning.sources
          .filter(({ ceiling }) => ceiling.why === 'unpaid')
          .reduce((sum, { ceiling }) => sum + ceiling.units, 0)
        expect(planning.reached).toBeCloseTo(Math.max(free, Math.min(target, most)), 6)
        for (const { stages, ceiling, spend } of planning.sources) {
          expect(stages[0]).toBeLessThanOrEqual(ceiling.units + 1e-9)
          expect(spend).toBeLessThanOrEqual(30 * ceiling.daily_spend + 1e-6)
        }
      },
    ),
  )
})

test('what is locked goes on as it does, and the others take its part', () => {
  const a = bought(40, 800, { locked: true })
  const { sources } = backwards([a, bought(20, 200)], { ...month, target: 75 })
  expect(sources.map(({ stages }) => stages[0])).toEqual([40, 35])
  expect(sources[0]).toMatchObject({ spend: 800, marginal: null, ceiling: { why: 'locked' } })
  expect(sources[1]?.spend).toBeCloseTo(350, 6)
  expect(sources[1]?.marginal).toBeCloseTo(10, 6)
})

test('a gain is that many times each source’s own rate', () => {
  const a = bought(40, 800)
  const b = { ...bought(20, 200), visits: 200 }
  const { sources } = backwards([a, b], { ...month, target: 60, gains: [1.5] })
  expect(sources[0]?.rates[0]).toBeCloseTo(0.015, 12)
  expect(sources[1]?.rates[0]).toBeCloseTo(0.15, 12)
  expect(sources.reduce((sum, { spend }) => sum + spend, 0)).toBeCloseTo(1_000 / 1.5, 6)
})

test('half as much again of the spend brings half as much again, up to the ceiling', () => {
  const organic = source({ visits: 600, stages: [30], conversions: 30 })
  const all = [organic, bought(40, 800), bought(20, 200)]
  expect(broughtBy(all, { ...month, target: 1 }, 1_500)).toBeCloseTo(120, 9)
  expect(broughtBy(all, { ...month, target: 1 }, 9_000)).toBeCloseTo(150, 9)
  expect(broughtBy(all, { ...month, target: 1 }, 0)).toBeCloseTo(30, 9)
})

test('what is locked is paid first, and in part where the money is less than it costs', () => {
  const organic = source({ visits: 600, stages: [30], conversions: 30 })
  const all = [organic, bought(40, 800, { locked: true }), bought(20, 200)]
  const brought = [1_200, 1_000, 900, 800, 400, 0].map((spend) =>
    broughtBy(all, { ...month, target: 1 }, spend),
  )
  // 30 + 40 + 20 × (spend − 800) / 200, and below 800 what its part of 40 is.
  expect(brought).toEqual([110, 90, 80, 70, 50, 30])
})

test('a locked row with less money goes back along its curve, from what it brings now', () => {
  const curve = { form: 'log' as const, base: 0, height: 10, scale: 50, power: 1 }
  const response = { ...curve, rss: 0, aicc: 0 }
  const held = bought(300, 3_000, { response, best: 400, locked: true })
  // At 100 a day 10·ln 3 by the curve, at 50 a day 10·ln 2.
  const brought = broughtBy([held], { ...month, target: 1 }, 1_500)
  expect(brought).toBeCloseTo((300 * Math.log(2)) / Math.log(3), 9)
})

test('what no visit led to grows by later rates, never by that of visits, and is no part of it', () => {
  const server = source({ visits: null, stages: [10, 5], conversions: 5 })
  const organic = source({ visits: 1_000, stages: [40, 20], conversions: 20 })
  const few = source({ visits: 100, stages: [1, 1], conversions: 1 })
  const asked = { ...month, target: 100, rates: [undefined, undefined], gains: [2, 1.5] }
  const { sources } = backwards([server, organic, few], asked)
  expect(sources[0]).toMatchObject({ visits: 0, stages: [10, 7.5], rates: [null, 0.75] })
  expect(sources[1]?.stages).toEqual([80, 60])
  // 41 leads of 1,100 visits, twice; 26 customers of 51 leads, half as many again.
  expect(sources[2]?.rates[0]).toBeCloseTo((2 * 41) / 1_100, 12)
  expect(sources[2]?.rates[1]).toBeCloseTo((1.5 * 26) / 51, 12)
})

test('the ceiling is said to be reached only where it is', () => {
  const { sources } = backwards([bought(10, 300), source({ stages: [3] })], {
    ...month,
    target: 50,
  })
  expect(sources.map(({ ceiling }) => ceiling.reached)).toEqual([true, false])
})

test('what is not bought keeps its visits, and of what brought nobody nothing is bought', () => {
  const organic = source({ visits: 900, stages: [40, 2], conversions: 2 })
  const barren = source({ visits: 300, stages: [3, 0], cost: 60 })
  const paid = source({ visits: 600, stages: [60, 20], conversions: 20, cost: 200 })
  const asked = { ...month, rates: [], gains: [1.5], target: 33 }
  const { sources } = backwards([organic, barren, paid], asked)
  expect(sources.map(({ visits }) => Math.round(visits ?? 0))).toEqual([900, 0, 600])
  expect(sources[0]?.stages).toEqual([60, 3])
  expect(sources[1]).toMatchObject({ spend: 0, ceiling: { why: 'fruitless', reached: false } })
})
