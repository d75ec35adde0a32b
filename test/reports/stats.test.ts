import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ReportedSite, reportedSite } from './site.ts'

/**
 * Worked by hand. Five visits of four people, 2–4 November 2026, UTC:
 * A1  2 Nov 10:00–10:01  ann   google/cpc/spring  /landing → /pricing, Signup (plan pro)   60 s
 * A2  3 Nov 09:00        ann   direct             /pricing                                  0 s   bounce
 * B1  2 Nov 23:58–00:04  bob   newsletter/email   /blog → 3 Nov 00:02 /pricing, 00:04 Signup (plan free) 360 s
 * C1  3 Nov 12:00–12:00:15 cyd direct             /blog, read for 15 s and 80 %            15 s   bounce, engaged
 * D1  4 Nov 08:00        dan   google.com referrer /landing                                 0 s   bounce
 */
let site: ReportedSite
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

beforeAll(async () => {
  site = await reportedSite()
  await site.goal({ name: 'Signup', event: 'Signup', value: 10, count: 'every' })
  const spring = '?utm_source=google&utm_medium=cpc&utm_campaign=Spring'
  site.take([
    { at: '2026-11-02T10:00:00', visitor: 'ann', path: `/landing${spring}`, title: 'Landing' },
    { at: '2026-11-02T10:00:30', visitor: 'ann', path: '/pricing', title: 'Pricing' },
    { name: 'Signup', at: '2026-11-02T10:01:00', visitor: 'ann', path: '/pricing', props: { plan: 'pro', seats: 12 } },
    { at: '2026-11-03T09:00:00', visitor: 'ann', path: '/pricing', title: 'Pricing' },
    { at: '2026-11-02T23:58:00', visitor: 'bob', path: '/blog?utm_source=newsletter&utm_medium=email' },
    { at: '2026-11-03T00:02:00', visitor: 'bob', path: '/pricing', title: 'Pricing' },
    { name: 'Signup', at: '2026-11-03T00:04:00', visitor: 'bob', path: '/pricing', props: { plan: 'free', seats: 2 } },
    { id: 'page-cyd-1', at: '2026-11-03T12:00:00', visitor: 'cyd', path: '/blog' },
    { name: 'engagement', at: '2026-11-03T12:00:15', visitor: 'cyd', path: '/blog', of: 'page-cyd-1', engaged: 15_000, scroll: 80 },
    { at: '2026-11-04T08:00:00', visitor: 'dan', path: '/landing', referrer: 'https://www.google.com/' },
  ])
})
afterAll(() => site.close())

const ALL = ['visitors', 'visits', 'pageviews', 'events', 'bounce_rate', 'engaged_rate', 'visit_duration', 'views_per_visit', 'scroll_depth', 'time_on_page', 'conversions', 'converted_visitors', 'conversion_rate', 'revenue', 'average_value']

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
  expect(day.totals).toEqual({ visits: 2, pageviews: 3, events: 1, conversions: 1, visit_duration: 7.5 })
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
    { page: '/pricing', visits: 3, visitors: 2, pageviews: 3, bounce_rate: 1 / 3, time_on_page: 0, scroll_depth: 0 },
    { page: '/blog', visits: 2, visitors: 2, pageviews: 2, bounce_rate: 1 / 2, time_on_page: 7.5, scroll_depth: 40 },
    { page: '/landing', visits: 2, visitors: 2, pageviews: 2, bounce_rate: 1 / 2, time_on_page: 0, scroll_depth: 0 },
  ])
  expect(totals).toMatchObject({ visits: 5, visitors: 4, pageviews: 7, bounce_rate: 3 / 5 })
})

test('landing and exit pages are those of the first and last pageview', async () => {
  const landing = await site.stats({ period: NOVEMBER, metrics: ['visits'], dimensions: ['landing_page', 'exit_page'] })
  expect(landing.rows.map((row) => Object.values(row))).toEqual([
    ['/blog', '/blog', 1],
    ['/blog', '/pricing', 1],
    ['/landing', '/landing', 1],
    ['/landing', '/pricing', 1],
    ['/pricing', '/pricing', 1],
  ])
})

test('events by name leave out names that the metric does not count', async () => {
  const { rows } = await site.stats({ period: NOVEMBER, metrics: ['events'], dimensions: ['event'] })
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

test('a first visit is new, a later one returning', async () => {
  const { rows } = await site.stats({ period: NOVEMBER, metrics: ['visits'], dimensions: ['visitor_kind'] })
  expect(rows).toEqual([
    { visitor_kind: 'new', visits: 4 },
    { visitor_kind: 'returning', visits: 1 },
  ])
})

test('weekday and hour are of the site’s clock', async () => {
  const { rows } = await site.stats({
    period: NOVEMBER,
    metrics: ['pageviews'],
    dimensions: ['weekday', 'hour'],
    order_by: [['weekday', 'asc'], ['hour', 'asc']],
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

describe('filters', () => {
  const cases: [string, unknown[], Record<string, number>][] = [
    ['a channel chooses whole visits', [['is', 'channel', ['Paid Search']]], { visits: 1, pageviews: 2, events: 1, visitors: 1 }],
    ['is_not takes what is absent', [['is_not', 'campaign', ['spring']]], { visits: 4, pageviews: 5, events: 1, visitors: 4 }],
    ['null is what is absent', [['is', 'campaign', [null]]], { visits: 4, pageviews: 5, events: 1, visitors: 4 }],
    ['a campaign is found in any case', [['is', 'campaign', ['SPRING']]], { visits: 1, pageviews: 2, events: 1, visitors: 1 }],
    ['a page chooses visits that have it, and only its events', [['is', 'page', ['/pricing']]], { visits: 3, pageviews: 3, events: 2, visitors: 2 }],
    ['a glob is anchored at both ends', [['matches', 'page', ['/pric*']]], { visits: 3, pageviews: 3, events: 2, visitors: 2 }],
    ['a glob without a star is the whole path', [['matches', 'page', ['pricing']]], { visits: 0, pageviews: 0, events: 0, visitors: 0 }],
    ['contains finds a part', [['contains', 'page', ['land']]], { visits: 2, pageviews: 2, events: 0, visitors: 2 }],
    ['a property compares as a number', [['gt', 'prop:seats', [9]]], { visits: 1, pageviews: 0, events: 1, visitors: 1 }],
    ['less than leaves out what is absent', [['lt', 'prop:seats', [9]]], { visits: 1, pageviews: 0, events: 1, visitors: 1 }],
    ['event and property hold of one event', [['is', 'event', ['Signup']], ['is', 'prop:plan', ['free']]], { visits: 1, pageviews: 0, events: 1, visitors: 1 }],
    ['or joins', [['or', [['is', 'source', ['newsletter']], ['is', 'landing_page', ['/landing']]]]], { visits: 3, pageviews: 5, events: 2, visitors: 3 }],
    ['not turns round', [['not', ['is', 'channel', ['Direct']]]], { visits: 3, pageviews: 5, events: 2, visitors: 3 }],
    ['people who did an event, in all their visits', [['has_done', 'event', ['Signup']]], { visits: 3, pageviews: 5, events: 2, visitors: 2 }],
    ['people who reached a goal', [['has_done', 'goal', ['Signup']]], { visits: 3, pageviews: 5, events: 2, visitors: 2 }],
    ['people who did not', [['has_not_done', 'event', ['Signup']]], { visits: 2, pageviews: 2, events: 0, visitors: 2 }],
    ['new visitors', [['is', 'visitor_kind', ['new']]], { visits: 4, pageviews: 6, events: 2, visitors: 4 }],
    ['an hour of the day is the visit’s for visits and the event’s for events', [['is', 'hour', [0]]], { visits: 0, pageviews: 1, events: 1, visitors: 0 }],
    ['a weekday by its name', [['is', 'weekday', ['monday']]], { visits: 2, pageviews: 3, events: 1, visitors: 2 }],
    ['a day by its date', [['is', 'time:day', ['2026-11-03']]], { visits: 2, pageviews: 3, events: 1, visitors: 2 }],
  ]
  test.each(cases)('%s', async (_, filters, expected) => {
    const metrics = ['visits', 'pageviews', 'events', 'visitors']
    const { totals } = await site.stats({ period: NOVEMBER, metrics, filters })
    expect(totals).toEqual(expected)
  })

  test('a filter never changes whether a visit bounced', async () => {
    const metrics = ['bounce_rate', 'visits']
    const filters = [['is', 'page', ['/pricing']]]
    expect((await site.stats({ period: NOVEMBER, metrics, filters })).totals).toEqual({ bounce_rate: 1 / 3, visits: 3 })
  })

  test('a segment stands for its filters; one inside itself is refused', async () => {
    const paid = await site.segment({ name: 'Paid', filters: [['is', 'channel', ['Paid Search']]] })
    const filters = [['segment', paid.id]]
    expect((await site.stats({ period: NOVEMBER, metrics: ['visits'], filters })).totals).toEqual({ visits: 1 })
    const loop = await site.segment({ name: 'Loop', filters: [['is', 'channel', ['x']]] })
    site.db.prepare('update segment set filters = ? where id = ?').run(JSON.stringify([['not', ['segment', loop.id]]]), loop.id)
    await expect(site.stats({ metrics: ['visits'], filters: [['segment', loop.id]] })).rejects.toMatchObject({ status: 422 })
    await expect(site.stats({ metrics: ['visits'], filters: [['segment', 'gone']] })).rejects.toMatchObject({ status: 422 })
  })

  test('a link to a segment shows nothing outside it', async () => {
    const paid = await site.segment({ name: 'Paid 2', filters: [['is', 'channel', ['Paid Search']]] })
    const answer = await site.run('stats', { period: NOVEMBER, metrics: ['visits'] }, paid.id)
    expect(answer).toMatchObject({ totals: { visits: 1 } })
    await expect(site.run('export', {}, paid.id)).rejects.toMatchObject({ status: 403 })
  })
})

describe('comparison', () => {
  test('rows of the same keys stand in the same order, what is gone follows', async () => {
    const { rows, compared } = await site.stats({
      period: { from: '2026-11-03', to: '2026-11-03' },
      compare: 'previous',
      metrics: ['visits'],
      dimensions: ['channel'],
    })
    expect(rows).toEqual([{ channel: 'Direct', visits: 2 }])
    expect(compared).toEqual({
      from: '2026-11-02',
      to: '2026-11-02',
      rows: [
        { channel: 'Direct', visits: 0 },
        { channel: 'Email', visits: 1 },
        { channel: 'Paid Search', visits: 1 },
      ],
      totals: { visits: 2 },
    })
  })
})

describe('pages of rows', () => {
  test('limit and offset cut rows but not totals', async () => {
    const { rows, totals } = await site.stats({ period: NOVEMBER, metrics: ['visits'], dimensions: ['channel'], limit: 2, offset: 1 })
    expect(rows.map(({ channel }) => channel)).toEqual(['Email', 'Organic Search'])
    expect(totals).toEqual({ visits: 5 })
  })

  test('rows of time are complete for each value beside them', async () => {
    const { rows } = await site.stats({
      period: { from: '2026-11-02', to: '2026-11-03' },
      metrics: ['visits'],
      dimensions: ['time:day', 'channel'],
    })
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['2026-11-02', 'Email', 1],
      ['2026-11-02', 'Paid Search', 1],
      ['2026-11-02', 'Direct', 0],
      ['2026-11-03', 'Direct', 2],
      ['2026-11-03', 'Email', 0],
      ['2026-11-03', 'Paid Search', 0],
    ])
  })

  test('an order may be asked for', async () => {
    const { rows } = await site.stats({ period: NOVEMBER, metrics: ['visits'], dimensions: ['channel'], order_by: [['channel', 'desc']] })
    expect(rows.map(({ channel }) => channel)).toEqual(['Paid Search', 'Organic Search', 'Email', 'Direct'])
  })
})

describe('refusals', () => {
  test.each([
    [{ metrics: ['visit'] }, 422, 'visits'],
    [{ metrics: ['visits'], dimensions: ['chanel'] }, 422, 'channel'],
    [{ metrics: ['visits'], goal: 'Sinup' }, 422, 'Signup'],
    [{ metrics: ['visits'], order_by: [['visitors', 'asc']] }, 422, 'visits'],
    [{ metrics: ['visits'], filters: [['is', 'chanel', ['x']]] }, 422, 'channel'],
    [{ metrics: 'visits' }, 400, 'metrics'],
    [{ metrics: ['visits'], period: { from: '2026-11-03', to: '2026-11-02' } }, 422, 'ends'],
  ])('%j is refused with what is near', async (request, status, word) => {
    await expect(site.stats(request)).rejects.toMatchObject({ status, message: expect.stringContaining(word) })
  })

  test('an unknown report is a 404', async () => {
    await expect(site.run('stat', {})).rejects.toMatchObject({ status: 404 })
  })
})
