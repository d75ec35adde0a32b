import { expect, test } from 'vitest'
import { reasonsOf, type Told } from '../../../collector/reports/accounts/risk.ts'
import type { PersonUse } from '../../../collector/reports/accounts/use.ts'

function told(more: Partial<Told>, people: [number, PersonUse][] = []): Told {
  return {
    health: 49,
    fallen_from: undefined,
    renews_in: null,
    day: 100,
    people: new Map(people),
    ...more,
  }
}

test('an account that falls is at risk, with what it fell from', () => {
  expect(reasonsOf(told({ fallen_from: 90 }))).toEqual([{ why: 'falling', from: 90, to: 49 }])
})

test.each([
  [60, 49.9, true],
  [61, 49.9, false],
  [0, 0, true],
  [null, 0, false],
  [60, 50, false],
  [60, null, false],
])('a renewal in %s days with a health of %s is a risk: %s', (days, health, isRisk) => {
  const reasons = reasonsOf(told({ health, renews_in: days }))
  expect(reasons).toEqual(isRisk ? [{ why: 'renewal', days, health }] : [])
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
