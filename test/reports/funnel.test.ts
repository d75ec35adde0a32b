import { afterEach, describe, expect, test } from 'vitest'
import { storeRates } from '../../collector/settings/rates.ts'
import { deeds, type FunnelSite, funnelSite, MARCH_2, STEPS } from './funnel/site.ts'
import type { Line } from './site.ts'

let site: FunnelSite
afterEach(() => site.close())

const ask = (request: object) => site.funnel({ period: MARCH_2, steps: STEPS('AB'), ...request })
const counts = async (request: object) => (await ask(request)).steps.map(({ count }) => count)

describe('whose way is followed', () => {
  const scene = () =>
    deeds(`p: A 10:00, B 11:00, A 12:00, A 12:05, B 12:06
           q: A 10:00, A 10:10`)

  test('a person counts once, a visit for itself, an attempt at each first step', async () => {
    site = await funnelSite()
    site.take(scene())
    expect(await counts({ by: 'person' })).toEqual([2, 1])
    // 10:00 and 11:00 are two visits, 12:00 a third.
    expect(await counts({ by: 'visit' })).toEqual([3, 1])
    expect(await counts({ by: 'attempt' })).toEqual([5, 2])
  })

  test('an attempt that begins after the period is in no bucket of it', async () => {
    site = await funnelSite()
    site.take([
      ...deeds('p: A 10:00, B 10:05'),
      { name: 'A', visitor: 'p', at: '2026-03-03T09:00', path: '/' },
    ])
    const answer = await ask({ by: 'attempt', trend: 'day', breakdown: 'device' })
    expect(answer.entered).toBe(1)
    expect(answer.trend).toMatchObject([{ date: '2026-03-02', entered: 1, converted: 1 }])
    expect(answer.breakdown).toEqual([{ value: null, counts: [1, 1] }])
  })

  test('a person is followed over browsers', async () => {
    site = await funnelSite()
    site.take([
      { name: 'A', visitor: 'phone', user: 'ann', at: '2026-03-02T10:00', path: '/' },
      { name: 'B', visitor: 'laptop', user: 'ann', at: '2026-03-02T11:00', path: '/' },
    ])
    expect(await counts({})).toEqual([1, 1])
    expect(await counts({ by: 'visit' })).toEqual([1, 0])
  })

  test('a visit is pending as long as it goes on, a person as long as the window is open', async () => {
    site = await funnelSite('2026-03-02T11:00:00Z')
    site.take(deeds('p: A 10:29\nq: A 10:30\nr: B 10:00'))
    expect((await ask({ by: 'visit' })).pending).toBe(1)
    expect((await ask({ by: 'person' })).pending).toBe(2)
    expect((await ask({ by: 'person', window: '30m' })).pending).toBe(1)
  })
})

test('the first event lies in the period, later ones may follow it by the window', async () => {
  site = await funnelSite()
  site.take([
    { name: 'A', visitor: 'p', at: '2026-03-01T23:59:59.999', path: '/' },
    { name: 'A', visitor: 'q', at: '2026-03-02T23:59:59.999', path: '/' },
    { name: 'B', visitor: 'q', at: '2026-03-03T23:59:59.999', path: '/' },
    { name: 'A', visitor: 'r', at: '2026-03-03T00:00:00', path: '/' },
  ])
  expect(await counts({ window: '24h' })).toEqual([1, 1])
  expect(await counts({ window: '1439m' })).toEqual([1, 0])
})

test('a step is an event, a page or a goal, with conditions of its own', async () => {
  site = await funnelSite()
  const goal = { name: 'Bought', event: 'Buy', value: 'revenue', count: 'visit' } as const
  await site.goal({ ...goal, where: [['is', 'prop:plan', ['pro']]] })
  site.take([
    { visitor: 'p', at: '2026-03-02T10:00', path: '/pricing' },
    { visitor: 'p', name: 'Buy', at: '2026-03-02T10:01', path: '/', props: { plan: 'pro' } },
    { visitor: 'q', at: '2026-03-02T10:00', path: '/pricing/eu' },
    { visitor: 'q', name: 'Buy', at: '2026-03-02T10:01', path: '/', props: { plan: 'free' } },
  ])
  const steps = (...list: object[]) => counts({ steps: list })
  expect(await steps({ page: '/pricing*' }, { event: 'Buy' })).toEqual([2, 2])
  expect(await steps({ page: '/pricing' }, { event: 'Buy' })).toEqual([1, 1])
  expect(await steps({ page: '/pricing*' }, { goal: 'Bought' })).toEqual([2, 1])
  const free = { event: 'Buy', where: [['is', 'prop:plan', ['free']]] }
  expect(await steps({ page: '/pricing*' }, free)).toEqual([2, 1])
})

test('what must not lie between two steps parts them', async () => {
  site = await funnelSite()
  site.take(
    deeds(`p: A 10:00, X 10:01, B 10:02
           q: A 10:00, B 10:02, X 10:03
           r: A 10:00, X 10:01, A 10:02, B 10:03`),
  )
  expect(await counts({ exclude: [{ event: 'X', after: 0 }] })).toEqual([3, 2])
})

describe('filters and breakdown', () => {
  const from = (source: string) => `/?utm_source=${source}&utm_medium=cpc`
  const scene: Line[] = [
    { visitor: 'p', at: '2026-03-02T09:59', path: from('google') },
    { visitor: 'p', name: 'A', at: '2026-03-02T10:00', path: '/x' },
    { visitor: 'p', at: '2026-03-02T12:00', path: from('bing') },
    { visitor: 'p', name: 'B', at: '2026-03-02T12:01', path: '/y' },
    { visitor: 'q', at: '2026-03-02T10:00', path: from('bing') },
    { visitor: 'q', name: 'A', at: '2026-03-02T10:01', path: '/x' },
    { visitor: 'r', at: '2026-03-02T10:00', path: from('news') },
    { visitor: 'r', name: 'A', at: '2026-03-02T10:01', path: '/z', props: { plan: 'pro' } },
  ]

  test('are about the visit in which the chain began, and hide no later step', async () => {
    site = await funnelSite()
    site.take(scene)
    const { breakdown } = await ask({ breakdown: 'source' })
    expect(breakdown).toEqual([
      { value: 'google', counts: [1, 1] },
      { value: 'bing', counts: [1, 0] },
      { value: 'news', counts: [1, 0] },
    ])
    for (const { value, counts: row } of breakdown) {
      expect(await counts({ filters: [['is', 'source', [value]]] }), `${value}`).toEqual(row)
    }
    expect(await counts({ filters: [['is', 'page', ['/z']]] })).toEqual([1, 0])
  })

  test('what a server sends while there is no visit has no value of visits, and a filter finds it there', async () => {
    site = await funnelSite()
    site.take([...scene, { name: 'A', visitor: undefined, user: 'lone', at: '2026-03-02T10:00' }])
    const kinds = (await ask({ breakdown: 'visitor_kind' })).breakdown
    expect(kinds).toEqual([
      { value: 'new', counts: [3, 1] },
      { value: null, counts: [1, 0] },
    ])
    expect(await counts({ filters: [['is', 'source', [null]]] })).toEqual([1, 0])
  })

  test('beyond the limit the rest is one row, and the rows sum to the whole', async () => {
    site = await funnelSite()
    site.take(scene)
    const { breakdown } = await ask({ breakdown: 'source', limit: 1 })
    expect(breakdown).toEqual([
      { value: 'google', counts: [1, 1] },
      { value: 'other', counts: [2, 0], other: true },
    ])
  })

  test('may ask for any dimension, of the event too', async () => {
    site = await funnelSite()
    site.take(scene)
    const values = async (breakdown: string) =>
      (await ask({ breakdown })).breakdown.map(({ value, counts }) => [value, counts[0]])
    expect(await values('page')).toEqual([
      ['/x', 2],
      ['/z', 1],
    ])
    expect(await values('prop:plan')).toEqual([
      [null, 2],
      ['pro', 1],
    ])
    expect(await values('time:day')).toEqual([['2026-03-02', 3]])
    expect(await values('weekday')).toEqual([[1, 3]])
  })
})

test('money is that of the events that count, at the rate of their own day', async () => {
  site = await funnelSite()
  await storeRates(site.settings, site.id, {
    rows: [
      { day: '2026-03-02', currency: 'EUR', rate: 1.1 },
      { day: '2026-03-04', currency: 'EUR', rate: 1.2 },
    ],
  })
  const buy = (visitor: string, day: string, amount: number, currency: string): Line => ({
    ...{ visitor, name: 'B', at: `2026-03-${day}T10:00`, path: '/' },
    revenue: { amount, currency },
  })
  site.take([
    ...['p', 'q', 'r'].map((visitor) => ({
      visitor,
      name: 'A',
      at: '2026-03-02T09:00',
      path: '/',
    })),
    buy('p', '02', 10, 'USD'),
    buy('p', '03', 99, 'USD'),
    buy('q', '04', 10, 'EUR'),
    buy('r', '02', 10, 'CHF'),
  ])
  const { steps, meta } = await ask({})
  expect(steps.map(({ revenue }) => revenue)).toEqual([0, 22])
  expect(meta.unconverted).toEqual([{ currency: 'CHF', amount: 10, events: 1 }])
})

test('times are from step to step, with their spread', async () => {
  site = await funnelSite()
  site.take(
    deeds(`p: A 10:00:00, B 10:00:05
           q: A 10:00:00, B 10:00:30
           r: A 10:00:00, B 10:20:00`),
  )
  const { steps } = await ask({})
  expect(steps[1]).toMatchObject({ median_seconds: 30, p90_seconds: 966 })
  expect(steps[1]?.histogram).toEqual([
    { to_seconds: 10, units: 1 },
    { to_seconds: 60, units: 1 },
    { to_seconds: 300, units: 0 },
    { to_seconds: 1_800, units: 1 },
  ])
  const inAnyOrder = await ask({ order: 'any' })
  expect(inAnyOrder.steps[1]).toMatchObject({ count: 3, median_seconds: null, histogram: [] })
})

test('a period is compared with the one before, whole weeks away if asked', async () => {
  site = await funnelSite('2026-03-20T12:00:00Z')
  site.take([
    { visitor: 'p', name: 'A', at: '2026-03-01T10:00', path: '/' },
    { visitor: 'q', name: 'A', at: '2026-02-23T10:00', path: '/' },
    { visitor: 'q', name: 'B', at: '2026-02-23T11:00', path: '/' },
  ])
  const before = await ask({ compare: 'previous' })
  expect(before.compared).toMatchObject({
    from: '2026-03-01',
    to: '2026-03-01',
    entered: 1,
    converted: 0,
  })
  const weekday = await ask({ compare: 'previous', match: 'weekday' })
  expect(weekday.compared).toMatchObject({ from: '2026-02-23', to: '2026-02-23', converted: 1 })
})

test('today is compared with as much of yesterday', async () => {
  site = await funnelSite('2026-03-20T12:00:00Z', { timezone: 'America/New_York' })
  site.take(
    ['11:59', '12:01'].map((time) => ({
      ...{ visitor: time, name: 'A', at: `2026-03-19T${time}`, path: '/' },
    })),
  )
  const day = { period: 'today', compare: 'previous', trend: 'day' }
  const { compared, trend } = await ask({ ...day, steps: STEPS('AA') })
  expect(compared?.entered).toBe(1)
  expect(trend).toMatchObject([{ date: '2026-03-20', rate: null, interval: null, partial: true }])
})

test("a day of 23 hours ends at the site's own midnight", async () => {
  site = await funnelSite('2026-04-20T12:00:00Z', { timezone: 'Europe/Berlin' })
  const at = ['2026-03-28T22:59', '2026-03-28T23:00', '2026-03-29T21:59', '2026-03-29T22:00']
  site.take(at.map((at) => ({ visitor: at, name: 'A', at, path: '/' })))
  const days = { period: { from: '2026-03-28', to: '2026-03-30' }, trend: 'day' }
  const { trend } = await ask({ ...days, steps: STEPS('AA') })
  expect(trend.map(({ date, entered }) => [date, entered])).toEqual([
    ['2026-03-28', 1],
    ['2026-03-29', 2],
    ['2026-03-30', 1],
  ])
})
