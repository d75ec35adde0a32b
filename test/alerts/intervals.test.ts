import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  datesIn,
  GRACE,
  intervalsOn,
  latestInterval,
  nextDue,
  weekBefore,
} from '../../collector/alerts/intervals.ts'
import type { LocalCalendar } from '../../collector/reports/time/period.ts'

const BERLIN: LocalCalendar = { timezone: 'Europe/Berlin', week_start: 'monday' }
const at = (text: string) => Date.parse(text)
const HOUR = 3_600_000

function latest(per: 'hour' | 'day' | 'week', now: string, calendar = BERLIN) {
  const found = latestInterval(per, calendar, at(now))
  return found && { key: found.key, hours: (found.to - found.from) / HOUR }
}

describe('the latest interval', () => {
  test.each([
    ['hour', '2026-11-30T14:09:59+01:00', '2026-11-30T12:00:00+01:00', 1],
    ['hour', '2026-11-30T14:10:00+01:00', '2026-11-30T13:00:00+01:00', 1],
    ['hour', '2026-11-30T00:10:00+01:00', '2026-11-29T23:00:00+01:00', 1],
    ['day', '2026-11-30T00:29:59+01:00', '2026-11-28', 24],
    ['day', '2026-11-30T00:30:00+01:00', '2026-11-29', 24],
    // 30 November 2026 is a Monday.
    ['week', '2026-11-30T00:59:59+01:00', '2026-11-16', 168],
    ['week', '2026-11-30T01:00:00+01:00', '2026-11-23', 168],
    // The clocks go back on 25 October: 02:00 comes twice, the day has 25 hours and its week 169.
    ['hour', '2026-10-25T02:10:00+01:00', '2026-10-25T02:00:00+02:00', 1],
    ['hour', '2026-10-25T03:10:00+01:00', '2026-10-25T02:00:00+01:00', 1],
    ['day', '2026-10-26T00:30:00+01:00', '2026-10-25', 25],
    ['week', '2026-10-26T01:00:00+01:00', '2026-10-19', 169],
    // They go on on 29 March: from 02:00 to 03:00 there is nothing.
    ['hour', '2026-03-29T03:10:00+02:00', '2026-03-29T01:00:00+01:00', 1],
    ['day', '2026-03-30T00:30:00+02:00', '2026-03-29', 23],
  ] as const)('by %s at %s is %s, of %d hours', (per, now, key, hours) => {
    expect(latest(per, now)).toEqual({ key, hours })
  })

  test('is no half hour where clocks are set by one', () => {
    // Lord Howe goes back from 02:00 to 01:30 on 5 April 2026.
    const calendar = { timezone: 'Australia/Lord_Howe', week_start: 'monday' } as const
    expect(latest('hour', '2026-04-05T02:10:00+10:30', calendar)).toEqual({
      key: '2026-04-05T01:00:00+11:00',
      hours: 1,
    })
  })

  test('leaves out a day that a zone skipped', () => {
    const calendar = { timezone: 'Pacific/Apia', week_start: 'monday' } as const
    expect(latest('day', '2011-12-31T00:30:00+14:00', calendar)?.key).toBe('2011-12-29')
  })

  test.each([
    ['sunday', '2026-11-22'],
    ['saturday', '2026-11-21'],
  ] as const)('of a week that begins on a %s begins there', (week_start, key) => {
    expect(latest('week', '2026-11-30T12:00:00+01:00', { ...BERLIN, week_start })?.key).toBe(key)
  })

  test('waits longer where it has to', () => {
    const found = latestInterval('day', BERLIN, at('2026-11-30T12:00:00+01:00'), 24 * HOUR)
    expect(found?.key).toBe('2026-11-28')
  })
})

describe('a week before', () => {
  const before = (per: 'hour' | 'day' | 'week', key: string) => {
    const day = Date.parse(`${key.slice(0, 10)}T00:00:00Z`) / (24 * HOUR)
    const own = intervalsOn(per, { from: day, to: day + 1 }, BERLIN).find((one) => one.key === key)
    return own && weekBefore(own, BERLIN)?.key
  }

  test.each([
    ['hour', '2026-11-30T13:00:00+01:00', '2026-11-23T13:00:00+01:00'],
    ['day', '2026-11-30', '2026-11-23'],
    ['week', '2026-11-23', '2026-11-16'],
    // By the clock on the wall.
    ['hour', '2026-10-28T13:00:00+01:00', '2026-10-21T13:00:00+02:00'],
    ['hour', '2026-11-01T02:00:00+01:00', '2026-10-25T02:00:00+02:00'],
    ['hour', '2026-04-05T02:00:00+02:00', undefined],
  ] as const)('by %s, of %s is %s', (per, key, other) => {
    expect(before(per, key)).toBe(other)
  })
})

test('a week’s dates are seven, whatever the clocks do', () => {
  const found = latestInterval('week', BERLIN, at('2026-10-26T12:00:00+01:00'))
  expect(found && datesIn(found)).toEqual({ from: '2026-10-19', to: '2026-10-25' })
})

test.each(['hour', 'day', 'week'] as const)('by %s one follows the other without a gap', (per) => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham']
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
      (timezone, now) => {
        const calendar = { timezone, week_start: 'monday' } as const
        const last = latestInterval(per, calendar, now)
        if (!last) throw new Error('none')
        const due = nextDue(last, calendar)
        expect(last.to + GRACE[per]).toBeLessThanOrEqual(now)
        expect(due).toBeGreaterThan(now)
        const next = latestInterval(per, calendar, due)
        // Chatham's clocks change at a quarter to: of the two hours that are cut short there is none.
        const isCut = per === 'hour' && timezone === 'Pacific/Chatham'
        expect(isCut ? [0, HOUR] : [0]).toContain((next?.from ?? 0) - last.to)
        expect(latestInterval(per, calendar, due - 1)?.key).toBe(last.key)
      },
    ),
    { numRuns: 60, examples: [['Pacific/Chatham', at('2026-09-26T13:30:00Z')]] },
  )
})
