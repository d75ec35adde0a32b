import { expect, test } from 'vitest'
import { monthsOf, olderSentences } from '../../../collector/reports/customers/months.ts'
import { daysOfRange } from '../../../collector/reports/time/period.ts'

const moment = (timezone: string, now: string) => ({ timezone, now: Date.parse(now) })
const iso = (edges: readonly number[]) => edges.map((at) => new Date(at).toISOString())

test('months begin at the zone’s midnight, in summer and winter time', () => {
  const months = monthsOf(
    daysOfRange({ from: '2026-10-15', to: '2026-11-02' }),
    Date.parse('2026-09-30T22:10Z'),
    moment('Europe/Berlin', '2027-01-05T12:00Z'),
  )
  expect(months).toEqual({
    names: ['2026-10', '2026-11'],
    edges: expect.any(Array),
    days: ['2026-10-01', '2026-11-01', '2026-12-01'],
    ...{ complete: 2, asked: 0, before: [] },
  })
  expect(iso(months?.edges ?? [])).toEqual([
    '2026-09-30T22:00:00.000Z',
    '2026-10-31T23:00:00.000Z',
    '2026-11-30T23:00:00.000Z',
  ])
})

test('a running month ends now, at the rates that it began with', () => {
  const months = monthsOf(
    daysOfRange({ from: '2026-10-15', to: '2027-03-31' }),
    Date.parse('2026-08-30T12:00Z'),
    moment('UTC', '2026-11-05T12:00Z'),
  )
  expect(months).toMatchObject({
    names: ['2026-08', '2026-09', '2026-10', '2026-11'],
    days: ['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01', '2026-11-01'],
    complete: 3,
    asked: 2,
  })
  // What happens at this very moment has happened.
  expect(iso(months?.edges ?? []).at(-1)).toBe('2026-11-05T12:00:00.001Z')
})

test('it is another month already in the east', () => {
  const days = daysOfRange({ from: '2026-11-01', to: '2026-12-31' })
  const [first, now] = [Date.parse('2026-11-02T00:00Z'), '2026-11-30T20:00:00Z']
  expect(monthsOf(days, first, moment('Asia/Shanghai', now))).toMatchObject({
    names: ['2026-11', '2026-12'],
    complete: 1,
  })
  expect(monthsOf(days, first, moment('UTC', now))).toMatchObject({
    names: ['2026-11'],
    complete: 0,
  })
})

test('there are none before the first change, and none without any', () => {
  const days = daysOfRange({ from: '2026-01-01', to: '2026-02-28' })
  const at = moment('UTC', '2026-11-05T12:00Z')
  expect(monthsOf(days, Date.parse('2026-03-01T00:00Z'), at)).toBeUndefined()
  expect(monthsOf(days, undefined, at)).toBeUndefined()
})

test('of an event of 1970 the last 120 months that are over are told, and the running one', () => {
  const days = daysOfRange({ from: '1970-01-01', to: '2026-11-20' })
  const months = monthsOf(days, 0, moment('UTC', '2026-11-05T12:00Z'))
  if (!months) throw new Error('there are months')
  expect([months.names[0], months.names.at(-1), months.names.length]).toEqual([
    ...['2016-11', '2026-11', 121],
  ])
  expect([months.complete, months.asked, months.before.length]).toEqual([120, 0, 46 * 12 + 10])
  expect(iso(months.before).at(-1)).toBe('2016-10-01T00:00:00.000Z')
  expect(olderSentences(months).join()).toMatch(
    /what was before 2016-11 is in the start of that month/u,
  )
  const whole = monthsOf(days, Date.parse('2016-11-02'), moment('UTC', '2026-11-05T12:00Z'))
  expect(whole?.before).toEqual([])
})
