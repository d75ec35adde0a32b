import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UnitEconomicsAnswer } from '../../collector/reports/customers/answer.ts'
import { type AttributedSite, attributedSite } from './attribution/site.ts'
import type { Line } from './site.ts'

const PERIOD = { from: '2026-08-15', to: '2026-11-20' }

let site: AttributedSite

/** 100.00 EUR a month, on from an UTC time. */
function told(at: string, who: object, subscription: object = {}): Line {
  const id = Object.values(who).join()
  const usual = { id, amount: 100, currency: 'EUR', interval: 'month', status: 'active' }
  return {
    ...{ name: 'subscription', at, visitor: undefined, ...who },
    subscription: { ...usual, ...subscription },
  }
}

function visit(at: string, user: string, source: string, more: object = {}): Line {
  return { at, user, visitor: `of ${user}`, path: `/?utm_source=${source}`, ...more }
}

async function ask(request: object = {}): Promise<UnitEconomicsAnswer> {
  return (await site.run('unit-economics', { period: PERIOD, ...request })) as UnitEconomicsAnswer
}

/** Months by some of their fields. */
function columns<Row extends object>(rows: readonly Row[], ...names: (keyof Row)[]): unknown[][] {
  return rows.map((row) => names.map((name) => row[name]))
}

beforeAll(async () => {
  site = await attributedSite({}, { currency: 'EUR', timezone: 'Europe/Berlin' })
  const acme = { account: 'acme' }
  site.take([
    visit('2026-08-03T10:00:00', 'ann', 'google'),
    visit('2026-09-03T10:00:00', 'ann', 'other'),
    visit('2026-08-01T10:00:00', 'bob', 'news', acme),
    visit('2026-07-20T10:00:00', 'cyd', 'google', { ...acme, visitor: 'c' }),
    told('2026-08-10T10:00:00', { user: 'ann' }, { plan: 'pro' }),
    told('2026-09-15T10:00:00', { user: 'ann' }, { plan: 'pro', quantity: 2 }),
    // 23:30 on the last day of August in Berlin, and on that of October, by then in winter time.
    told('2026-08-31T21:30:00', acme, { plan: 'team', amount: 50 }),
    told('2026-10-31T22:30:00', acme, { plan: 'team', amount: 50, status: 'ended' }),
    // Never visited; 300.00 a year.
    told('2026-09-05T10:00:00', { user: 'dan' }, { plan: 'pro', amount: 300, interval: 'year' }),
    // 00:30 on 1 November.
    told('2026-10-31T23:30:00', { user: 'eve' }, { currency: 'USD' }),
  ])
  await site.rates([
    { day: '2026-10-15', currency: 'USD', rate: 0.8 },
    { day: '2026-11-10', currency: 'USD', rate: 0.9 },
  ])
  await site.spend([
    { date: '2026-08-05', source: 'google', cost: 90, currency: 'EUR' },
    { date: '2026-10-05', source: 'google', cost: 40, currency: 'EUR' },
    // 100 × 0.80.
    { date: '2026-11-02', source: 'news', cost: 100, currency: 'USD' },
  ])
})
afterAll(() => site.close())

describe('the months', () => {
  test('are whole ones of the site’s zone, from the first subscription on', async () => {
    const { months, meta } = await ask({ period: { from: '2026-01-20', to: '2026-11-20' } })
    expect(columns(months, 'month', 'partial', 'start_mrr', 'end_mrr')).toEqual([
      // ann 100.00, acme 50.00 half an hour before midnight.
      ['2026-08', false, 0, 150],
      // ann 100.00 more, dan 300.00 / 12 = 25.00.
      ['2026-09', false, 150, 275],
      // acme leaves half an hour before midnight.
      ['2026-10', false, 275, 225],
      // eve: 100.00 × 0.80, at the rate that November began with.
      ['2026-11', true, 225, 305],
    ])
    expect(columns(months, 'new', 'expansion', 'churn', 'fx', 'churned_customers')).toEqual([
      [150, 0, 0, 0, 0],
      [25, 100, 0, 0, 0],
      [0, 0, 50, 0, 1],
      [80, 0, 0, 0, 0],
    ])
    expect(meta).toMatchObject({ from: '2026-01-20', warnings: [], unconverted: [] })
  })

  test('are those that the period touches', async () => {
    const { months } = await ask({ period: { from: '2026-09-30', to: '2026-10-01' } })
    expect(columns(months, 'month', 'start_mrr')).toEqual([
      ['2026-09', 150],
      ['2026-10', 275],
    ])
    expect((await ask({ period: { from: '2026-01-01', to: '2026-02-01' } })).months).toEqual([])
  })

  test('tell of churn, worth and cost', async () => {
    const { months } = await ask({ other_costs: [{ month: '2026-08', amount: 30 }] })
    const [august, september, october, november] = months
    // (90 + 30) / 2 customers; 75.00 × 0.8 = 60.00 a month from each.
    expect(august).toMatchObject({ cac: 60, arpa: 75, payback_months: 1, customer_churn: null })
    expect(september).toMatchObject({ cac: null, customer_churn: 0, nrr: 1 + 100 / 150 })
    // 40.00, and nobody won.
    expect(october).toMatchObject({ cac: null, customer_churn: 1 / 3, arr: 2_700 })
    // 100.00 USD × 0.80, at the rate of its day.
    expect(november).toMatchObject({ cac: 80, ltv: null, ltv_60: null })
    expect((await ask({ gross_margin: 0.4 })).months[0]).toMatchObject({
      cac: 45,
      payback_months: 1.5,
    })
  })
})

test('cohorts are told whole, and together are each month’s end', async () => {
  const { cohorts } = await ask({ period: { from: '2026-10-01', to: '2026-11-20' } })
  expect(cohorts).toEqual([
    { month: '2026-08', customers: [2, 2, 1, 1], mrr: [150, 250, 200, 200] },
    { month: '2026-09', customers: [1, 1, 1], mrr: [25, 25, 25] },
    { month: '2026-10', customers: [0, 0], mrr: [0, 0] },
    { month: '2026-11', customers: [1], mrr: [80] },
  ])
})

describe('by a dimension', () => {
  test('customers stand by their first visit, an account by the earliest of its people', async () => {
    const { by = [] } = await ask({ dimension: 'source' })
    expect(columns(by, 'value', 'month', 'start_mrr', 'end_mrr', 'churned_customers')).toEqual([
      ['google', '2026-10', 250, 200, 1],
      [null, '2026-10', 25, 25, 0],
    ])
  })

  test('the plan is the one they have, or had', async () => {
    const { by = [] } = await ask({ dimension: 'plan' })
    expect(columns(by, 'value', 'start_mrr', 'churn', 'end_mrr', 'customers_end')).toEqual([
      ['pro', 225, 0, 225, 2],
      ['team', 50, 50, 0, 0],
    ])
  })

  test('spend is that of the value; costs beside it are nobody’s own', async () => {
    const period = { from: '2026-08-01', to: '2026-08-31' }
    const other_costs = [{ month: '2026-08', amount: 30 }]
    const { by = [] } = await ask({ period, dimension: 'source', other_costs })
    expect(columns(by, 'value', 'new_customers', 'cac')).toEqual([['google', 2, 45]])
    const { by: plans = [] } = await ask({ period, dimension: 'plan', other_costs })
    expect(columns(plans, 'value', 'cac')).toEqual([
      ['pro', null],
      ['team', null],
    ])
  })

  test('a running month has none', async () => {
    const period = { from: '2026-11-01', to: '2026-11-20' }
    expect((await ask({ period, dimension: 'plan' })).by).toEqual([])
  })

  test.each(['page', 'event', 'time:month', 'visitor_kind', 'acount', 'plans'])(
    '%s is none of customers',
    async (dimension) => {
      await expect(ask({ dimension })).rejects.toMatchObject({ status: 422 })
    },
  )
})

test('filters choose customers by their first visit', async () => {
  const google = await ask({ filters: [['is', 'source', ['google']]] })
  expect(columns(google.months, 'end_mrr', 'cac')).toEqual([
    [150, 45],
    [250, null],
    [200, null],
    [200, null],
  ])
  const other = await ask({ filters: [['is', 'source', ['other']]] })
  expect([other.months, other.cohorts]).toEqual([[], []])
})

test('spend does not tell of countries', async () => {
  const { months, meta } = await ask({ filters: [['is', 'country', [null]]] })
  expect(months[0]).toMatchObject({ new_customers: 2, cac: null })
  expect(meta.warnings).toEqual([
    'spend does not tell what the filters ask about: what a customer costs to win is not known',
  ])
})

test('other costs are those of all', async () => {
  const other_costs = [{ month: '2026-08', amount: 30 }]
  const { months, meta } = await ask({ other_costs, filters: [['is', 'source', ['google']]] })
  expect(months[0]?.cac).toBe(45)
  expect(meta.warnings).toHaveLength(1)
})

describe('what cannot be right', () => {
  let odd: AttributedSite
  beforeAll(async () => {
    odd = await attributedSite({}, { currency: 'EUR' })
    odd.take([
      told('2026-08-10T10:00:00', { user: 'ann' }, { id: 's', currency: 'SEK' }),
      told('2026-09-10T10:00:00', { user: 'ann' }, { id: 'gone', status: 'ended' }),
      told('2026-09-10T10:00:00', { user: 'bob' }, { id: 's', amount: 20 }),
      // Lies ahead, and has not happened.
      told('2026-11-29T10:00:00', { user: 'cyd' }, { id: 'later' }),
    ])
    await odd.spend([{ date: '2026-08-05', source: 'x', cost: 5, currency: 'SEK' }])
  })
  afterAll(() => odd.close())

  test('is said and listed, never guessed', async () => {
    const answer = (await odd.run('unit-economics', { period: PERIOD })) as UnitEconomicsAnswer
    expect(columns(answer.months, 'customers_end', 'end_mrr')).toEqual([
      [1, 0],
      [2, 20],
      [2, 20],
      [2, 20],
    ])
    expect(answer.meta.unconverted).toEqual([{ currency: 'SEK', amount: 100, events: 1 }])
    expect(answer.doubted).toEqual([
      { subscription: 'gone', doubt: 'never_begun', customers: ['ann'], more: 0 },
      { subscription: 's', doubt: 'two_customers', customers: ['ann', 'bob'], more: 0 },
    ])
    expect(answer.meta.warnings).toHaveLength(3)
  })
})

test('a site without subscriptions has nothing to tell', async () => {
  const none = await attributedSite()
  try {
    const answer = await none.run('unit-economics', { period: PERIOD, dimension: 'plan' })
    expect(answer).toMatchObject({ months: [], by: [], cohorts: [], doubted: [] })
  } finally {
    await none.close()
  }
})
