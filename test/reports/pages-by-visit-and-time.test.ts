import { afterEach, expect, test } from 'vitest'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
let site: ReportedSite
afterEach(() => site.close())

/** Rows by device, page and a time, as one text each: the row's keys, visits, pageviews and events. */
async function rows(time: string): Promise<string[]> {
  const dimensions = [time, 'device', 'page']
  const answer = await site.stats({
    period: { from: '2026-10-24', to: '2026-10-25' },
    dimensions,
    metrics: ['visits', 'pageviews', 'events'],
    order_by: dimensions.map((name) => [name, 'asc']),
  })
  const columns = [...dimensions, 'visits', 'pageviews', 'events'] as const
  return answer.rows
    .map((row) => columns.map((name) => row[name as keyof typeof row]))
    .filter((row) => row.slice(3).some((number) => number !== 0))
    .map((row) => row.map(String).join(' '))
}

const sent = (at: string, more: object): Line => ({ at, userAgent: PHONE, ...more })

test('a report on a page that turns out to be of a later visit takes that page along', async () => {
  site = await reportedSite()
  const lost = { name: 'engagement', path: '/pricing', engaged: 4_000, scroll: 10 }
  site.take([sent('2026-10-24T22:52:00', lost)])
  site.take([sent('2026-10-24T12:13:00', { path: '/' })])
  expect(await rows('hour')).toEqual(['12 mobile / 1 1 0', '12 mobile /pricing 1 0 0'])
  site.take([sent('2026-10-24T22:43:00', { path: '/docs' })])
  const apart = ['12 mobile / 1 1 0', '22 mobile /docs 1 1 0', '22 mobile /pricing 1 0 0']
  expect(await rows('hour')).toEqual(apart)
  // It stays with the visit that has it from elsewhere.
  site.take([sent('2026-10-24T12:14:00', { path: '/pricing' })])
  const both = ['12 mobile / 1 1 0', '12 mobile /pricing 1 1 0', ...apart.slice(1)]
  expect(await rows('hour')).toEqual(both)
})

test('a visit over midnight is of the day it began by all of its pages, its pageviews are of their own', async () => {
  site = await reportedSite()
  site.take([
    sent('2026-10-24T23:50:00', { path: '/a' }),
    sent('2026-10-25T00:10:00', { path: '/b' }),
    sent('2026-10-25T00:11:00', { path: '/b', name: 'Signup' }),
  ])
  expect(await rows('time:day')).toEqual([
    '2026-10-24 mobile /a 1 1 0',
    '2026-10-24 mobile /b 1 0 0',
    '2026-10-25 mobile /b 0 1 1',
  ])
  expect(await rows('hour')).toEqual([
    '0 mobile /b 0 1 1',
    '23 mobile /a 1 1 0',
    '23 mobile /b 1 0 0',
  ])
})

test("a server's event without a visit has neither device nor page, one in a visit has the device", async () => {
  site = await reportedSite()
  site.take([
    sent('2026-10-24T10:00:00', { path: '/a' }),
    { at: '2026-10-24T10:10:00', name: 'Renewal' },
    { at: '2026-10-24T12:00:00', name: 'Renewal' },
  ])
  expect(await rows('hour')).toEqual([
    '10 mobile /a 1 1 0',
    '10 mobile null 1 0 1',
    '12 null null 0 0 1',
  ])
})
