import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StatsAnswer } from '../../collector/reports/stats.ts'
import { imported } from '../imported/scene.ts'
import { fiveVisits } from './five-visits.ts'
import { FILE } from './imported-file.ts'
import type { ReportedSite } from './site.ts'

const DAYS = { from: '2026-10-30', to: '2026-11-03' }

let site: ReportedSite

beforeAll(async () => {
  site = await fiveVisits()
  await imported(site.settings, site.id, FILE)
})
afterAll(() => site.close())

const ask = (request: object): Promise<StatsAnswer> => site.stats({ period: DAYS, ...request })
const MIXED = [
  'visitors',
  'visits',
  'pageviews',
  'bounce_rate',
  'visit_duration',
  'views_per_visit',
]

describe('imported days', () => {
  test('are added to our own, rates as ratios of sums', async () => {
    const { totals, meta, rows } = await ask({ metrics: MIXED })
    // Own on 2 and 3 November: 4 visits of 3 people, 5 pageviews… (five-visits.ts).
    expect(totals).toMatchObject({ visitors: 8 + 5 + 2 + 3, visits: 18 + 4 })
    expect(totals.pageviews).toBe(39 + 6)
    expect(totals.bounce_rate).toBe((9 + 2) / 22)
    expect(totals.visit_duration).toBe((720 + 60 + 360 + 15) / 22)
    expect(totals.views_per_visit).toBe(45 / 22)
    expect(rows).toEqual([{ ...totals, imported: 'part' }])
    expect(meta).toMatchObject({ data_from: '2026-10-30', from: '2026-10-30' })
    expect(meta.imported).toEqual({
      ...{ from: '2026-10-30', to: '2026-11-01', tools: ['plausible'], left_out: null, lacks: [] },
      visitor_days: true,
    })
    expect(meta.warnings).toEqual([
      'of imported days (2026-10-30 to 2026-11-01) the visitors of each day are added up: whoever came on several days is counted on each',
    ])
  })

  test('end where our own begin, in every bucket of time', async () => {
    const { rows } = await ask({ metrics: ['visits', 'engaged_rate'], dimensions: ['time:day'] })
    expect(rows).toMatchObject([
      { 'time:day': '2026-10-30', visits: 10, engaged_rate: null, imported: 'all' },
      { 'time:day': '2026-10-31', visits: 6, engaged_rate: null, imported: 'all' },
      { 'time:day': '2026-11-01', visits: 2, engaged_rate: null, imported: 'all' },
      { 'time:day': '2026-11-02', visits: 2, engaged_rate: 1 },
      { 'time:day': '2026-11-03', visits: 2 },
    ])
    expect(rows[3]).not.toHaveProperty('imported')
    const months = await ask({ metrics: ['visits'], dimensions: ['time:month'] })
    expect(months.rows).toEqual([
      { 'time:month': '2026-10', visits: 16, imported: 'all' },
      { 'time:month': '2026-11', visits: 2 + 4, imported: 'part' },
    ])
    const weeks = await ask({ metrics: ['visits'], dimensions: ['time:week'] })
    expect(weeks.rows).toMatchObject([
      { 'time:week': '2026-10-26', visits: 18 },
      { 'time:week': '2026-11-02', visits: 4 },
    ])
    const weekdays = await ask({ metrics: ['visits'], dimensions: ['weekday'] })
    expect(weekdays.rows).toMatchObject([
      { weekday: 5, visits: 10 },
      { weekday: 6, visits: 6 },
      { weekday: 1, visits: 2 },
      { weekday: 2, visits: 2 },
      { weekday: 7, visits: 2 },
    ])
  })

  test('have no hours', async () => {
    const { rows, meta } = await ask({ metrics: ['visits'], dimensions: ['hour'] })
    expect(rows.reduce((sum, { visits }) => sum + Number(visits), 0)).toBe(4)
    expect(meta.imported?.left_out).toBe('hours')
    expect(meta.warnings).toEqual(
      ['imported days (2026-10-30 to 2026-11-03) are left out: they are sums of whole days'].map(
        (text) => text.replace('11-03', '11-01'),
      ),
    )
  })

  test('are told by channel and source as the rules of the site have them', async () => {
    const channels = await ask({ metrics: ['visits'], dimensions: ['channel'] })
    expect(channels.rows).toEqual([
      { channel: 'Paid Search', visits: 7 + 1, imported: 'part' },
      { channel: 'Direct', visits: 5 + 2, imported: 'part' },
      { channel: 'Organic Search', visits: 4, imported: 'all' },
      { channel: 'Email', visits: 1 },
    ])
    expect(channels.totals.visits).toBe(16 + 4)
    const sources = await ask({ metrics: ['visits'], dimensions: ['source', 'campaign'] })
    expect(sources.rows).toContainEqual({
      ...{ source: 'google', campaign: 'Autumn Sale', visits: 7, imported: 'all' },
    })
    expect(sources.rows).toContainEqual({ source: 'google', campaign: 'Spring', visits: 1 })
    const months = await ask({ metrics: ['visits'], dimensions: ['time:month', 'channel'] })
    expect(months.rows).toContainEqual({
      ...{ 'time:month': '2026-10', channel: 'Direct', visits: 5, imported: 'all' },
    })
  })

  test('are told by page, and all visits of a total once', async () => {
    const { rows, totals } = await ask({ metrics: ['pageviews', 'visits'], dimensions: ['page'] })
    expect(rows).toMatchObject([
      { page: '/pricing', pageviews: 11 + 3, visits: 9 + 3 },
      { page: '/landing', pageviews: 6 + 1, visits: 5 + 1 },
      { page: '/blog', pageviews: 2 },
    ])
    expect(totals).toEqual({ pageviews: 39 + 6, visits: 18 + 4 })
    const hosts = await ask({ metrics: ['pageviews', 'visits'], dimensions: ['hostname'] })
    // How many visits saw one of two pages, their sums do not say: the number is our own.
    expect(hosts.rows).toEqual([
      { hostname: 'example.com', pageviews: 17 + 6, visits: 4, imported: 'part' },
    ])
  })

  test('are narrowed down by the dimension that they are told by', async () => {
    const filtered = await ask({
      metrics: ['visits'],
      filters: [['is', 'channel', ['Paid Search']]],
    })
    expect(filtered.totals).toEqual({ visits: 7 + 1 })
    const cities = await ask({
      metrics: ['visits'],
      dimensions: ['city'],
      filters: [
        [
          'or',
          [
            ['is', 'country', ['de']],
            ['contains', 'city', ['BERL']],
          ],
        ],
      ],
    })
    expect(cities.rows).toEqual([{ city: 'Berlin', visits: 8, imported: 'all' }])
    const pages = await ask({
      metrics: ['pageviews', 'visits'],
      filters: [['matches', 'page', ['/pric*']]],
    })
    expect(pages.totals).toEqual({ pageviews: 11 + 3, visits: 9 + 3 })
  })

  test('are left out where they do not know the second dimension, or the filter', async () => {
    const both = await ask({ metrics: ['visits'], dimensions: ['page', 'country'] })
    expect(both.meta.imported).toMatchObject({ left_out: 'dimensions', to: '2026-11-01' })
    expect(both.totals.visits).toBe(4)
    const filtered = await ask({
      metrics: ['visits'],
      dimensions: ['page'],
      filters: [['is', 'country', ['DE']]],
    })
    expect(filtered.meta.imported?.left_out).toBe('filters')
    const deed = await ask({ metrics: ['visits'], filters: [['has_done', 'event', ['Signup']]] })
    expect(deed.meta.imported?.left_out).toBe('filters')
    expect(deed.meta.warnings).toEqual([
      'imported days (2026-10-30 to 2026-11-01) are left out: they cannot be narrowed down by these filters',
    ])
  })

  test('count events by name, and conversions of goals that are an event’s name', async () => {
    const metrics = ['events', 'visitors', 'conversions', 'revenue']
    const { rows, meta, totals } = await ask({ metrics, dimensions: ['event'] })
    expect(rows.slice(0, 2)).toMatchObject([
      { event: 'Signup', events: 4 + 2, visitors: 3 + 2, conversions: 4 + 2, revenue: 20 },
      { event: 'Video', events: 4, visitors: 1, conversions: 0, revenue: null },
    ])
    expect(totals).toMatchObject({ events: 8 + 2, conversions: 4 + 2, revenue: 20 })
    expect(meta.imported?.lacks).toEqual(['revenue'])
    const all = await ask({ metrics: ['events', 'conversions', 'conversion_rate'] })
    expect(all.totals).toMatchObject({ events: 10, conversions: 6, conversion_rate: 2 / 3 })
    expect(all.meta.imported?.lacks).toEqual(['conversion_rate'])
    const plans = await ask({ metrics: ['events'], dimensions: ['prop:plan'] })
    expect(plans.rows).toEqual([
      { 'prop:plan': 'pro', events: 2 + 1, imported: 'part' },
      { 'prop:plan': 'free', events: 1 },
      { 'prop:plan': 'team', events: 1, imported: 'all' },
    ])
  })

  test('are compared with over the border', async () => {
    const period = { from: '2026-11-02', to: '2026-11-03' }
    const { compared, meta } = await site.stats({
      ...{ period, compare: 'previous', metrics: ['visits'], dimensions: ['time:day'] },
    })
    expect(meta.imported).toBeUndefined()
    expect(compared).toMatchObject({
      totals: { visits: 8 },
      rows: [
        { 'time:day': '2026-10-31', visits: 6, imported: 'all' },
        { 'time:day': '2026-11-01', visits: 2, imported: 'all' },
      ],
      imported: { from: '2026-10-31', to: '2026-11-01' },
    })
    const movers = await site.stats({
      ...{ period, compare: 'previous', metrics: ['visits'], dimensions: ['channel'] },
      order_by: [['change:visits', 'desc']],
    })
    expect(movers.rows.map(({ channel }) => channel)).toContain('Organic Search')
  })

  test('reach as far as the period “all”', async () => {
    const { meta, totals } = await site.stats({ period: 'all', metrics: ['visits'] })
    expect(meta).toMatchObject({ from: '2026-10-30', data_from: '2026-10-30' })
    expect(totals.visits).toBe(18 + 5)
  })

  test('are in no other report', async () => {
    const usual = (await site.run('values', { period: DAYS, dimensions: ['city'] })) as {
      rows: unknown[]
      meta: object
    }
    expect(usual.rows).toEqual([{ dimension: 'city', value: null, count: 4 }])
    expect(usual.meta).toMatchObject({ data_from: '2026-11-02' })
    const paths = { period: DAYS, start: { page: '/pricing' }, depth: 2, by: 'visit' }
    expect(await site.run('paths', paths)).toMatchObject({ meta: { data_from: '2026-11-02' } })
  })

  test('are held to the segment of a shared link', async () => {
    const { id: segment } = await site.segment({
      name: 'Ads',
      filters: [['is', 'medium', ['cpc']]],
    })
    const request = { period: DAYS, metrics: ['visits'] }
    const shared = (await site.run('stats', request, segment)) as StatsAnswer
    expect(shared.totals).toEqual({ visits: 7 + 1 })
    const doers = await site.segment({
      name: 'Doers',
      filters: [['has_done', 'event', ['Signup']]],
    })
    const own = (await site.run('stats', request, doers.id)) as StatsAnswer
    expect(own.meta.imported?.left_out).toBe('filters')
  })
})
