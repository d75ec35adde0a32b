import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { replaceAliases } from '../../../collector/settings/aliases.ts'
import { GoalInput } from '../../../collector/settings/goals.ts'
import { ALL_MODELS, type AttributedSite, attributedSite, buy, credited, visit } from './site.ts'

let site: AttributedSite

beforeEach(async () => {
  site = await attributedSite()
})
afterEach(() => site.close())

describe('spend finds visits by keys that are normalised as theirs are', () => {
  test('spellings of a source and a campaign', async () => {
    site.take([
      {
        at: '2026-03-01T10:00:00',
        path: '/?utm_source=fb&utm_campaign=spring%20sale',
        visitor: 'p',
      },
    ])
    const row = { date: '2026-03-01', source: 'Facebook', campaign: ' Spring  Sale ', cost: 10 }
    await site.spend([{ ...row, currency: 'USD' }])
    const { rows, unmatched_spend } = await site.attribution({ dimension: 'campaign' })
    expect(rows).toMatchObject([{ campaign: 'spring sale', cost: 10, visits: 1 }])
    expect(unmatched_spend).toEqual([])
  })

  test('spend of a month without visits is called as the site has known it before', async () => {
    const landing = (campaign: string) => ({
      at: '2026-03-01T10:00:00',
      path: `/?utm_source=fb&utm_campaign=${campaign}`,
      visitor: campaign,
    })
    site.take([landing('spring+sale'), landing('Summer')])
    const row = { date: '2026-04-01', source: 'fb', currency: 'USD' }
    await site.spend([
      { ...row, cost: 4, campaign: 'Spring SALE' },
      { ...row, cost: 2, campaign: 'summer' },
      { ...row, cost: 1, campaign: 'Unheard' },
    ])
    const period = { from: '2026-04-01', to: '2026-04-30' }
    const { rows } = await site.attribution({ dimension: 'campaign', period })
    const told = rows.map(({ campaign, cost, visits }) => [campaign, cost, visits])
    expect(told).toEqual([
      ['spring sale', 4, 0],
      ['Summer', 2, 0],
      ['Unheard', 1, 0],
    ])
  })

  test('keys coarser than the dimension stand beside null, unknown ones in rows of their own', async () => {
    site.take([
      { at: '2026-03-01T10:00:00', path: '/?utm_source=fb&utm_campaign=a&utm_id=7', visitor: 'p' },
      { at: '2026-03-02T10:00:00', path: '/?utm_source=fb&utm_campaign=b', visitor: 'p' },
    ])
    const row = { date: '2026-03-01', source: 'fb', currency: 'USD' }
    await site.spend([
      { ...row, cost: 1 },
      { ...row, cost: 2, campaign: 'B', clicks: 5 },
      { ...row, cost: 4, campaign: 'renamed', campaign_id: '7', clicks: 3, impressions: 9 },
      { ...row, cost: 8, campaign: 'Unheard' },
    ])
    const { rows, totals, unmatched_spend } = await site.attribution({ dimension: 'campaign' })
    const costs = rows.map(({ campaign, cost, clicks, visits }) => [campaign, cost, clicks, visits])
    expect(costs).toEqual([
      ['Unheard', 8, null, 0],
      ['a', 4, 3, 1],
      ['b', 2, 5, 1],
      [null, 1, null, 0],
    ])
    expect(totals).toMatchObject({ cost: 15, clicks: 8, impressions: 9, visits: 2 })
    expect(unmatched_spend).toMatchObject([{ source: 'facebook', campaign: 'Unheard', cost: 8 }])
    const byCountry = await site.attribution({ dimension: 'device' })
    expect(byCountry.rows.find(({ device }) => device === null)).toMatchObject({ cost: 15 })
  })
})

test('an alias moves what was misspelt, in spend as in visits', async () => {
  site.take([
    { at: '2026-03-01T10:00:00', path: '/?utm_source=fb&utm_campaign=spring%20sale', visitor: 'p' },
  ])
  const row = { date: '2026-03-01', source: 'fb', campaign: 'sprng sale', cost: 10 }
  await site.spend([{ ...row, currency: 'USD' }])
  const before = await site.attribution({ dimension: 'campaign' })
  expect(before.unmatched_spend).toHaveLength(1)
  await replaceAliases(site.settings, site.id, {
    source: {},
    medium: {},
    campaign: { 'sprng sale': 'spring sale' },
  })
  const after = await site.attribution({ dimension: 'campaign' })
  expect(after.unmatched_spend).toEqual([])
  expect(after.rows).toMatchObject([{ campaign: 'spring sale', cost: 10 }])
})

test('a filter gives the credit of the rows that it names, and their cost', async () => {
  const row = { date: '2026-03-02', cost: 10, currency: 'USD' }
  await site.spend([
    { ...row, source: 'google', medium: 'cpc' },
    { ...row, source: 'bing', medium: 'cpc' },
  ])
  site.take([
    visit('01T10:00', 'google/cpc'),
    visit('02T10:00', 'newsletter/email'),
    buy('03T11:00', 100),
  ])
  const paid = { models: [...ALL_MODELS], filters: [['is', 'medium', ['cpc']]] }
  const answer = await site.attribution(paid)
  expect(credited(answer, 'linear')).toEqual({ google: [0.5, 50] })
  expect(credited(answer, 'first')).toEqual({ google: [1, 100] })
  expect(credited(answer, 'last')).toEqual({})
  expect(answer.totals).toMatchObject({ cost: 20, visits: 1 })
  expect(answer.totals.models.linear).toMatchObject({ conversions: 0.5, revenue: 50 })
  const other = await site.attribution({ filters: [['is', 'country', [null]]] })
  expect(other.totals.cost).toBeNull()
  expect(other.meta.warnings).toHaveLength(1)
})

test('intervals hold what people bring, and too few people and days say so', async () => {
  const people = Array.from({ length: 40 }, (_, i) => `p${i}`)
  site.take(
    people.flatMap((person, i) => [
      visit('05T10:00', i < 32 ? 'google/cpc' : 'bing/cpc', person),
      buy('06T10:00', 10 + (i % 5), person),
    ]),
  )
  const row = { date: '2026-03-05', cost: 100, currency: 'USD' }
  await site.spend([
    { ...row, source: 'google', medium: 'cpc' },
    { ...row, source: 'bing', medium: 'cpc' },
  ])
  const { rows, totals, saturation } = await site.attribution({ models: ['first', 'markov'] })
  const [google, bing] = rows.map(({ models }) => models.first)
  const [low = 0, high = 0] = google?.roas_interval ?? []
  // 32 people of 12 each: 3.84, and a standard error of about √32 × 12.1 / 100 = 0.68.
  expect(google?.roas).toBeCloseTo(3.81, 2)
  expect(low).toBeGreaterThan(2.2)
  expect(low).toBeLessThan(2.8)
  expect(high).toBeGreaterThan(4.8)
  expect(high).toBeLessThan(5.5)
  expect(google?.cpa_interval?.[0]).toBeCloseTo(100 / 44, 0)
  expect(bing?.roas_interval).toBeNull()
  const whole = totals.models.markov
  expect(whole?.roas_interval).toEqual(totals.models.first?.roas_interval)
  expect(saturation).toMatchObject([
    {
      form: null,
      reason: expect.stringMatching(/1 days with spend and 32 conversions/),
      days: 1,
      conversions: 32,
      curve: [],
    },
    { form: null },
  ])
  const without = await site.attribution({ models: ['first'], intervals: false })
  expect(without.rows[0]?.models.first?.roas_interval).toBeNull()
})

test('a goal that brings no money has a cost, and no return', async () => {
  const signups = await attributedSite({ name: 'Signup', event: 'Signup', value: 'none' })
  signups.take([
    visit('05T10:00', 'google/cpc'),
    { name: 'Signup', at: '2026-03-05T10:01:00', path: '/', visitor: 'p' },
  ])
  await signups.spend([{ date: '2026-03-05', source: 'google', cost: 10, currency: 'USD' }])
  const { rows } = await signups.attribution({ models: ['last'], goal: 'Signup' })
  await signups.close()
  expect(rows[0]?.models.last).toMatchObject({ conversions: 1, cpa: 10, roas: null, roi: null })
})

test('rows whose returns chance could have ordered are named, others are not', async () => {
  const people = (from: string, day: string, amount: number) =>
    Array.from({ length: 30 }, (_, i) => [
      visit(`${day}T10:00`, from, `${from}-${i}`),
      buy(`${day}T11:00`, amount + (i % 7), `${from}-${i}`),
    ]).flat()
  site.take([
    ...people('google/cpc', '05', 20),
    ...people('bing/cpc', '05', 20.5),
    ...people('tiktok/paid_social', '05', 2),
  ])
  const row = { date: '2026-03-05', cost: 100, currency: 'USD' }
  await site.spend(['google', 'bing', 'tiktok'].map((source) => ({ ...row, source })))
  const { indistinct } = await site.attribution({ models: ['linear'] })
  expect(indistinct).toMatchObject([{ values: ['bing', 'google'] }])
  expect(indistinct[0]?.sentence).toMatch(/"bing" and "google" cannot be told apart/)
})

test('a row that costs and sells for weeks has a curve', async () => {
  const days = Array.from({ length: 31 }, (_, i) => i + 1)
  const spends = days.map((day) => 20 + ((day * 37) % 200))
  site.take(
    days.flatMap((day, i) => {
      const at = `${String(day).padStart(2, '0')}T10:00`
      const people = Math.round(8 * Math.log1p((spends[i] ?? 0) / 40))
      return Array.from({ length: people }, (_, n) => `d${day}-${n}`).flatMap((person) => [
        visit(at, 'google/cpc', person),
        buy(at, 30, person),
      ])
    }),
  )
  await site.spend(
    days.map((day, i) => ({
      date: `2026-03-${String(day).padStart(2, '0')}`,
      source: 'google',
      cost: spends[i],
      currency: 'USD',
    })),
  )
  const [row] = (await site.attribution({ models: ['last'] })).saturation
  expect(row).toMatchObject({ source: 'google', form: 'log', reason: null })
  // Its points go from nothing past today's and the best, and the best is on it.
  const last = row?.curve.at(-1)?.spend ?? 0
  expect(row?.curve).toHaveLength(25)
  expect(row?.curve[0]?.spend).toBe(0)
  expect(last).toBeGreaterThan(row?.best_daily_spend ?? last)
  expect(last).toBeGreaterThanOrEqual(2 * (row?.mean_daily_spend ?? last))
  // 8 × 30 = 40 + x.
  expect(Math.abs((row?.best_daily_spend ?? 0) - 200)).toBeLessThan(30)
})

test('whoever reaches two goals by one sale is one new customer', async () => {
  await site.goal(GoalInput.parse({ name: 'Any order', event: 'Buy' }))
  site.take([visit('02T10:00', 'google/cpc'), buy('02T11:00', 50)])
  await site.spend([{ date: '2026-03-02', source: 'google', cost: 100, currency: 'USD' }])
  const { totals } = await site.attribution({ models: ['last'] })
  expect(totals.models.last).toMatchObject({ conversions: 2, new_customers: 1, cac: 100 })
})

test('five people who bought before their visit and after it are five, too few for an interval', async () => {
  for (const visitor of ['a', 'b', 'c', 'd', 'e']) {
    site.take([buy('01T10:00', 1, visitor), visit('02T10:00', 'google/cpc', visitor)])
    site.take([buy('02T11:00', 1, visitor)])
  }
  await site.spend([{ date: '2026-03-02', source: 'google', cost: 5, currency: 'USD' }])
  const { totals } = await site.attribution({ models: ['last', 'markov'] })
  expect(totals.models.last).toMatchObject({ conversions: 10, cpa_interval: null })
  expect(totals.models.markov).toMatchObject({ conversions: 10, cpa_interval: null })
})
