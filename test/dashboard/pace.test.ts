import { describe, expect, test } from 'vitest'
import {
  expectedShare,
  paceLine,
  paceOf,
  perRange,
  rhythmOf,
  runningRange,
  timeOfDayIn,
  usualPer,
} from '../../dashboard/models/pace.ts'

/** So many conversions on each weekday from Monday on, all at noon. */
const atNoon = (...numbers: number[]) =>
  numbers.map((conversions, i) => ({ weekday: String(i + 1), hour: '12', conversions }))
const WORKING = rhythmOf(atNoon(144, 144, 144, 144, 144, 40, 40))

describe('the running range', () => {
  test.each([
    ['week', '2026-11-28', 'monday', '2026-11-23', '2026-11-29'],
    ['week', '2026-11-28', 'sunday', '2026-11-22', '2026-11-28'],
    ['week', '2026-11-28', 'saturday', '2026-11-28', '2026-12-04'],
    ['week', '2026-11-29', 'monday', '2026-11-23', '2026-11-29'],
    ['week', '2027-01-01', 'monday', '2026-12-28', '2027-01-03'],
    ['month', '2026-11-28', 'monday', '2026-11-01', '2026-11-30'],
    ['month', '2028-02-29', 'monday', '2028-02-01', '2028-02-29'],
    ['month', '2026-12-31', 'monday', '2026-12-01', '2026-12-31'],
    ['quarter', '2026-11-28', 'monday', '2026-10-01', '2026-12-31'],
    ['quarter', '2026-03-31', 'monday', '2026-01-01', '2026-03-31'],
  ] as const)('the %s of %s where weeks begin on %s is %s to %s', (per, today, first, ...ends) => {
    const [from, to] = ends
    expect(runningRange(per, today, first)).toEqual({ from, to })
  })
})

test('the moment is that of the site’s clock', () => {
  const at = Date.parse('2026-11-28T00:30:00Z')
  expect(timeOfDayIn('Asia/Kolkata', at, '2026-11-28')).toEqual({ today: '2026-11-28', hours: 6 })
  expect(timeOfDayIn('America/New_York', at, '2026-11-27').hours).toBe(19.5)
  expect(timeOfDayIn('UTC', Date.parse('2026-11-28T00:00:00Z'), '2026-11-28').hours).toBe(0)
})

describe('what is expected by now', () => {
  const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

  test('goes by time that has passed where there is no rhythm', () => {
    expect(expectedShare(NOVEMBER, { today: '2026-11-16', hours: 0 })).toBeCloseTo(15 / 30, 12)
    expect(expectedShare(NOVEMBER, { today: '2026-11-16', hours: 12 })).toBeCloseTo(15.5 / 30, 12)
    expect(expectedShare(NOVEMBER, { today: '2026-11-01', hours: 0 })).toBe(0)
  })

  test('goes by weekdays: a Sunday of a business that rests then is 5 of the month’s 423', () => {
    const monday = { today: '2026-11-02', hours: 0 }
    expect(expectedShare(NOVEMBER, monday, WORKING)).toBeCloseTo(5 / 423, 12)
  })

  test('goes by hours within the day: all that come at noon are not there in the morning', () => {
    const at = (hours: number) => ({ today: '2026-11-02', hours })
    expect(expectedShare(NOVEMBER, at(11.9), WORKING)).toBeCloseTo(5 / 423, 12)
    expect(expectedShare(NOVEMBER, at(12.5), WORKING)).toBeCloseTo((5 + 9) / 423, 12)
    expect(expectedShare(NOVEMBER, at(13), WORKING)).toBeCloseTo((5 + 18) / 423, 12)
  })

  test('is what the line of the pace has reached at the end of the day before', () => {
    const line = paceLine(NOVEMBER, WORKING)
    expect(line).toHaveLength(30)
    expect(line.at(-1)).toBeCloseTo(1, 12)
    for (const [i, share] of line.slice(0, 29).entries()) {
      const next = { today: `2026-11-${String(i + 2).padStart(2, '0')}`, hours: 0 }
      expect(expectedShare(NOVEMBER, next, WORKING)).toBeCloseTo(share, 12)
    }
  })
})

test('a rhythm needs one conversion a day', () => {
  expect(rhythmOf(atNoon(8, 8, 8, 8, 8, 8, 7))).toBeUndefined()
  expect(rhythmOf([])).toBeUndefined()
  const even = rhythmOf(atNoon(8, 8, 8, 8, 8, 8, 8))
  expect(even?.weekdays.every((share) => share === 1 / 7)).toBe(true)
  expect(even?.hours[12]).toBe(1)
})

test.each([
  ['2026-11-26', 0.6],
  ['2026-11-28', 1],
  ['2026-11-29', 1],
])('who rests on weekends is expected at %s to have done %d', (today, share) => {
  const rhythm = rhythmOf(atNoon(20, 20, 20, 20, 20, 0, 0))
  const week = { from: '2026-11-23', to: '2026-11-29' }
  expect(expectedShare(week, { today, hours: 0 }, rhythm)).toBeCloseTo(share, 12)
})

test('a week of which nothing is usual on a day expects nothing of it', () => {
  const rhythm = rhythmOf(atNoon(100, 0, 0, 0, 0, 0, 0))
  const week = { from: '2026-11-23', to: '2026-11-29' }
  expect(paceLine(week, rhythm)).toEqual([1, 1, 1, 1, 1, 1, 1])
})

describe('the pace', () => {
  const of = (conversions: number, revenue = 0) => ({ conversions, revenue })
  const MONTHLY = { count: 120, per: 'month' } as const

  test('87 of the 113 that were to be expected are 23 % behind, more than chance gives', () => {
    const pace = paceOf(MONTHLY, of(87), 113 / 120)
    expect(pace).toMatchObject({ state: 'behind', done: 87, target: 120, chance: false })
    expect(pace.expected).toBeCloseTo(113, 9)
    expect(pace.gap).toBeCloseTo(-26 / 113, 9)
    expect(pace.forecast).toBeCloseTo((87 * 120) / 113, 9)
  })

  test.each([
    ['nothing in the first hours', of(0), 0.02, 'early'],
    ['nothing in half of the month', of(0), 0.5, 'behind'],
    ['as many as expected', of(60), 0.5, 'on'],
    ['more', of(66), 0.5, 'ahead'],
    ['all of them', of(120), 0.5, 'reached'],
    ['all of them in the first hours', of(120), 0.01, 'reached'],
  ])('%s', (_, done, share, state) => {
    expect(paceOf(MONTHLY, done, share).state).toBe(state)
  })

  test('3 of 5 are behind, and no more than chance gives', () => {
    expect(paceOf({ count: 10, per: 'week' }, of(3), 0.5)).toMatchObject({
      state: 'behind',
      chance: true,
    })
  })

  test('money varies as the conversions that it comes from', () => {
    const target = { revenue: 10_000, per: 'quarter' } as const
    expect(paceOf(target, of(4, 4_000), 0.5)).toMatchObject({ state: 'behind', chance: true })
    expect(paceOf(target, of(400, 4_000), 0.5)).toMatchObject({ state: 'behind', chance: false })
    expect(paceOf(target, of(0, -50), 0.5)).toMatchObject({ state: 'behind', done: -50 })
  })
})

test.each([
  [120, 33, 'month', 110.68],
  [120, 31, 'month', 120],
  [120, 28, 'month', 120],
  [30, 30, 'week', 7],
  [100, 91, 'quarter', 100],
  [100, 30, 'quarter', 304.375],
] as const)('%d in %d days are in each %s %d', (amount, days, per, many) => {
  expect(perRange(amount, days, per)).toBeCloseTo(many, 2)
})

test('a plan is nearest to a week, a month or a quarter', () => {
  expect([7, 10, 30, 33, 90].map(usualPer)).toEqual(['week', 'week', 'month', 'month', 'quarter'])
})
