import { expect, test } from 'vitest'
import { NAMED_PERIODS } from '../../collector/reports/time/period.ts'
import {
  addDays,
  bucketsFor,
  dayIn,
  daysOf,
  periodRequest,
  rangeOf,
  readCompare,
  readPeriod,
  shifted,
  writeRange,
} from '../../dashboard/models/period.ts'

const TODAY = '2026-03-15'

test.each([
  ['today', '2026-03-15', '2026-03-15'],
  ['yesterday', '2026-03-14', '2026-03-14'],
  ['7d', '2026-03-08', '2026-03-14'],
  ['last7', '2026-03-09', '2026-03-15'],
  ['30d', '2026-02-13', '2026-03-14'],
  ['mtd', '2026-03-01', '2026-03-15'],
  ['ytd', '2026-01-01', '2026-03-15'],
  ['12mo', '2025-04-01', '2026-03-15'],
] as const)('%s goes from %s to %s', (period, from, to) => {
  expect(rangeOf(period, TODAY)).toEqual({ from, to })
})

test('all time has no end in either direction', () => {
  expect(rangeOf('all', TODAY)).toBeUndefined()
})

test('the API is asked for its own periods by name and for those with today by their days', () => {
  expect(periodRequest('30d', TODAY)).toBe('30d')
  expect(periodRequest('last30', TODAY)).toEqual({ from: '2026-02-14', to: TODAY })
})

test('a step back lies just before, as long as the period itself', () => {
  expect(shifted({ from: '2026-03-09', to: '2026-03-15' }, -1)).toEqual({
    from: '2026-03-02',
    to: '2026-03-08',
  })
})

test('the day is that of the site, not of the reader', () => {
  const at = Date.UTC(2026, 2, 15, 23, 30)
  expect(dayIn('UTC', at)).toBe('2026-03-15')
  expect(dayIn('Asia/Tokyo', at)).toBe('2026-03-16')
})

test.each([
  [1, 'hour'],
  [7, 'day'],
  [90, 'day'],
  [180, 'week'],
  [365, 'month'],
  [undefined, 'month'],
])('%s days are drawn by the %s', (days, bucket) => {
  expect(bucketsFor(days)[0]).toBe(bucket)
})

test.each([
  ['2026-01-01', '2025-02-01', '2026-01-01', 'a month of one day and the eleven before it'],
  ['2026-12-31', '2026-01-01', '2026-12-31', 'the year, whole'],
  ['2024-02-29', '2023-03-01', '2024-02-29', 'the same on a leap day'],
])('on %s the last 12 months go from %s to %s: %s', (today, from, to) => {
  expect(rangeOf('12mo', today)).toEqual({ from, to })
})

test('on the first of a month the month to date is one day, and yesterday is in the last', () => {
  expect(rangeOf('mtd', '2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-01' })
  expect(rangeOf('yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' })
  expect(rangeOf('ytd', '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-01-01' })
})

test('a range is its own, and has both its ends', () => {
  const march = { from: '2026-03-01', to: '2026-03-31' }
  expect(rangeOf(march, TODAY)).toEqual(march)
  expect(periodRequest(march, TODAY)).toEqual(march)
  expect(daysOf(march)).toBe(31)
  expect(daysOf({ from: TODAY, to: TODAY })).toBe(1)
})

test('a step is as long as the period, over the end of a year and a leap day', () => {
  const week = { from: '2025-12-29', to: '2026-01-04' }
  expect(shifted(week, 1)).toEqual({ from: '2026-01-05', to: '2026-01-11' })
  const february = { from: '2024-02-01', to: '2024-02-29' }
  expect(shifted(february, -1)).toEqual({ from: '2024-01-03', to: '2024-01-31' })
  expect(shifted(february, 2)).toEqual({ from: '2024-03-30', to: '2024-04-27' })
})

test('days are counted by the calendar, not by hours: the clock may change between', () => {
  expect(daysOf({ from: '2026-03-28', to: '2026-03-30' })).toBe(3)
  expect(addDays('2026-03-28', 1)).toBe('2026-03-29')
  expect(addDays('2026-10-25', 1)).toBe('2026-10-26')
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
})

test('every name that is offered is read, and written as it was read', () => {
  const withToday = ['last7', 'last28', 'last30', 'last90']
  for (const name of [...NAMED_PERIODS, ...withToday]) expect(readPeriod(name)).toBe(name)
  expect(readPeriod('2026-01-01..2026-01-31')).toEqual({ from: '2026-01-01', to: '2026-01-31' })
  expect(writeRange({ from: '2026-01-01', to: '2026-01-31' })).toBe('2026-01-01..2026-01-31')
  expect(writeRange('last30')).toBe('last30')
})

test.each([
  'last31',
  'Last30',
  'constructor',
  '',
  '31d',
  '2026-1-1..2026-1-2',
  '2026-01-02..2026-01-01',
])('"%s" is no period', (text) => {
  expect(readPeriod(text)).toBeUndefined()
})

test('a comparison is one of three words or a range', () => {
  expect(['none', 'previous', 'year'].map(readCompare)).toEqual(['none', 'previous', 'year'])
  expect(readCompare('2025-01-01..2025-01-31')).toEqual({ from: '2025-01-01', to: '2025-01-31' })
  expect(readCompare('last30')).toBeUndefined()
})

test.each([
  [2, ['hour']],
  [3, ['day', 'hour']],
  [13, ['day', 'hour']],
  [14, ['day', 'week']],
  [100, ['day', 'week']],
  [101, ['week', 'day', 'month']],
  [190, ['week', 'day', 'month']],
  [191, ['month', 'week', 'day']],
  [732, ['month', 'week', 'day']],
  [733, ['month', 'week']],
] as const)('%i days may be drawn by %j', (days, buckets) => {
  expect(bucketsFor(days)).toEqual(buckets)
})
