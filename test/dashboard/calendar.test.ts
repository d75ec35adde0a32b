import './page.ts'
import { expect, test } from 'vitest'
import { swiped } from '../../dashboard/blocks/page/swipe.ts'
import { dayByKey, monthsAway, rangeBetween, weeksOf } from '../../dashboard/models/calendar.ts'
import { heldAgainst } from '../../dashboard/models/comparison.ts'
import type { Period } from '../../dashboard/models/period.ts'

test.each([
  ['2026-02-10', 'monday', ['2026-01-26', '2026-03-01', 5]],
  ['2026-02-10', 'sunday', ['2026-02-01', '2026-02-28', 4]],
  ['2026-08-31', 'monday', ['2026-07-27', '2026-09-06', 6]],
  ['2024-02-29', 'saturday', ['2024-01-27', '2024-03-01', 5]],
] as const)('the weeks of %s from %s on are %j', (day, start, [from, to, count]) => {
  const weeks = weeksOf(day, start)
  expect([weeks[0]?.[0], weeks.at(-1)?.at(-1), weeks.length]).toEqual([from, to, count])
  expect(new Set(weeks.flat()).size).toBe(count * 7)
})

test.each([
  ['ArrowLeft', '2026-03-01', '2026-02-28'],
  ['ArrowRight', '2026-12-31', '2027-01-01'],
  ['ArrowUp', '2026-03-04', '2026-02-25'],
  ['ArrowDown', '2026-03-04', '2026-03-11'],
  ['Home', '2026-03-04', '2026-03-02'],
  ['End', '2026-03-04', '2026-03-08'],
  ['PageUp', '2026-03-31', '2026-02-28'],
  ['PageDown', '2026-01-31', '2026-02-28'],
])('%s leads from %s to %s', (key, day, to) => {
  expect(dayByKey(key, day, 'monday')).toBe(to)
})

test('other keys lead nowhere', () => {
  expect(dayByKey('a', '2026-03-01', 'monday')).toBeUndefined()
})

test('a year away is the same day, but for a leap day', () => {
  expect(monthsAway('2024-02-29', 12)).toBe('2025-02-28')
  expect(monthsAway('2026-03-15', -12)).toBe('2025-03-15')
})

test('a range goes from the earlier to the later, whichever was chosen first', () => {
  const march = { from: '2026-03-02', to: '2026-03-09' }
  expect(rangeBetween('2026-03-09', '2026-03-02')).toEqual(march)
  expect(rangeBetween('2026-03-02', '2026-03-09')).toEqual(march)
})

const SHOWN = { from: '2026-03-02', to: '2026-03-11' }
const now = { today: '2026-03-15', weekStart: 'monday' as const }

test.each<[Period, boolean, { from: string; to: string } | undefined]>([
  [SHOWN, false, { from: '2026-02-20', to: '2026-03-01' }],
  [SHOWN, true, { from: '2026-02-16', to: '2026-02-25' }],
  ['mtd', false, undefined],
  ['all', false, undefined],
])('the calendar marks what %j is held against, by weekdays: %s', (period, matched, marked) => {
  const range = typeof period === 'string' ? SHOWN : period
  expect(heldAgainst({ period, compare: 'previous' }, range, { matched, now })).toEqual(marked)
})

test('a month is held against the month before, and a chosen range against itself', () => {
  const month = { from: '2026-02-01', to: '2026-02-28' }
  const held = heldAgainst({ period: 'lastmonth', compare: 'previous' }, month, {
    matched: false,
    now,
  })
  expect(held).toEqual({ from: '2026-01-01', to: '2026-01-31' })
  const own = { period: SHOWN, compare: month }
  expect(heldAgainst(own, SHOWN, { matched: false, now })).toEqual(month)
  expect(heldAgainst({ ...own, period: 'all' }, SHOWN, { matched: false, now })).toBeUndefined()
})

test.each([
  [{ x: 100, y: 300 }, { x: 300, y: 320 }, -1],
  [{ x: 300, y: 300 }, { x: 100, y: 260 }, 1],
  [{ x: 100, y: 300 }, { x: 160, y: 300 }, 0],
  [{ x: 100, y: 300 }, { x: 250, y: 420 }, 0],
  [{ x: 10, y: 300 }, { x: 300, y: 300 }, 0],
  [{ x: 385, y: 300 }, { x: 100, y: 300 }, 0],
] as const)('from %j to %j a swipe leads %i', (from, to, steps) => {
  expect(swiped(from, to, 390)).toBe(steps)
})
