import { afterAll, beforeAll, expect, test } from 'vitest'
import { fiveVisits, NOVEMBER } from './five-visits.ts'
import type { ReportedSite } from './site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await fiveVisits()
})
afterAll(() => site.close())

const ALL = [
  'visitors',
  'visits',
  'pageviews',
  'events',
  'bounce_rate',
  'engaged_rate',
  'visit_duration',
  'views_per_visit',
  'scroll_depth',
  'time_on_page',
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
  'average_value',
]

test('the totals of a month follow the definitions', async () => {
  const { totals, rows, meta } = await site.stats({ period: NOVEMBER, metrics: ALL })
  expect(totals).toEqual({
    visitors: 4,
    visits: 5,
    pageviews: 7,
    events: 2,
    bounce_rate: 3 / 5,
    engaged_rate: 3 / 5,
    visit_duration: (60 + 0 + 360 + 15 + 0) / 5,
    views_per_visit: 7 / 5,
    scroll_depth: 80 / 7,
    time_on_page: 15 / 7,
    conversions: 2,
    converted_visitors: 2,
    conversion_rate: 2 / 4,
    revenue: 20,
    average_value: 10,
  })
  expect(rows).toEqual([totals])
  expect(meta).toEqual({
    from: '2026-11-01',
    to: '2026-11-30',
    timezone: 'UTC',
    currency: 'EUR',
    data_from: '2026-11-02',
    partial: true,
    unconverted: [],
    warnings: [],
  })
})

test('a visit belongs to the day it starts, its events to their own', async () => {
  const { rows } = await site.stats({
    period: { from: '2026-11-02', to: '2026-11-05' },
    metrics: ['visits', 'visitors', 'pageviews', 'events', 'conversions'],
    dimensions: ['time:day'],
  })
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['2026-11-02', 2, 2, 3, 1, 1],
    ['2026-11-03', 2, 2, 3, 1, 1],
    ['2026-11-04', 1, 1, 1, 0, 0],
    ['2026-11-05', 0, 0, 0, 0, 0],
  ])
})

test('a period that cuts a visit in two gives each half its own events', async () => {
  const day = await site.stats({
    period: { from: '2026-11-03', to: '2026-11-03' },
    metrics: ['visits', 'pageviews', 'events', 'conversions', 'visit_duration'],
  })
  expect(day.totals).toEqual({
    visits: 2,
    pageviews: 3,
    events: 1,
    conversions: 1,
    visit_duration: 7.5,
  })
})

test('channels come largest first, with their people and conversions', async () => {
  const { rows, totals } = await site.stats({
    period: NOVEMBER,
    metrics: ['visits', 'visitors', 'conversions', 'conversion_rate'],
    dimensions: ['channel'],
  })
  expect(rows).toEqual([
    { channel: 'Direct', visits: 2, visitors: 2, conversions: 0, conversion_rate: 0 },
    { channel: 'Email', visits: 1, visitors: 1, conversions: 1, conversion_rate: 1 },
    { channel: 'Organic Search', visits: 1, visitors: 1, conversions: 0, conversion_rate: 0 },
    { channel: 'Paid Search', visits: 1, visitors: 1, conversions: 1, conversion_rate: 1 },
  ])
  expect(totals).toMatchObject({ visits: 5, visitors: 4 })
})

test('a campaign is shown as it was first spelt; visits without one are null', async () => {
  const { rows } = await site.stats({
    period: NOVEMBER,
    metrics: ['visits'],
    dimensions: ['source', 'campaign'],
  })
  expect(rows).toEqual([
    { source: 'direct', campaign: null, visits: 2 },
    { source: 'google', campaign: 'Spring', visits: 1 },
    { source: 'google', campaign: null, visits: 1 },
    { source: 'newsletter', campaign: null, visits: 1 },
  ])
})

test('a metric of visits by page is over the visits that saw the page', async () => {
  const { rows, totals } = await site.stats({
    period: NOVEMBER,
    metrics: ['visits', 'visitors', 'pageviews', 'bounce_rate', 'time_on_page', 'scroll_depth'],
    dimensions: ['page'],
  })
  expect(rows).toEqual([
    {
      page: '/pricing',
      visits: 3,
      visitors: 2,
      pageviews: 3,
      bounce_rate: 1 / 3,
      time_on_page: 0,
      scroll_depth: 0,
    },
    {
      page: '/blog',
      visits: 2,
      visitors: 2,
      pageviews: 2,
      bounce_rate: 1 / 2,
      time_on_page: 7.5,
      scroll_depth: 40,
    },
    {
      page: '/landing',
      visits: 2,
      visitors: 2,
      pageviews: 2,
      bounce_rate: 1 / 2,
      time_on_page: 0,
      scroll_depth: 0,
    },
  ])
  expect(totals).toMatchObject({ visits: 5, visitors: 4, pageviews: 7, bounce_rate: 3 / 5 })
})

test('landing and exit pages are those of the first and last pageview', async () => {
  const landing = await site.stats({
    period: NOVEMBER,
    metrics: ['visits'],
    dimensions: ['landing_page', 'exit_page'],
  })
  expect(landing.rows.map((row) => Object.values(row))).toEqual([
    ['/blog', '/blog', 1],
    ['/blog', '/pricing', 1],
    ['/landing', '/landing', 1],
    ['/landing', '/pricing', 1],
    ['/pricing', '/pricing', 1],
  ])
})

test('events by name leave out names that the metric does not count', async () => {
  const { rows } = await site.stats({
    period: NOVEMBER,
    metrics: ['events'],
    dimensions: ['event'],
  })
  expect(rows).toEqual([{ event: 'Signup', events: 2 }])
})

test('a property groups its events, and those without it are null', async () => {
  const { rows } = await site.stats({
    period: NOVEMBER,
    metrics: ['conversions', 'visitors'],
    dimensions: ['prop:plan'],
  })
  expect(rows).toEqual([
    { 'prop:plan': 'free', conversions: 1, visitors: 1 },
    { 'prop:plan': 'pro', conversions: 1, visitors: 1 },
    { 'prop:plan': null, conversions: 0, visitors: 4 },
  ])
})

test('whoever came first in the period is new in all of its visits, so that the kinds sum', async () => {
  const kinds = async (period: object) =>
    (await site.stats({ period, metrics: ['visitors', 'visits'], dimensions: ['visitor_kind'] }))
      .rows
  expect(await kinds(NOVEMBER)).toEqual([{ visitor_kind: 'new', visitors: 4, visits: 5 }])
  // Ann was here on the 2nd; bob’s visit began then.
  expect(await kinds({ from: '2026-11-03', to: '2026-11-04' })).toEqual([
    { visitor_kind: 'new', visitors: 2, visits: 2 },
    { visitor_kind: 'returning', visitors: 1, visits: 1 },
  ])
})

test('weekday and hour are of the site’s clock', async () => {
  const { rows } = await site.stats({
    period: NOVEMBER,
    metrics: ['pageviews'],
    dimensions: ['weekday', 'hour'],
    order_by: [
      ['weekday', 'asc'],
      ['hour', 'asc'],
    ],
  })
  // 2 November 2026 is a Monday.
  expect(rows.map((row) => Object.values(row))).toEqual([
    [1, 10, 2],
    [1, 23, 1],
    [2, 0, 1],
    [2, 9, 1],
    [2, 12, 1],
    [3, 8, 1],
  ])
})
