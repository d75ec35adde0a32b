import './page.ts'
import { describe, expect, test } from 'vitest'
import { heightAt } from '../../dashboard/charts/curve.tsx'
import { readable } from '../../dashboard/charts/readable.ts'
import { spreadOf } from '../../dashboard/models/paid.ts'
import { adviceOf, usualOf } from '../../dashboard/views/return/advice.ts'
import { type Attribution, earner } from '../../dashboard/views/return/asked.ts'
import { heightOf, layoutOf } from '../../dashboard/views/return/bubbles.ts'
import { type Earned, earningsOf } from '../../dashboard/views/return/earned.ts'
import { highlightsOf } from '../../dashboard/views/return/highlights.ts'
import { nextOf, roundSum } from '../../dashboard/views/return/next-step.ts'
import { medianLength, runsOf, shareUpTo } from '../../dashboard/views/return/path-length.ts'

const ROW: Earned = {
  value: 'google',
  kind: 'visited',
  cost: 100,
  visits: 50,
  conversions: 10,
  revenue: 300,
  profit: 200,
  cpa: 10,
  roas: 3,
  interval: [2, 4],
  customers: 10,
  cac: 10,
  spread: null,
}
const USUAL = { cost: 150, cpa: 10 }
const CURVE = {
  form: 'log' as const,
  reason: null,
  days: 30,
  conversions: 200,
  mean_daily_spend: 30,
  marginal_cpa: 9,
  best_daily_spend: 60,
  curve: [
    { spend: 0, conversions: 0 },
    { spend: 30, conversions: 4 },
    { spend: 60, conversions: 6 },
  ],
}

describe('the advice', () => {
  test.each([
    ['surely above break-even with less spend than usual', {}, 'raise'],
    ['surely above it with more', { cost: 200 }, 'keep'],
    ['on either side of it', { interval: [0.8, 4] as const }, 'test'],
    ['surely below it', { roas: 0.5, interval: [0.2, 0.9] as const }, 'stop'],
    ['with too few people for an interval', { interval: null }, 'test'],
    // 29 / 10 = 2.9 expected: e^−2.9 = 5.5 %.
    ['of nothing for 2.9 expected', { cost: 29, roas: 0, interval: null, conversions: 0 }, 'test'],
    // 31 / 10 = 3.1: e^−3.1 = 4.5 %.
    ['of nothing for 3.1 expected', { cost: 31, roas: 0, interval: null, conversions: 0 }, 'stop'],
    // 50 / 10 = 5: 6 e⁻⁵ = 4.0 %.
    ['of one for 5 expected', { cost: 50, roas: 0.1, interval: null, conversions: 1 }, 'stop'],
    ['without spend', { cost: null, roas: null }, undefined],
    ['of goals without money', { roas: null }, undefined],
  ])('%s', (_, row, advice) => {
    expect(adviceOf({ ...ROW, ...row }, USUAL)).toBe(advice)
  })

  test('asks a row’s own days whether there is room', () => {
    const large = { ...ROW, cost: 1_000 }
    expect(adviceOf(large, USUAL, CURVE)).toBe('raise')
    expect(adviceOf(ROW, USUAL, { ...CURVE, best_daily_spend: 20 })).toBe('keep')
    expect(adviceOf(large, USUAL, { ...CURVE, best_daily_spend: null })).toBe('raise')
    expect(adviceOf(large, USUAL, { ...CURVE, form: null })).toBe('keep')
  })

  test('holds a row against those that cost something', () => {
    expect(usualOf([ROW, { ...ROW, cost: 300, conversions: 30 }, { ...ROW, cost: null }])).toEqual({
      cost: 200,
      cpa: 10,
    })
    expect(usualOf([])).toEqual({ cost: 0, cpa: null })
  })
})

test('the sentence names the surest gain and the greatest loss, of rows that cost more than a little', () => {
  const surest = { ...ROW, value: 'surest', interval: [2.5, 3] as const }
  const loser = { ...ROW, value: 'loser', roas: 0.2, profit: -80, interval: null }
  const tiny = { ...ROW, value: 'tiny', cost: 1, interval: [9, 9] as const }
  const { best, worst } = highlightsOf([ROW, surest, loser, tiny])
  expect([best?.value, worst?.value]).toEqual(['surest', 'loser'])
  expect(highlightsOf([{ ...ROW, interval: null }])).toEqual({ best: undefined, worst: undefined })
})

describe('bubbles', () => {
  test('stand by return with break-even in the middle, and none beyond the top', () => {
    expect([-1, 0, 1, 3, Number.POSITIVE_INFINITY].map(heightOf)).toEqual([0, 0, 0.5, 0.75, 1])
  })

  test('stand by spend in powers of ten, with round sums below them', () => {
    const rows = [10, 100, 1_000].map((cost) => ({ ...ROW, cost }))
    const { places, spends, much } = layoutOf(rows, 100)
    expect(places.map(({ x }) => Math.round(x * 1_000))).toEqual([76, 500, 924])
    expect(spends.map(({ value }) => value)).toEqual([10, 30, 100, 300, 1_000])
    expect(much).toBeCloseTo(0.5)
    expect(places[0]).toMatchObject({ y: 0.75, low: 2 / 3, high: 0.8, size: 1 })
  })

  test('have areas by new customers, and none too small to be seen', () => {
    const rows = [100, 25, 0].map((customers) => ({ ...ROW, customers }))
    expect(layoutOf(rows, 100).places.map(({ size }) => size)).toEqual([1, 0.5, 0.25])
  })

  test('of which one that covers another keeps its name to itself', () => {
    const place = { y: 0.5, low: 0, high: 1, size: 1 }
    const places = [0.5, 0.52, 0.8].map((x) => ({ ...place, x }))
    const room = { width: 500, height: 300 }
    expect(readable(places, ['first', 'second', 'third'], room)).toEqual([true, false, true])
  })
})

test('a label gives way to the word in its corner', () => {
  const at = (x: number, y: number) => ({ x, y, low: y, high: y, size: 1 })
  const corners = ['raise', 'keep', 'test', 'stop']
  const room = { width: 300, height: 300, corners }
  const places = [at(0.12, 0.01), at(0.5, 0.01), at(0.88, 0.9), at(0.5, 0.5)]
  expect(readable(places, ['autumn', 'brand', 'tools', 'tour'], room)).toEqual([
    false,
    true,
    false,
    true,
  ])
})

test('the next step is a third of the mean day in a round sum, and what the curve adds for it', () => {
  expect([9.9, 3.4, 0.07, 140].map(roundSum)).toEqual([10, 5, 0.05, 100])
  const step = nextOf(CURVE)
  // From 4 at 30 a day to 4 + 2 × 10 / 30 at 40.
  expect(step?.spend).toBe(10)
  expect(step?.conversions).toBeCloseTo(2 / 3)
  expect(step?.cpa).toBeCloseTo(15)
  expect(nextOf({ ...CURVE, form: null })).toBeUndefined()
})

test('between two points a curve is straight, and beyond the last it stays', () => {
  const points = [
    { x: 10, y: 2 },
    { x: 20, y: 4 },
  ]
  expect([5, 15, 20, 30].map((at) => heightAt(points, at))).toEqual([2, 3, 4, 4])
})

test('half of the paths are at most the median, and equal neighbours are one', () => {
  const lengths = [
    { length: 1, conversions: 3 },
    { length: 2, conversions: 2 },
    { length: 5, conversions: 4 },
  ]
  expect(medianLength(lengths)).toBe(2)
  expect(shareUpTo(lengths, 2)).toBeCloseTo(5 / 9)
  expect([medianLength([]), shareUpTo([], 1)]).toEqual([0, 0])
  expect(runsOf(['a', 'a', 'b', 'a'])).toEqual([
    { value: 'a', times: 2 },
    { value: 'b', times: 1 },
    { value: 'a', times: 1 },
  ])
})

test('of several models the least and the greatest return are told', () => {
  expect(spreadOf([1.5, null, 3, 2])).toEqual([1.5, 3])
  expect(spreadOf([1.5, null])).toBeNull()
})

test('a goal that alone brings money is what return is about', () => {
  const goal = { id: 'a', name: 'A', event: 'A', count: 'every' as const }
  const signup = { ...goal, id: 's', value: 'none' as const }
  const sale = { ...goal, id: 'p', value: 'revenue' as const }
  expect(earner([signup, sale])?.id).toBe('p')
  expect(earner([sale, { ...sale, id: 'q' }])).toBeUndefined()
  expect(earner([signup])).toBeUndefined()
})

const cell = (revenue: number, cost: number) => ({
  conversions: 2,
  revenue,
  cpa: cost / 2,
  cpa_interval: null,
  roas: cost > 0 ? revenue / cost : null,
  roas_interval: null,
  roi: null,
  new_customers: 1,
  cac: cost,
})
const told = (source: string | null, cost: number, [first, last]: [number, number]) => ({
  source,
  cost,
  visits: source === 'lost' || source === 'Unattributed' ? 0 : 10,
  clicks: null,
  impressions: null,
  models: { first: cell(first, cost), last: cell(last, cost) },
})

test('spend that leaves its value open stands beside what nobody paid for, and has no return', () => {
  const answer = {
    meta: { from: '2026-11-01', to: '2026-11-30', data_from: null, partial: false },
    rows: [told(null, 100, [900, 900]), told('google', 100, [300, 300])],
    totals: told(null, 200, [1_200, 1_200]),
  } as unknown as Attribution
  const { rows: read } = earningsOf(answer)
  expect(read.map(({ kind, cost, roas, profit }) => [kind, cost, roas, profit])).toEqual([
    ['open', 100, null, null],
    ['visited', 100, 3, 200],
  ])
  expect(usualOf(read)).toEqual({ cost: 100, cpa: 50 })
})

test('what came without spend is in the total, and in no return', () => {
  const rows = [
    told('google', 400, [1_000, 1_400]),
    told('lost', 100, [500, 100]),
    told('direct', 0, [50, 0]),
    told('Unattributed', 0, [7, 7]),
  ]
  const answer = {
    meta: { from: '2026-11-01', to: '2026-11-30', data_from: null, partial: false },
    rows,
    totals: told(null, 500, [1_557, 1_507]),
  } as unknown as Attribution
  const { level, model, paid, total, rows: read, before } = earningsOf(answer)
  expect([level, model]).toEqual(['source', 'first'])
  expect(paid).toMatchObject({ cost: 500, revenue: 1_500, roas: 3, profit: 1_000, cac: 250 })
  // By the last visit (1,400 + 100) / 500 = 3 as well.
  expect(paid.spread).toEqual([3, 3])
  expect(paid.values).toEqual(['google', 'lost'])
  expect(total.revenue).toBe(1_557)
  expect(read.map(({ kind }) => kind)).toEqual(['visited', 'unvisited', 'visited', 'unattributed'])
  expect(read.map(({ profit }) => profit)).toEqual([600, 400, null, null])
  expect(read[0]?.spread).toEqual([2.5, 3.5])
  expect(before).toBeUndefined()
})
