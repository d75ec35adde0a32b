import { expect, test } from 'vitest'
import {
  comparedRange,
  dueAt,
  dueNow,
  lastInterval,
  nextDue,
  rangeOf,
  type Schedule,
} from '../../collector/digests/schedule.ts'
import { HOUR } from '../../collector/durations.ts'
import { dayNumber } from '../../collector/reports/time/calendar.ts'
import type { LocalCalendar } from '../../collector/reports/time/period.ts'

const ISO = (at: number) => new Date(at).toISOString().replace(':00.000Z', 'Z')
const at = (iso: string) => Date.parse(iso)

function daily(timezone: string, hour = '08:00'): Schedule {
  return { per: 'day', at: hour, weekday: null, timezone }
}

function calendar(timezone: string, week_start: LocalCalendar['week_start'] = 'monday') {
  return { timezone, week_start }
}

/** When the digest of a site's day is told. */
function toldAt(schedule: Schedule, site: LocalCalendar, now: string) {
  const { interval, at: due } = nextDue(schedule, site, at(now))
  return `${ISO(due)} ${Object.values(rangeOf(interval)).join('..')}`
}

test.each([
  ['Europe/Berlin', '2026-03-28T12:00:00Z', '02:30', '2026-03-29T01:00Z 2026-03-28..2026-03-28'],
  ['Europe/Berlin', '2026-10-24T12:00:00Z', '02:30', '2026-10-25T00:30Z 2026-10-24..2026-10-24'],
  ['Europe/Berlin', '2026-10-25T00:45:00Z', '02:30', '2026-10-26T01:30Z 2026-10-25..2026-10-25'],
  ['America/New_York', '2026-03-07T18:00:00Z', '02:30', '2026-03-08T07:00Z 2026-03-07..2026-03-07'],
  ['America/New_York', '2026-10-31T18:00:00Z', '01:30', '2026-11-01T05:30Z 2026-10-31..2026-10-31'],
  // Half an hour: 02:00 is followed by 02:30, and 01:30 to 02:00 is there twice.
  [
    'Australia/Lord_Howe',
    '2026-10-03T10:00:00Z',
    '02:15',
    '2026-10-03T15:30Z 2026-10-03..2026-10-03',
  ],
  [
    'Australia/Lord_Howe',
    '2026-04-04T10:00:00Z',
    '01:45',
    '2026-04-04T14:45Z 2026-04-04..2026-04-04',
  ],
  ['Asia/Kathmandu', '2026-11-29T12:00:00Z', '08:00', '2026-11-30T02:15Z 2026-11-29..2026-11-29'],
  // No clock there showed any time of 30 December 2011.
  ['Pacific/Apia', '2011-12-30T09:00:00Z', '08:00', '2011-12-30T18:00Z 2011-12-29..2011-12-29'],
])('in %s after %s, %s is %s', (zone, now, hour, told) => {
  expect(toldAt(daily(zone, hour), calendar(zone), now)).toBe(told)
})

test('the hour stays the reader’s through summer and winter', () => {
  // https://github.com/matomo-org/matomo/issues/7658: an hour late in summer.
  const schedule = daily('Europe/Berlin', '12:00')
  const site = calendar('Europe/Berlin')
  expect(ISO(nextDue(schedule, site, at('2026-03-28T00:00:00Z')).at)).toBe('2026-03-28T11:00Z')
  expect(ISO(nextDue(schedule, site, at('2026-03-29T00:00:00Z')).at)).toBe('2026-03-29T10:00Z')
  expect(ISO(nextDue(schedule, site, at('2026-10-25T00:00:00Z')).at)).toBe('2026-10-25T11:00Z')
})

test('a weekly digest at five in Shanghai comes on Monday', () => {
  // https://github.com/matomo-org/matomo/issues/24980: on Tuesday, for it was Sunday still in UTC.
  const schedule: Schedule = { per: 'week', at: '05:00', weekday: 1, timezone: 'Asia/Shanghai' }
  const told = toldAt(schedule, calendar('Asia/Shanghai'), '2026-08-01T00:00:00Z')
  expect(told).toBe('2026-08-02T21:00Z 2026-07-27..2026-08-02')
})

test('weeks go on over the end of the year', () => {
  // https://github.com/arp242/goatcounter/issues/680: they ended with it.
  const schedule: Schedule = { per: 'week', at: '08:00', weekday: null, timezone: 'UTC' }
  const told = toldAt(schedule, calendar('UTC'), '2026-12-30T00:00:00Z')
  expect(told).toBe('2027-01-04T08:00Z 2026-12-28..2027-01-03')
})

test.each([
  ['monday', '2026-11-23..2026-11-29'],
  ['sunday', '2026-11-22..2026-11-28'],
  ['saturday', '2026-11-21..2026-11-27'],
] as const)('a week that begins on %s was last whole in %s', (start, range) => {
  const site = calendar('Asia/Kathmandu', start)
  const interval = lastInterval('week', site, at('2026-11-30T08:00:00+05:45'))
  expect(Object.values(rangeOf(interval)).join('..')).toBe(range)
})

test('months are told on the first, whatever their length', () => {
  const schedule: Schedule = {
    per: 'month',
    at: '08:00',
    weekday: null,
    timezone: 'America/New_York',
  }
  const site = calendar('America/New_York')
  const told = toldAt(schedule, site, '2028-02-10T00:00:00Z')
  expect(told).toBe('2028-03-01T13:00Z 2028-02-01..2028-02-29')
  expect(toldAt(schedule, site, '2026-12-05T00:00:00Z')).toBe(
    '2027-01-01T13:00Z 2026-12-01..2026-12-31',
  )
})

test('a reader ahead of the site is told once the site’s week is over', () => {
  const schedule: Schedule = { per: 'week', at: '08:00', weekday: null, timezone: 'Europe/Berlin' }
  // Monday begins in Los Angeles at 09:00 of Berlin.
  const told = toldAt(schedule, calendar('America/Los_Angeles'), '2026-11-27T00:00:00Z')
  expect(told).toBe('2026-12-01T07:00Z 2026-11-23..2026-11-29')
})

test('a day is held against the same weekday, a month against the month before', () => {
  const days = (from: string, to: string) => ({ from: dayNumber(from), to: dayNumber(to) })
  expect(comparedRange('day', days('2026-11-24', '2026-11-25'))).toEqual({
    from: '2026-11-17',
    to: '2026-11-17',
  })
  expect(comparedRange('month', days('2026-03-01', '2026-04-01'))).toEqual({
    from: '2026-02-01',
    to: '2026-02-28',
  })
})

test('what a server that was off has missed is told late, up to a bound, and only the latest', () => {
  const schedule = daily('UTC')
  const told = (now: string) =>
    dueNow(schedule, calendar('UTC'), at(now)).map(({ interval }) => rangeOf(interval).from)
  expect(told('2026-11-30T07:59:59Z')).toEqual([])
  expect(told('2026-11-30T08:00:00Z')).toEqual(['2026-11-29'])
  expect(told('2026-11-30T19:59:59Z')).toEqual(['2026-11-29'])
  expect(told('2026-11-30T20:00:00Z')).toEqual([])
})

test('no interval is skipped where the clocks of reader and site move apart', () => {
  // 08:00 in Berlin is 23:00 in Los Angeles, and midnight for two weeks of March and one of autumn.
  const [schedule, site] = [daily('Europe/Berlin', '08:00'), calendar('America/Los_Angeles')]
  const told = new Set<string>()
  const instants: number[] = []
  const end = at('2027-01-01T00:00:00Z')
  for (let now = at('2026-01-01T00:00:00Z'); now < end; now += HOUR) {
    for (const due of dueNow(schedule, site, now)) {
      const { from } = rangeOf(due.interval)
      if (!told.has(from)) instants.push(due.at)
      told.add(from)
    }
  }
  expect(told.size).toBe(365)
  expect(instants.toSorted((a, b) => a - b)).toEqual(instants)
})

test('a weekday that the readers’ zone skips is the day after it', () => {
  // Samoa went from Thursday 29 to Saturday 31 December 2011.
  const schedule = { per: 'week', at: '00:00', weekday: 5, timezone: 'Pacific/Apia' } as const
  expect(ISO(dueAt(schedule, at('2011-12-25T23:00:00Z')))).toBe('2011-12-30T10:00Z')
})
