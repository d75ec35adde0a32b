import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LiveAnswer } from '../../collector/reports/live.ts'
import { NOVEMBER } from './five-visits.ts'
import { type ReportedSite, reportedSite } from './site.ts'

/** Ann comes directly and buys for 30.00; two days later her subscription renews for 7.00, and a server says so. */
let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  await site.goal({ name: 'Paid', event: 'Paid', value: 'revenue', count: 'every' })
  const ann = { visitor: 'ann', user: 'ann', account: 'acme' }
  const paid = (amount: number) => ({ name: 'Paid', revenue: { amount, currency: 'EUR' } })
  site.take([
    { at: '2026-11-02T10:00:00', path: '/', userAgent: BROWSER, language: 'de', ...ann },
    { at: '2026-11-02T10:01:00', path: '/', userAgent: BROWSER, ...paid(30), ...ann },
    { at: '2026-11-04T10:00:00', visitor: undefined, user: 'ann', ...paid(7) },
  ])
})
afterAll(() => site.close())

const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const METRICS = ['revenue', 'conversions', 'events', 'conversion_rate']

test.each([
  ['channel', 'Direct'],
  ['source', 'direct'],
  ['medium', '(none)'],
  ['landing_page', '/'],
  ['exit_page', '/'],
  ['language', 'de'],
  ['device', 'desktop'],
  ['browser', 'Chrome'],
  ['os', 'Windows'],
  ['visitor_kind', 'new'],
])('by %s what belongs to no visit stands in a row of its own', async (dimension, value) => {
  const { rows } = await site.stats({ period: NOVEMBER, metrics: METRICS, dimensions: [dimension] })
  expect(rows).toEqual([
    { [dimension]: value, revenue: 30, conversions: 1, events: 1, conversion_rate: 1 },
    // Nobody of it is a visitor.
    { [dimension]: null, revenue: 7, conversions: 1, events: 1, conversion_rate: 0 },
  ])
})

test.each([
  ['is', ['Direct'], 30],
  ['is_not', ['Direct'], 7],
  ['is', [null], 7],
  ['is_not', [null], 30],
  ['contains', ['irec'], 30],
  ['not_contains', ['irec'], 7],
  ['matches', ['*'], 30],
])('channel %s %j chooses it as it does any absent value', async (operator, values, revenue) => {
  const filters = [[operator, 'channel', values]]
  const { totals } = await site.stats({ period: NOVEMBER, metrics: ['revenue'], filters })
  expect(totals.revenue).toBe(revenue)
})

test('whose account it is, is known without a visit', async () => {
  const { rows } = await site.stats({
    period: NOVEMBER,
    metrics: ['revenue'],
    dimensions: ['account'],
  })
  expect(rows).toEqual([{ account: 'acme', revenue: 37 }])
})

test('it is in the totals, and by the day it was', async () => {
  const { rows, totals } = await site.stats({
    period: { from: '2026-11-02', to: '2026-11-04' },
    metrics: ['revenue', 'conversion_rate', 'converted_visitors'],
    dimensions: ['time:day'],
  })
  expect(totals).toEqual({ revenue: 37, conversion_rate: 1, converted_visitors: 1 })
  expect(rows.map((row) => [row.revenue, row.conversion_rate, row.converted_visitors])).toEqual([
    [30, 1, 1],
    [0, 0, 0],
    [7, 0, 1],
  ])
})

test('people of an event are who did it, with a visit or without; visitors are those with one', async () => {
  const own = await reportedSite()
  const renewed = { name: 'Renewal', visitor: undefined }
  own.take([
    { at: '2026-11-02T10:00:00', path: '/', visitor: 'ann', user: 'ann' },
    { at: '2026-11-02T10:01:00', path: '/', visitor: 'ann', user: 'ann', name: 'Signup' },
    { at: '2026-11-02T11:00:00', path: '/', visitor: 'cyd' },
    { at: '2026-11-02T12:00:00', user: 'ann', ...renewed },
    { at: '2026-11-03T12:00:00', user: 'bob', ...renewed },
    { at: '2026-11-04T12:00:00', user: 'bob', ...renewed },
  ])
  const metrics = ['events', 'people', 'visitors']
  const asked = { period: NOVEMBER, metrics, order_by: [['events', 'desc']] }
  const byEvent = await own.stats({ ...asked, dimensions: ['event'] })
  expect(byEvent.rows).toMatchObject([
    { event: 'Renewal', events: 3, people: 2, visitors: 0 },
    { event: 'Signup', events: 1, people: 1, visitors: 1 },
    // Nobody does anything by looking at a page.
    { event: 'pageview', events: 0, people: 0, visitors: 2 },
  ])
  expect(byEvent.totals).toEqual({ events: 4, people: 2, visitors: 2 })
  expect((await own.stats(asked)).totals).toEqual(byEvent.totals)
  const byChannel = await own.stats({ ...asked, dimensions: ['channel'] })
  expect(byChannel.rows).toMatchObject([
    { channel: null, events: 3, people: 2 },
    { channel: 'Direct', events: 1, people: 1 },
  ])
  own.close()
})

test('live events without a visit came from nowhere', async () => {
  const now = await reportedSite({}, '2026-11-04T10:05:00Z')
  now.take([
    { at: '2026-11-04T10:00:00', path: '/', visitor: 'ann', userAgent: BROWSER },
    { at: '2026-11-04T10:01:00', name: 'Paid', visitor: undefined, user: 'bob' },
  ])
  const { events } = (await now.run('live', {})) as LiveAnswer
  expect(
    events.map(({ name, channel, source, device }) => [name, channel, source, device]),
  ).toEqual([
    ['Paid', null, null, null],
    ['pageview', 'Direct', 'direct', 'desktop'],
  ])
  await now.close()
})

test('who sent one of some events is the total of those', async () => {
  const asked = { period: NOVEMBER, metrics: ['visitors'], dimensions: ['event'] }
  const filters = [['is_not', 'event', ['pageview', 'engagement']]]
  const { rows, totals } = await site.stats({ ...asked, filters })
  expect(rows).toEqual([{ event: 'Paid', visitors: 1 }])
  expect(totals).toEqual({ visitors: 1 })
})
