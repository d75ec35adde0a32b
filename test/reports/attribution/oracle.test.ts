import { afterAll, beforeAll, expect, test } from 'vitest'
import { minorDigits } from '../../../collector/money.ts'
import { type PlainRules, plainly } from './oracle.ts'
import { randomPeople } from './people.ts'
import { ALL_MODELS, type AttributedSite, attributedSite } from './site.ts'

const DAY = 86_400_000
const NOW = '2026-11-20T12:00:00Z'
const RATES = [
  { day: '2026-01-01', currency: 'EUR', rate: 1.0825 },
  { day: '2026-02-20', currency: 'EUR', rate: 1.1135 },
  { day: '2026-01-01', currency: 'SEK', rate: 0.0953 },
  { day: '2026-03-02', currency: 'SEK', rate: 0.1047 },
  { day: '2026-01-01', currency: 'JPY', rate: 0.0064 },
]

function rate(currency: string, day: number): number {
  if (currency === 'USD') return 1
  const known = RATES.filter((one) => one.currency === currency && Date.parse(one.day) / DAY <= day)
  return (known.at(-1)?.rate ?? 0) * 10 ** (2 - minorDigits(currency))
}

let site: AttributedSite

beforeAll(async () => {
  site = await attributedSite()
  await site.rates(RATES)
  site.take(randomPeople(11, 160))
  const row = { currency: 'SEK', cost: 33.33 }
  await site.spend([
    { ...row, date: '2026-02-01', source: 'google', medium: 'cpc', clicks: 4 },
    { ...row, date: '2026-02-28', source: 'google' },
    { ...row, date: '2026-03-02', source: 'nobody', campaign: 'x', cost: 0.01 },
    { ...row, date: '2026-03-03', source: 'facebook', cost: -5 },
    { ...row, date: '2025-12-01', source: 'facebook' },
  ])
})
afterAll(() => site.close())

const plain: PlainRules = {
  from: 0,
  to: 0,
  now: Date.parse(NOW),
  lookback: 30 * DAY,
  halfLife: 7 * DAY,
  exclude_direct: false,
  collapse_repeats: false,
  rate,
}

const asked = [
  { dimension: 'source', from: '2026-02-01', to: '2026-03-15' },
  { dimension: 'channel', from: '2026-01-01', to: '2026-06-30', exclude_direct: true },
  {
    dimension: 'medium',
    from: '2026-02-25',
    to: '2026-03-05',
    collapse_repeats: true,
    lookback: 90,
  },
  { dimension: 'source', from: '2026-03-01', to: '2026-03-31', lookback: 1, half_life: 0.5 },
  {
    dimension: 'source',
    from: '2026-02-10',
    to: '2026-02-10',
    exclude_direct: true,
    collapse_repeats: true,
  },
]

test.each(asked)('$dimension of $from to $to', async ({ from, to, ...request }) => {
  const { lookback = 30, half_life = 7 } = request
  const known = plainly(site, request.dimension, {
    ...plain,
    ...request,
    from: Date.parse(from),
    to: Date.parse(to) + DAY,
    lookback: lookback * DAY,
    halfLife: half_life * DAY,
  })
  const period = { from, to }
  const answer = await site.attribution({ ...request, period, models: [...ALL_MODELS] })
  for (const model of ALL_MODELS) {
    const rows = new Map(
      answer.rows.map((row) => [String(row[request.dimension]).toLowerCase(), row.models[model]]),
    )
    for (const [value, { conversions, cents, fresh }] of known[model] ?? []) {
      const cell = rows.get(value.toLowerCase())
      const about = `${model} ${value}`
      expect([about, cell?.revenue ?? 0]).toEqual([about, cents / 100])
      expect(cell?.conversions ?? 0, about).toBeCloseTo(conversions, 6)
      expect(cell?.new_customers ?? 0, about).toBeCloseTo(fresh, 6)
      rows.delete(value.toLowerCase())
    }
    for (const cell of rows.values()) expect(cell).toMatchObject({ conversions: 0, revenue: 0 })
  }
})

test.each(asked)('$dimension of $from to $to: sums', async ({ from, to, ...request }) => {
  const period = { from, to }
  const { rows, totals } = await site.attribution({ ...request, period, models: [...ALL_MODELS] })
  const metrics = ['conversions', 'revenue', 'visits']
  const stats = await site.stats({ period, metrics, goal: 'Buy' })
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((all, row) => all + Math.round(1e6 * of(row)), 0) / 1e6
  expect(totals.visits).toBe(stats.totals.visits)
  expect(sum(({ visits }) => visits)).toBe(stats.totals.visits)
  expect(sum(({ cost }) => cost ?? 0)).toBe(totals.cost)
  for (const model of ALL_MODELS) {
    expect(totals.models[model]?.conversions).toBe(stats.totals.conversions)
    expect(totals.models[model]?.revenue).toBe(stats.totals.revenue)
    expect(sum(({ models }) => models[model]?.conversions ?? 0)).toBeCloseTo(
      stats.totals.conversions ?? 0,
      4,
    )
    expect(sum(({ models }) => models[model]?.revenue ?? 0)).toBe(stats.totals.revenue)
  }
})

test('in whatever order people come, the answer is the same', async () => {
  const other = await attributedSite()
  await other.rates(RATES)
  const lines = randomPeople(11, 160)
  // By people backwards, each one's in their order, under the same ids.
  const named = lines.map((line, i) => ({ ...line, id: `event-${String(i + 1).padStart(6, '0')}` }))
  const people = new Set(named.map(({ visitor }) => visitor))
  for (const person of [...people].reverse()) {
    other.take(named.filter(({ visitor }) => visitor === person))
  }
  const request = { models: [...ALL_MODELS], intervals: false }
  const [one, two] = [await site.attribution(request), await other.attribution(request)]
  await other.close()
  const credit = ({ rows, paths }: typeof one) => ({
    rows: rows
      .map(({ source, models }) => [source, models.linear?.revenue, models.markov?.revenue])
      .sort(),
    paths,
  })
  const isCredited = ([, linear]: unknown[]) => linear !== 0
  expect(credit(two).rows.filter(isCredited)).toEqual(credit(one).rows.filter(isCredited))
  expect(credit(two).paths).toEqual(credit(one).paths)
})
