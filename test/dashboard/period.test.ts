import { expect, test } from 'vitest'
import { NAMED_PERIODS } from '../../collector/reports/time/period.ts'
import {
  addDays,
  bucketsFor,
  dayIn,
  daysOf,
  likeBefore,
  type Period,
  periodRequest,
  rangeOf,
  readCompare,
  readPeriod,
  shifted,
  startOfQuarter,
  stepped,
  type WeekStart,
  writeRange,
} from '../../dashboard/models/period.ts'

const TODAY = '2026-03-15'
/** A Sunday, in weeks that begin with Monday. */
const NOW = on(TODAY)

function on(today: string, weekStart: WeekStart = 'monday') {
  return { today, weekStart }
}

test.each([
  ['today', '2026-03-15', '2026-03-15'],
  ['yesterday', '2026-03-14', '2026-03-14'],
  ['7d', '2026-03-08', '2026-03-14'],
  ['last7', '2026-03-09', '2026-03-15'],
  ['30d', '2026-02-13', '2026-03-14'],
  ['mtd', '2026-03-01', '2026-03-15'],
  ['ytd', '2026-01-01', '2026-03-15'],
  ['12mo', '2025-04-01', '2026-03-15'],
  ['wtd', '2026-03-09', '2026-03-15'],
  ['lastweek', '2026-03-02', '2026-03-08'],
  ['lastmonth', '2026-02-01', '2026-02-28'],
  ['qtd', '2026-01-01', '2026-03-15'],
  ['lastquarter', '2025-10-01', '2025-12-31'],
] as const)('%s goes from %s to %s', (period, from, to) => {
  expect(rangeOf(period, NOW)).toEqual({ from, to })
})

test('all time has no end in either direction', () => {
  expect(rangeOf('all', NOW)).toBeUndefined()
})

test('the API is asked for its own periods by name and for those with today by their days', () => {
  expect(periodRequest('30d', NOW)).toBe('30d')
  expect(periodRequest('last30', NOW)).toEqual({ from: '2026-02-14', to: TODAY })
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
  expect(rangeOf('12mo', on(today))).toEqual({ from, to })
})

test('on the first of a month the month to date is one day, and yesterday is in the last', () => {
  expect(rangeOf('mtd', on('2026-03-01'))).toEqual({ from: '2026-03-01', to: '2026-03-01' })
  expect(rangeOf('yesterday', on('2026-03-01'))).toEqual({ from: '2026-02-28', to: '2026-02-28' })
  expect(rangeOf('ytd', on('2026-01-01'))).toEqual({ from: '2026-01-01', to: '2026-01-01' })
})

test('a range is its own, and has both its ends', () => {
  const march = { from: '2026-03-01', to: '2026-03-31' }
  expect(rangeOf(march, NOW)).toEqual(march)
  expect(periodRequest(march, NOW)).toEqual(march)
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
  const ofCalendar = ['wtd', 'lastweek', 'lastmonth', 'qtd', 'lastquarter']
  for (const name of [...NAMED_PERIODS, ...withToday, ...ofCalendar])
    expect(readPeriod(name)).toBe(name)
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

test.each([
  ['monday', '2026-03-02', '2026-03-08'],
  ['sunday', '2026-03-08', '2026-03-14'],
  ['saturday', '2026-03-07', '2026-03-13'],
] as const)('where weeks begin with %s, last week went from %s to %s', (first, from, to) => {
  expect(rangeOf('lastweek', on(TODAY, first))).toEqual({ from, to })
  expect(rangeOf('wtd', on(TODAY, first))).toEqual({ from: addDays(to, 1), to: TODAY })
})

test.each([
  ['2026-01-01', 0, '2026-01-01'],
  ['2026-03-31', 0, '2026-01-01'],
  ['2026-04-01', -1, '2026-01-01'],
  ['2026-02-28', -1, '2025-10-01'],
  ['2026-12-31', 1, '2027-01-01'],
])('the quarter of %s, %i quarters away, begins on %s', (day, quarters, first) => {
  expect(startOfQuarter(day, quarters)).toBe(first)
})

test('whole months step by months, everything else by its days', () => {
  const february = { from: '2026-02-01', to: '2026-02-28' }
  expect(stepped(february, -1)).toEqual({ from: '2026-01-01', to: '2026-01-31' })
  expect(stepped(february, 1)).toEqual({ from: '2026-03-01', to: '2026-03-31' })
  const quarter = { from: '2025-10-01', to: '2025-12-31' }
  expect(stepped(quarter, 1)).toEqual({ from: '2026-01-01', to: '2026-03-31' })
  const week = { from: '2026-03-02', to: '2026-03-08' }
  expect(stepped(week, -2)).toEqual({ from: '2026-02-16', to: '2026-02-22' })
  const first = { from: '2026-03-01', to: '2026-03-15' }
  expect(stepped(first, -1)).toEqual({ from: '2026-02-14', to: '2026-02-28' })
})

test.each<[Period, string, { from: string; to: string } | undefined]>([
  ['lastmonth', '2026-03-15', { from: '2026-01-01', to: '2026-01-31' }],
  ['lastquarter', '2026-03-15', { from: '2025-07-01', to: '2025-09-30' }],
  ['qtd', '2026-02-09', { from: '2025-10-01', to: '2025-11-09' }],
  // The second quarter has 91 days, the first 90.
  ['qtd', '2026-06-29', { from: '2026-01-01', to: '2026-03-31' }],
  ['qtd', '2026-06-30', { from: '2026-01-01', to: '2026-03-31' }],
  ['qtd', '2026-09-30', { from: '2026-04-01', to: '2026-06-30' }],
  [
    { from: '2026-02-01', to: '2026-02-28' },
    '2026-03-15',
    { from: '2026-01-01', to: '2026-01-31' },
  ],
  [{ from: '2026-02-02', to: '2026-02-28' }, '2026-03-15', undefined],
  ['lastweek', '2026-03-15', undefined],
  ['last30', '2026-03-15', undefined],
  ['mtd', '2026-03-31', undefined],
])('%j on %s is held against %j', (period, today, like) => {
  expect(likeBefore(period, on(today))).toEqual(like)
})
