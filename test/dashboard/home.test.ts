import './page.ts'
import { expect, test } from 'vitest'
import { healthOf } from '../../dashboard/models/home.ts'

/** Visitors of the days from 1 March on, the last of which is running where it is `partial`. */
function course(visitors: readonly number[], { since = '2026-03-01', partial = true } = {}) {
  const day = (n: number) => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10)
  return {
    rows: visitors.map((count, i) => ({ 'time:day': day(i), visitors: count })),
    meta: {
      from: day(0),
      to: day(visitors.length - 1),
      data_from: since,
      partial,
    } as Parameters<typeof healthOf>[0]['meta'],
  }
}
const days = (count: number, visitors: number) => Array.from({ length: count }, () => visitors)

test('a site without any event waits for its first', () => {
  const { rows, meta } = course(days(30, 0))
  expect(healthOf({ rows, meta: { ...meta, data_from: null } }, 0)).toEqual({ is: 'new' })
})

test('what is to be fixed is told, and until it is known, nothing', () => {
  expect(healthOf(course(days(30, 5)), undefined)).toBeUndefined()
  expect(healthOf(course(days(30, 5)), 2)).toEqual({ is: 'to fix', count: 2 })
  expect(healthOf(course(days(30, 5)), 0)).toEqual({ is: 'well' })
})

test('a site is silent once ten visitors would have come since, by its own days', () => {
  const silent = { is: 'silent', since: '2026-03-20' }
  // 20 days of 2, then 5 whole days without, and the running one, which does not count: 5 × 2 = 10.
  expect(healthOf(course([...days(20, 2), ...days(6, 0)]), 0)).toEqual(silent)
  expect(healthOf(course([...days(20, 2), ...days(5, 0)]), 0)).toEqual({ is: 'well' })
  expect(healthOf(course([...days(20, 2), ...days(5, 0)], { partial: false }), 0)).toEqual(silent)
  expect(healthOf(course([...days(20, 500), 0, 0]), 3)).toEqual(silent)
  expect(healthOf(course([...days(20, 500), 0]), 0)).toEqual({ is: 'well' })
})

test('the days before there was any data are not counted', () => {
  // 10 days of 4: a day's 4, not 40 / 20 = 2.
  const visitors = [...days(10, 0), ...days(10, 4), ...days(4, 0)]
  expect(healthOf(course(visitors, { since: '2026-03-11' }), 0)).toMatchObject({ is: 'silent' })
  expect(healthOf(course(visitors), 0)).toEqual({ is: 'well' })
})

test('a site whose visitors all came before the days on show is silent, if they were many', () => {
  const compared = (visitors: number) => ({ totals: { visitors } }) as never
  const none = course(days(30, 0))
  expect(healthOf({ ...none, compared: compared(10) }, 0)).toEqual({ is: 'silent', since: null })
  expect(healthOf({ ...none, compared: compared(9) }, 0)).toEqual({ is: 'well' })
  expect(healthOf(none, 0)).toEqual({ is: 'well' })
})
