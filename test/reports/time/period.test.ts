import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOf } from '../../../collector/date-of.ts'
import { bucketsOf, type TimeUnit } from '../../../collector/reports/time/buckets.ts'
import { dayNumber } from '../../../collector/reports/time/calendar.ts'
import {
  datesOf,
  daysOf,
  localPeriod,
  type Period,
} from '../../../collector/reports/time/period.ts'
import { offsetAt } from '../../../collector/reports/time/zone.ts'

/** Wednesday. */
const now = { today: dayNumber('2026-11-18'), first: dayNumber('2025-03-09') }

test.each<[Period, string, string]>([
  ['today', '2026-11-18', '2026-11-18'],
  ['yesterday', '2026-11-17', '2026-11-17'],
  ['7d', '2026-11-11', '2026-11-17'],
  ['28d', '2026-10-21', '2026-11-17'],
  ['30d', '2026-10-19', '2026-11-17'],
  ['90d', '2026-08-20', '2026-11-17'],
  ['12mo', '2025-12-01', '2026-11-18'],
  ['mtd', '2026-11-01', '2026-11-18'],
  ['ytd', '2026-01-01', '2026-11-18'],
  ['all', '2025-03-09', '2026-11-18'],
  [{ from: '2026-02-27', to: '2026-03-01' }, '2026-02-27', '2026-03-01'],
])('on 18 November 2026 %j is %s to %s', (period, from, to) => {
  expect(datesOf(daysOf(period, now))).toEqual({ from, to })
})

function cut(unit: TimeUnit, timezone: string, from: string, to: string) {
  const days = { from: dayNumber(from), to: dayNumber(to) + 1 }
  const { edges, keys } = bucketsOf(unit, localPeriod(days, { timezone, week_start: 'monday' }))
  const lengths = keys.map((_, i) => ((edges[i + 1] ?? 0) - (edges[i] ?? 0)) / 3_600_000)
  return { edges, keys, lengths }
}

describe('days across a change of the clock', () => {
  test.each<[string, string, number]>([
    ['UTC', '2026-10-25', 24],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-03-30', 24],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['America/New_York', '2026-11-01', 25],
    // Clocks go forward at midnight: the day begins at 01:00.
    ['Africa/Cairo', '2026-04-24', 23],
    ['America/Havana', '2026-03-08', 23],
    // Clocks go back from 01:00 to 00:00: midnight comes twice, the day begins with the first.
    ['America/Havana', '2026-11-01', 25],
    ['Asia/Kathmandu', '2026-10-25', 24],
  ])('%s %s has %d hours', (timezone, date, hours) => {
    expect(cut('day', timezone, date, date).lengths).toEqual([hours])
  })

  test('a date that a zone skipped has no row', () => {
    const { keys, lengths } = cut('day', 'Pacific/Apia', '2011-12-29', '2011-12-31')
    expect(keys).toEqual(['2011-12-29', '2011-12-31'])
    expect(lengths).toEqual([24, 24])
  })
})

describe('hours', () => {
  test('the hour that is lived twice has two rows, each with its offset', () => {
    const { keys } = cut('hour', 'Europe/Berlin', '2026-10-25', '2026-10-25')
    expect(keys).toHaveLength(25)
    expect(keys.slice(1, 5)).toEqual([
      '2026-10-25T01:00:00+02:00',
      '2026-10-25T02:00:00+02:00',
      '2026-10-25T02:00:00+01:00',
      '2026-10-25T03:00:00+01:00',
    ])
  })

  test('the hour that is left out has no row', () => {
    const { keys } = cut('hour', 'Europe/Berlin', '2026-03-29', '2026-03-29')
    expect(keys.slice(1, 3)).toEqual(['2026-03-29T01:00:00+01:00', '2026-03-29T03:00:00+02:00'])
  })

  test('a change by half an hour cuts an hour short', () => {
    const { keys, lengths } = cut('hour', 'Australia/Lord_Howe', '2026-04-05', '2026-04-05')
    // 02:00 at +11 becomes 01:30 at +10:30.
    expect(keys.slice(1, 4)).toEqual([
      '2026-04-05T01:00:00+11:00',
      '2026-04-05T01:30:00+10:30',
      '2026-04-05T02:00:00+10:30',
    ])
    expect(lengths.slice(1, 4)).toEqual([1, 0.5, 1])
  })

  test('hours of a zone at a quarter begin at that quarter', () => {
    const { edges, keys } = cut('hour', 'Asia/Kathmandu', '2026-10-25', '2026-10-25')
    expect(keys[0]).toBe('2026-10-25T00:00:00+05:45')
    expect(edges[0]).toBe(Date.parse('2026-10-24T18:15:00Z'))
  })

  test('more than ten years of them are refused', () => {
    expect(() => cut('hour', 'UTC', '2010-01-01', '2026-01-01')).toThrow('time:day')
  })
})

test('a week is called by its first day, also when the period cuts it', () => {
  expect(cut('week', 'UTC', '2026-11-04', '2026-11-16').keys).toEqual([
    '2026-11-02',
    '2026-11-09',
    '2026-11-16',
  ])
})

test('months are called by year and month', () => {
  expect(cut('month', 'UTC', '2025-12-31', '2026-02-01').keys).toEqual([
    '2025-12',
    '2026-01',
    '2026-02',
  ])
})

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Pacific/Chatham',
  'America/St_Johns',
]

test('every instant of a period lies in the day that Intl calls it', () => {
  const format = (zone: string) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      // Until 2011 Newfoundland's clocks changed at 00:01, and its date went back for an hour.
      fc.integer({ min: dayNumber('2012-01-01'), max: dayNumber('2030-01-01') }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (timezone, from, part) => {
        const { span, clock, ...rest } = localPeriod(
          { from, to: from + 9 },
          { timezone, week_start: 'monday' },
        )
        const { edges, keys } = bucketsOf('day', { span, clock, ...rest })
        const at = Math.min(span.to - 1, Math.floor(span.from + part * (span.to - span.from)))
        const bucket = edges.findIndex((edge, i) => edge <= at && at < (edges[i + 1] ?? 0))
        expect(keys[bucket]).toBe(format(timezone).format(at))
        expect(clock.offset(at)).toBe(offsetAt(timezone, at))
      },
    ),
    { numRuns: 300 },
  )
})

test('buckets of every unit cover the period without gap or overlap', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.constantFrom<TimeUnit>('hour', 'day', 'week', 'month'),
      fc.integer({ min: dayNumber('2008-01-01'), max: dayNumber('2030-01-01') }),
      fc.integer({ min: 1, max: 40 }),
      (timezone, unit, from, length) => {
        const period = localPeriod({ from, to: from + length }, { timezone, week_start: 'sunday' })
        const { edges, keys } = bucketsOf(unit, period)
        expect(edges).toHaveLength(keys.length + 1)
        expect([edges[0], edges.at(-1)]).toEqual([period.span.from, period.span.to])
        expect(edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? 0))).toBe(true)
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys[0]?.slice(0, 4) ?? '').toMatch(/^\d{4}$/)
      },
    ),
    { numRuns: 200 },
  )
})

test('dates and days are each other’s inverse', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => dayNumber(dateOf(day)) === day),
  )
})
