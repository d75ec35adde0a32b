import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber } from '../../../collector/reports/time/calendar.ts'
import { type Comparison, comparedDays, cutAt } from '../../../collector/reports/time/comparison.ts'
import {
  type DateRange,
  datesOf,
  daysOf,
  localPeriod,
  type Period,
} from '../../../collector/reports/time/period.ts'
import { dayOf } from '../../../collector/reports/time/zone.ts'

/** `previous`, `year weekday`: what is compared with, and how it is matched. */
function comparisonOf(words: string): Comparison {
  const [compare, match] = words.split(' ')
  return { compare: compare as 'previous' | 'year', match: match as 'weekday' }
}

function compared(asked: Comparison, period: Period, today: string) {
  const now = { today: dayNumber(today), first: dayNumber('2025-03-09') }
  const { cut, ...days } = comparedDays(asked, period, daysOf(period, now), now.today)
  return { ...datesOf(days), cut }
}

const range = (from: string, to: string): DateRange => ({ from, to })

describe('on Wednesday 18 November 2026', () => {
  test.each<[string, Period, string, string, boolean]>([
    ['previous', '7d', '2026-11-04', '2026-11-10', false],
    ['previous weekday', '7d', '2026-11-04', '2026-11-10', false],
    ['previous', '30d', '2026-09-19', '2026-10-18', false],
    // 30 days fit into five weeks.
    ['previous weekday', '30d', '2026-09-14', '2026-10-13', false],
    ['year', '7d', '2025-11-11', '2025-11-17', false],
    ['year weekday', '7d', '2025-11-12', '2025-11-18', false],
    ['previous', 'yesterday', '2026-11-16', '2026-11-16', false],
    ['previous', 'today', '2026-11-17', '2026-11-17', true],
    ['previous weekday', 'today', '2026-11-11', '2026-11-11', true],
    ['year', 'today', '2025-11-18', '2025-11-18', true],
    ['year weekday', 'today', '2025-11-19', '2025-11-19', true],
    ['previous', 'mtd', '2026-10-01', '2026-10-18', true],
    ['previous weekday', 'mtd', '2026-10-11', '2026-10-28', true],
    ['year', 'mtd', '2025-11-01', '2025-11-18', true],
    ['previous', 'ytd', '2025-01-01', '2025-11-18', true],
    ['previous', '12mo', '2024-12-01', '2025-11-18', true],
    ['year', '12mo', '2024-12-01', '2025-11-18', true],
    ['previous', range('2026-11-10', '2026-11-16'), '2026-11-03', '2026-11-09', false],
    ['year', range('2026-11-10', '2026-11-16'), '2025-11-10', '2025-11-16', false],
    ['year', range('2024-02-29', '2024-02-29'), '2023-02-28', '2023-02-28', false],
    // A week that has run to its third day is compared with three days.
    ['previous', range('2026-11-16', '2026-11-22'), '2026-11-09', '2026-11-11', true],
    ['previous weekday', range('2026-11-01', '2026-11-30'), '2026-09-27', '2026-10-14', true],
    ['previous', range('2026-11-19', '2026-11-20'), '2026-11-17', '2026-11-18', false],
  ])('%s of %j is %s to %s, cut: %s', (words, period, ...expected) => {
    const [from, to, cut] = expected
    expect(compared(comparisonOf(words), period, '2026-11-18')).toEqual({ from, to, cut })
  })
})

test.each<[string, string, string, boolean]>([
  ['2026-03-28', '2026-02-01', '2026-02-28', true],
  ['2026-03-29', '2026-02-01', '2026-02-28', false],
  ['2026-03-31', '2026-02-01', '2026-02-28', false],
  ['2028-03-29', '2028-02-01', '2028-02-29', true],
])('on %s the month to date is compared with %s to %s, cut: %s', (today, from, to, cut) => {
  expect(compared({ compare: 'previous' }, 'mtd', today)).toEqual({ from, to, cut })
})

test('29 February is compared with the same part of 28 February', () => {
  const answer = compared({ compare: 'year' }, 'today', '2028-02-29')
  expect(answer).toEqual({ from: '2027-02-28', to: '2027-02-28', cut: true })
})

test.each<[DateRange, Period, string, string, boolean]>([
  [range('2026-01-01', '2026-01-31'), '7d', '2026-01-01', '2026-01-31', false],
  // Day for day: the third has run.
  [
    range('2026-01-05', '2026-01-11'),
    range('2026-11-16', '2026-11-22'),
    '2026-01-05',
    '2026-01-07',
    true,
  ],
  // Other lengths have no counterpart of today.
  [range('2026-01-01', '2026-01-31'), 'today', '2026-01-01', '2026-01-31', false],
])(
  'compared with the range %j, %j is compared with %s to %s, cut: %s',
  (compare, period, ...expected) => {
    const [from, to, cut] = expected
    expect(compared({ compare, match: 'weekday' }, period, '2026-11-18')).toEqual({ from, to, cut })
  },
)

describe('a running day is compared up to the same time of the other', () => {
  test.each([
    ['UTC', '2026-11-18T09:12:40.999Z', '2026-11-17', '2026-11-17T09:12:00.000Z'],
    ['Asia/Kolkata', '2026-11-18T09:12:40Z', '2026-11-17', '2026-11-17T09:12:00.000Z'],
    // The day before was an hour longer: 09:12 of it is 10 h 12 min after its midnight.
    ['Europe/Berlin', '2026-10-26T08:12:00Z', '2026-10-25', '2026-10-25T08:12:00.000Z'],
    ['Europe/Berlin', '2026-10-25T08:12:00Z', '2026-10-24', '2026-10-24T07:12:00.000Z'],
    // 02:30 was left out, and the clock went on at 03:00.
    ['Europe/Berlin', '2026-03-30T00:30:00Z', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    // 02:30 came twice.
    ['Europe/Berlin', '2026-10-26T01:30:00Z', '2026-10-25', '2026-10-25T00:30:00.000Z'],
    ['UTC', '2026-11-18T00:00:00Z', '2026-11-17', '2026-11-17T00:00:00.000Z'],
  ])('in %s at %s the day %s ends at %s', (timezone, now, date, until) => {
    const days = { from: dayNumber(date), to: dayNumber(date) + 1 }
    const { span } = cutAt(localPeriod(days, { timezone, week_start: 'monday' }), Date.parse(now))
    expect(new Date(span.to).toISOString()).toBe(until)
  })

  test('whatever the zone and the time, the end lies in the day, or at its end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'UTC',
          'Europe/Berlin',
          'America/Havana',
          'Australia/Lord_Howe',
          'Pacific/Apia',
        ),
        fc.integer({ min: dayNumber('2011-01-01'), max: dayNumber('2030-01-01') }),
        fc.integer({ min: Date.parse('2011-01-01'), max: Date.parse('2030-01-01') }),
        (timezone, day, now) => {
          const whole = localPeriod(
            { from: day - 1, to: day + 1 },
            { timezone, week_start: 'monday' },
          )
          const { span } = cutAt(whole, now)
          expect(span.to).toBeLessThanOrEqual(whole.span.to)
          expect(dayOf(timezone, span.to)).toBeGreaterThanOrEqual(day)
        },
      ),
    )
  })
})

test('by weekday each day is compared with a day of its own name, and none is in both', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 15_000, max: 25_000 }),
      fc.integer({ min: 1, max: 360 }),
      fc.constantFrom('previous weekday', 'year weekday'),
      (from, length, words) => {
        const days = { from, to: from + length }
        const period = datesOf(days)
        const others = comparedDays(comparisonOf(words), period, days, 0)
        expect((from - others.from) % 7).toBe(0)
        expect(others.to - others.from).toBe(length)
        expect(others.to).toBeLessThanOrEqual(from)
      },
    ),
  )
})
