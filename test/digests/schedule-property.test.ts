import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueAt, dueNow, nextDue, rangeOf, type Schedule } from '../../collector/digests/schedule.ts'
import { DAY, HOUR, MINUTE } from '../../collector/durations.ts'
import type { LocalCalendar } from '../../collector/reports/time/period.ts'

const at = (iso: string) => Date.parse(iso)

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Los_Angeles',
  'Pacific/Apia',
  'UTC',
]
const zone = fc.constantFrom(...ZONES)
const schedules = fc.record({
  per: fc.constantFrom('day', 'week', 'month'),
  at: fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map((m) => new Date(m * MINUTE).toISOString().slice(11, 16)),
  weekday: fc.option(fc.integer({ min: 1, max: 7 })),
  timezone: zone,
}) as fc.Arbitrary<Schedule>
const calendars = fc.record({
  timezone: zone,
  week_start: fc.constantFrom('monday', 'sunday', 'saturday'),
}) as fc.Arbitrary<LocalCalendar>

const TEN_YEARS = 3_653 * DAY

const STEPS = { day: 5 * HOUR, week: 23 * HOUR, month: 2 * DAY }

interface Run {
  on: number
  off: number
}

/** When a server looks over ten years of runs. */
function looksOf(runs: readonly Run[], start: number, step: number): number[] {
  const looks: number[] = []
  let now = start
  for (let i = 0; now < start + TEN_YEARS; i++) {
    const { on, off } = runs[i % runs.length] ?? { on: 1, off: 1 }
    const end = Math.min(now + on * DAY, start + TEN_YEARS)
    for (; now < end; now += step) looks.push(now)
    now += off * 8 * HOUR
  }
  return looks
}

const keyOf = (days: { from: number; to: number }) => Object.values(rangeOf(days)).join('..')

/** What became due while the server looked on. */
function dueWhileOn(schedule: Schedule, site: LocalCalendar, looks: readonly number[]): string[] {
  return looks.flatMap((look, i) => {
    const before = looks[i - 1]
    if (before === undefined || look - before > STEPS[schedule.per]) return []
    const { at: due, interval } = nextDue(schedule, site, before)
    return due <= look ? [keyOf(interval)] : []
  })
}

/** A server that looks every so often, with stretches during which it is off. */
function toldBy(
  schedule: Schedule,
  site: LocalCalendar,
  looks: Iterable<number>,
): Map<string, number> {
  const told = new Map<string, number>()
  let until = 0
  for (const now of looks) {
    for (const { interval } of dueNow(schedule, site, now)) {
      if (interval.to <= until) continue
      until = interval.to
      const key = keyOf(interval)
      told.set(key, (told.get(key) ?? 0) + 1)
    }
  }
  return told
}

test('over ten years of starts and stops each interval is told once, when the server was there for it', () => {
  fc.assert(
    fc.property(
      schedules,
      calendars,
      fc.integer({ min: 0, max: 300 }),
      fc.array(
        fc.record({ on: fc.integer({ min: 1, max: 400 }), off: fc.integer({ min: 1, max: 90 }) }),
        {
          minLength: 1,
          maxLength: 40,
        },
      ),
      (schedule, site, phase, runs) => {
        const start = at('2009-06-01T00:00:00Z') + phase * MINUTE * 7
        const step = STEPS[schedule.per]
        const looks = looksOf(runs, start, step)
        const told = toldBy(schedule, site, looks)
        expect([...told.values()].every((times) => times === 1)).toBe(true)
        expect(dueWhileOn(schedule, site, looks).filter((key) => !told.has(key))).toEqual([])
      },
    ),
    { numRuns: 12 },
  )
}, 120_000)

test('an hour is never told before the days are over', () => {
  fc.assert(
    fc.property(schedules, fc.integer({ min: 0, max: 5_000 }), (schedule, days) => {
      const over = at('2010-01-01T00:00:00Z') + days * DAY
      const due = dueAt(schedule, over)
      expect(due).toBeGreaterThanOrEqual(over)
      expect(due - over).toBeLessThanOrEqual((schedule.per === 'week' ? 8 : 2) * DAY + HOUR)
    }),
    { numRuns: 100 },
  )
})
