import { afterEach, expect, test } from 'vitest'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

/** What others got wrong about days of 23 and 25 hours, weeks that a period cuts, and visits over the edge of a bucket. */
let site: ReportedSite
afterEach(() => site?.close())

const view = (at: string, visitor = at, path = '/'): Line => ({ at, visitor, path })
const HOURS = { metrics: ['visits'], dimensions: ['time:hour'] }

async function open(timezone: string, lines: Line[]): Promise<void> {
  site = await reportedSite({ timezone })
  site.take(lines)
}

const visitsOf = (rows: object[]) => rows.map((row) => ('visits' in row ? row.visits : undefined))

test('an hour that is lived twice is two rows, each with the visits of its own', async () => {
  // 02:30 summer time, 02:30 and 03:30 winter time.
  await open('Europe/Berlin', [
    view('2026-10-25T00:30:00'),
    view('2026-10-25T01:30:00'),
    view('2026-10-25T01:31:00'),
    view('2026-10-25T02:30:00'),
  ])
  const period = { from: '2026-10-25', to: '2026-10-25' }
  const { rows, totals } = await site.stats({ ...HOURS, period })
  expect(rows).toHaveLength(25)
  expect(visitsOf(rows).slice(1, 6)).toEqual([0, 1, 2, 1, 0])
  expect(totals.visits).toBe(4)
})

test('a day of 25 hours beside one of 24 keeps all of its hours, and the other one its own', async () => {
  await open('Europe/Berlin', [view('2026-10-25T22:30:00'), view('2026-10-24T21:30:00')])
  const period = { from: '2026-10-25', to: '2026-10-25' }
  const { rows, compared } = await site.stats({ ...HOURS, period, compare: 'previous' })
  expect([rows.length, compared?.rows.length]).toEqual([25, 24])
  expect([visitsOf(rows)[24], visitsOf(compared?.rows ?? [])[23]]).toEqual([1, 1])
})

test('the days around a change of the clock are one row each, empty ones too', async () => {
  // 29 March has 23 hours in Berlin; 23:30 on the 28th and 00:30 on the 30th.
  await open('Europe/Berlin', [view('2026-03-28T22:30:00'), view('2026-03-29T22:30:00')])
  const period = { from: '2026-03-27', to: '2026-03-31' }
  const { rows } = await site.stats({ ...HOURS, dimensions: ['time:day'], period })
  expect(rows.map((row) => [row['time:day'], row.visits])).toEqual([
    ['2026-03-27', 0],
    ['2026-03-28', 1],
    ['2026-03-29', 0],
    ['2026-03-30', 1],
    ['2026-03-31', 0],
  ])
})

test('the first week of a period that begins within it has its visits, east of Greenwich, too', async () => {
  // 00:30 on Thursday 1 October in Tokyo is Wednesday in UTC; 23:30 on Sunday the 4th, 00:30 on Monday the 5th.
  await open('Asia/Tokyo', [
    view('2026-09-30T15:30:00'),
    view('2026-10-04T14:30:00'),
    view('2026-10-04T15:30:00'),
  ])
  const period = { from: '2026-10-01', to: '2026-10-11' }
  const { rows } = await site.stats({ ...HOURS, dimensions: ['time:week'], period })
  expect(rows.map((row) => [row['time:week'], row.visits])).toEqual([
    ['2026-09-28', 2],
    ['2026-10-05', 1],
  ])
})

test('a visit over the edge of an hour and of midnight bounces in none of them', async () => {
  await open('Europe/Berlin', [
    view('2026-11-03T22:50:00', 'ann', '/a'),
    view('2026-11-03T23:10:00', 'ann', '/b'),
  ])
  const period = { from: '2026-11-03', to: '2026-11-04' }
  for (const dimension of ['time:hour', 'time:day']) {
    const asked = { metrics: ['visits', 'bounce_rate', 'pageviews'], dimensions: [dimension] }
    const { rows, totals } = await site.stats({ ...asked, period })
    expect(totals).toEqual({ visits: 1, bounce_rate: 0, pageviews: 2 })
    expect(rows.filter(({ bounce_rate }) => bounce_rate !== 0)).toEqual([])
    // Each view in its own hour and day, the visit in that of its start.
    expect(rows.filter(({ pageviews }) => pageviews === 1)).toHaveLength(2)
  }
})

test('what a filter chooses is counted once, however many events of the visit it fits', async () => {
  site = await reportedSite()
  await site.goal({ name: 'Signup', event: 'Signup', value: 'none', count: 'every' })
  site.take([
    view('2026-11-03T10:00:00', 'ann', '/a'),
    view('2026-11-03T10:01:00', 'ann', '/a'),
    view('2026-11-03T10:02:00', 'ann', '/b'),
    { name: 'Signup', at: '2026-11-03T10:03:00', visitor: 'ann', path: '/a' },
  ])
  const period = { from: '2026-11-03', to: '2026-11-03' }
  const asked = { period, metrics: ['conversions', 'converted_visitors', 'visits'] }
  const whole = { conversions: 1, converted_visitors: 1, visits: 1 }
  for (const filters of [
    [],
    [['is', 'page', ['/a', '/b']]],
    [['contains', 'page', ['/']]],
    [['is', 'event', ['pageview']]],
    [['is_not', 'country', ['SE']]],
    [['not', ['is', 'page', [null]]]],
  ].slice(0, 6)) {
    const { totals } = await site.stats({ ...asked, filters })
    const event = filters.some(([, dimension]) => dimension === 'event')
    expect(totals).toEqual(event ? { conversions: 0, converted_visitors: 0, visits: 1 } : whole)
  }
})
