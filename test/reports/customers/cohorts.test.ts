import { expect, test } from 'vitest'
import type { Change } from '../../../collector/reports/customers/changes.ts'
import { coursesOf } from '../../../collector/reports/customers/ends.ts'
import { tallied } from '../../../collector/reports/customers/tallied.ts'
import { change, edgesFrom } from './subscribed.ts'

const EUROS = new Map([['EUR', 1]])

/** October 2025 to March 2026, of which the first `older` are not told. */
function told(changes: readonly Change[], older: number) {
  const edges = edgesFrom(2025, 10, 6)
  const courses = coursesOf(changes, edges.slice(older), edges.slice(0, older))
  const { cents, cohorts } = tallied(courses, Array(7 - older).fill(EUROS), undefined)
  return {
    customers: cohorts.map(({ customers }) => customers),
    mrr: cohorts.map(({ mrr }) => mrr),
    back: cents.map(({ reactivated_customers }) => reactivated_customers),
  }
}

/** A customer at the end of October, at none of November, and from December on again. */
const PAUSED = [
  change('2025-10-01T00:00', 1),
  change('2025-11-01T00:00', 1, { status: 'ended' }),
  change('2025-12-01T00:00', 1),
]

test('who pauses comes back to the cohort of the month at whose end they paid first', () => {
  expect(told(PAUSED, 0)).toMatchObject({
    customers: [[1, 0, 1, 1, 1, 1], [0, 0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0], [0, 0], [0]],
    back: [0, 0, 1, 0, 0, 0],
  })
})

test.each([
  ['only at the start of the first month that is told', 1, [0, 1, 1, 1, 1], [0, 1, 0, 0, 0]],
  ['only before it', 2, [1, 1, 1, 1], [1, 0, 0, 0]],
])('who had paid %s is of its cohort, and comes back', (_, older, first, back) => {
  const others = first.slice(1).map((_, i) => Array(first.length - 1 - i).fill(0))
  expect(told(PAUSED, older)).toEqual({
    customers: [first, ...others],
    mrr: [first.map((customers) => 1_000 * customers), ...others],
    back,
  })
})
