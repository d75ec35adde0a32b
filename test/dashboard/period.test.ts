import { expect, test } from 'vitest'
import {
  bucketsFor,
  dayIn,
  periodRequest,
  rangeOf,
  shifted,
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
  ['12mo', '2025-03-01', '2026-02-28'],
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
