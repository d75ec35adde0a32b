import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReportedSite, reportedSite } from './site.ts'

/** 20 November 2026, a Friday, 09:12 in Berlin. */
let site: ReportedSite
let count = 0
beforeAll(async () => {
  site = await reportedSite({ timezone: 'Europe/Berlin' }, '2026-11-20T08:12:30Z')
  await site.goal({ name: 'Paid', event: 'Paid', value: 'revenue', count: 'every' })
  const visit = (at: string) => ({ at, visitor: `visitor-${count++}`, path: '/' })
  site.take([
    visit('2026-11-20T06:00:00'),
    // Yesterday: two by 09:12, one after.
    visit('2026-11-19T06:00:00'),
    visit('2026-11-19T08:11:59'),
    visit('2026-11-19T08:12:00'),
    // A visit that goes on beyond the hour counts its first pages.
    { at: '2026-11-19T08:10:00', visitor: 'long', path: '/a' },
    { at: '2026-11-19T08:20:00', visitor: 'long', path: '/b' },
    { ...{ at: '2026-11-19T08:21:00', visitor: 'long', name: 'Paid' }, revenue: PAID },
    { ...{ at: '2026-11-19T08:11:00', visitor: 'long', name: 'Paid' }, revenue: PAID },
    // A week ago.
    visit('2026-11-13T08:00:00'),
    visit('2026-11-13T09:00:00'),
    visit('2026-09-30T22:30:00'),
  ])
})
afterAll(() => site.close())

const PAID = { amount: 3, currency: 'GBP' }
const METRICS = ['visits', 'pageviews', 'conversions']
const ZERO = { visits: 0, pageviews: 0, conversions: 0 }

test('today is compared with yesterday up to the same time', async () => {
  const { compared } = await site.stats({ period: 'today', compare: 'previous', metrics: METRICS })
  expect(compared).toEqual({
    from: '2026-11-19',
    to: '2026-11-19',
    until: '2026-11-19T08:12:00.000Z',
    unconverted: [],
    rows: [{ visits: 3, pageviews: 3, conversions: 1 }],
    totals: { visits: 3, pageviews: 3, conversions: 1 },
  })
})

test('or with the same weekday', async () => {
  const question = { period: 'today', compare: 'previous', match: 'weekday', metrics: METRICS }
  const { compared } = await site.stats(question)
  expect(compared).toMatchObject({ from: '2026-11-13', until: '2026-11-13T08:12:00.000Z' })
  expect(compared?.totals.visits).toBe(1)
})

test('its hours end with the hour that has begun', async () => {
  const { compared, rows } = await site.stats({
    ...{ period: 'today', compare: 'previous', metrics: ['visits'] },
    dimensions: ['time:hour'],
  })
  expect(rows).toHaveLength(24)
  expect(compared?.rows.map((row) => row.visits)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 2])
  expect(compared?.rows.at(-1)?.['time:hour']).toBe('2026-11-19T09:00:00+01:00')
})

test('days before today are compared whole', async () => {
  const { compared } = await site.stats({ period: '7d', compare: 'previous', metrics: METRICS })
  expect(compared).toMatchObject({ from: '2026-11-06', to: '2026-11-12', until: null })
})

test('what could not be converted then is told beside it', async () => {
  const { compared, meta } = await site.stats({
    ...{ period: 'today', compare: 'previous', metrics: ['revenue'] },
  })
  expect(meta.unconverted).toEqual([])
  expect(compared?.unconverted).toEqual([{ currency: 'GBP', amount: 3, events: 1 }])
})

test.each(['stats', 'people', 'live', 'data-quality'])(
  '%s says since when there are data',
  async (name) => {
    const request = name === 'stats' ? { metrics: ['visits'] } : {}
    const { meta } = (await site.run(name, request)) as { meta: object }
    // 00:30 of the next day in Berlin.
    expect(meta).toMatchObject({ data_from: '2026-10-01' })
  },
)

test('what a billing system tells of years ago is no beginning of visits', async () => {
  const own = await reportedSite()
  const subscription = {
    id: 's',
    amount: '9',
    currency: 'EUR',
    interval: 'month',
    status: 'active',
  }
  own.take([
    { at: '2023-02-01T10:00', name: 'subscription', user: 'ann', subscription },
    { at: '2026-10-01T10:00', path: '/', visitor: 'a' },
  ])
  const { meta } = await own.stats({ metrics: ['visits'], period: 'all' })
  expect(meta).toMatchObject({ from: '2023-02-01', data_from: '2026-10-01' })
  await own.close()
})

test('a site without events has no data', async () => {
  const empty = await reportedSite()
  const { meta } = await empty.stats({ metrics: ['visits'] })
  expect(meta.data_from).toBeNull()
  await empty.close()
})

test('an unknown way to match is refused', async () => {
  await expect(site.stats({ metrics: ['visits'], match: 'month' })).rejects.toThrow('match')
})

test('or with other visits of the same days, two segments say', async () => {
  const { id } = await site.segment({ name: 'Long', filters: [['is', 'page', ['/b']]] })
  const question = {
    period: { from: '2026-11-19', to: '2026-11-19' },
    metrics: METRICS,
    dimensions: ['landing_page'],
  }
  const { totals, compared } = await site.stats({
    ...question,
    filters: [['is', 'landing_page', ['/']]],
    compare_filters: [['segment', id]],
  })
  expect(totals).toEqual({ visits: 3, pageviews: 3, conversions: 0 })
  expect(compared).toMatchObject({ from: '2026-11-19', to: '2026-11-19', until: null })
  const alone = await site.stats({ ...question, filters: [['segment', id]] })
  expect(compared?.totals).toEqual(alone.totals)
  expect(alone.totals).toEqual({ visits: 1, pageviews: 1, conversions: 2 })
  // Beside the rows of the one side stand those of the other.
  expect(compared?.rows).toEqual([{ ...ZERO, landing_page: '/' }, ...alone.rows])
})

test('not with both', async () => {
  const both = { compare: 'previous', compare_filters: [] }
  await expect(site.stats({ period: 'today', metrics: ['visits'], ...both })).rejects.toThrow(
    'not both',
  )
})
