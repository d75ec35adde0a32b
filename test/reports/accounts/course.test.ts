import { expect, test } from 'vitest'
import { courseOf, type Going } from '../../../collector/reports/accounts/course.ts'

const going: Going = {
  ...{ state: 'active', silent: 0, health: 50, before: [50, 50, 50], falling: false },
}

test.each<[string | null, string, Partial<Going>]>([
  ['steady', 'as much as before', {}],
  ['silent', 'nothing for 14 days', { silent: 14 }],
  ['steady', 'nothing for 13 days', { silent: 13 }],
  ['silent', 'never anything', { silent: undefined, health: 0 }],
  ['silent', 'new, and gone quiet', { silent: 20, before: [null, null, null] }],
  ['new', 'not there 28 days ago', { before: [null, null, null] }],
  ['cooling', 'falls', { health: 20, falling: true }],
  // 0.8 × 50 is 40.
  ['growing', 'a mean of 39.9 before', { before: [39.7, 40, 40] }],
  ['steady', 'a mean of 40 before', { before: [40, 40, 40] }],
  ['growing', 'there for 5 weeks, and used twice as much', { before: [25, null, null] }],
  ['steady', 'no health at all', { health: null, before: [10, 10, 10] }],
  [null, 'lost', { state: 'lost' }],
])('%s: %s', (course, _, told) => {
  expect(courseOf({ ...going, ...told })).toBe(course)
})
