import { expect, test } from 'vitest'
import { dateOf } from '../../../collector/date-of.ts'
import {
  addMonths,
  dayNumber,
  isDate,
  startOfWeek,
  weekdayOf,
} from '../../../collector/reports/time/calendar.ts'

test.each([
  ['1970-01-01', 0, 4],
  ['1969-12-31', -1, 3],
  ['2026-11-01', 20_758, 7],
  ['2026-11-02', 20_759, 1],
])('%s is day %d, and weekday %d of ISO 8601', (date, day, weekday) => {
  expect(dayNumber(date)).toBe(day)
  expect(weekdayOf(day)).toBe(weekday)
})

test.each([
  ['monday', '2026-11-02'],
  ['sunday', '2026-11-01'],
  ['saturday', '2026-10-31'],
] as const)('where weeks begin on %s, that of 4 November 2026 began on %s', (first, start) => {
  expect(dateOf(startOfWeek(dayNumber('2026-11-04'), first))).toBe(start)
})

test.each([
  ['2026-03-31', -1, '2026-02-28'],
  ['2024-02-29', -12, '2023-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['1970-01-31', -2, '1969-11-30'],
])('%s and %d months is %s', (date, months, other) => {
  expect(dateOf(addMonths(dayNumber(date), months))).toBe(other)
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2026-2-28', false],
  ['2026-13-01', false],
  ['today', false],
])('whether %s is a date: %s', (text, is) => {
  expect(isDate(text)).toBe(is)
})
