import { expect, test } from 'vitest'
import { reasonsOf, type Told } from '../../../collector/reports/accounts/risk.ts'
import type { PersonUse } from '../../../collector/reports/accounts/use.ts'

const DAY = 86_400_000
const NOW = 100 * DAY

function told(more: Partial<Told>, people: [number, PersonUse][] = []): Told {
  return {
    health: 49,
    fallen_from: undefined,
    renews_at: null,
    now: NOW,
    day: 100,
    people: new Map(people),
    ...more,
  }
}

test('an account that falls is at risk, with what it fell from', () => {
  expect(reasonsOf(told({ fallen_from: 90 }))).toEqual([{ why: 'falling', from: 90, to: 49 }])
})

test.each([
  [60 * DAY, 49.9, 60],
  [60 * DAY + 1, 49.9, undefined],
  [60 * DAY - 1, 49.9, 59],
  [0, 0, 0],
  [-1, 0, undefined],
  [60 * DAY, 50, undefined],
  [60 * DAY, null, undefined],
])('renewal in %i ms with health %s: in %s days', (left, health, days) => {
  const reasons = reasonsOf(told({ health, renews_at: NOW + left }))
  expect(reasons).toEqual(days === undefined ? [] : [{ why: 'renewal', days, health }])
})

test.each([
  // 3 of 10 events, unseen for 14 days.
  [3, 86, { share: 0.3, days: 14 }],
  [3, 87, undefined],
  [2, 86, undefined],
])('somebody with %i of 10 events seen last on day %i', (events, last, reason) => {
  const people: [number, PersonUse][] = [
    [7, { events, last }],
    [8, { events: 10 - events, last: 100 }],
  ]
  const expected = reason ? [{ why: 'person_silent', person: 7, ...reason }] : []
  expect(reasonsOf(told({}, people))).toEqual(expected)
})

test('of several who fell silent the one who did most stands first', () => {
  const people: [number, PersonUse][] = [
    [7, { events: 3, last: 80 }],
    [8, { events: 4, last: 81 }],
    [9, { events: 3, last: 82 }],
  ]
  const reasons = reasonsOf(told({ health: null }, people))
  expect(reasons).toMatchObject([{ person: 8 }, { person: 7 }, { person: 9 }])
})
