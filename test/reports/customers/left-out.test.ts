import { expect, test } from 'vitest'
import { coursesOf } from '../../../collector/reports/customers/ends.ts'
import { leftOut } from '../../../collector/reports/customers/left-out.ts'
import { mainPlan } from '../../../collector/reports/customers/plans.ts'
import { change, edgesFrom } from './subscribed.ts'

const EUR = new Map([['EUR', 1]])
const BOTH = new Map([...EUR, ['SEK', 0.1]])

test('what has no rate is told as it last had none', () => {
  const sek = { currency: 'SEK', amount: 10_000 }
  const courses = coursesOf(
    [
      change('2026-01-05T10:00', 1, sek),
      change('2026-01-06T10:00', 2, { ...sek, id: 't' }),
      change('2026-02-06T10:00', 2, { ...sek, id: 't', status: 'ended' }),
      change('2026-02-07T10:00', 3, { id: 'e' }),
    ],
    edgesFrom(2026, 1, 4),
  )
  // Rates from April on: at the end of February one of the two is left.
  expect(leftOut(courses, [EUR, EUR, EUR, BOTH, BOTH], 0)).toEqual([
    { currency: 'SEK', amount: 100, events: 1 },
  ])
  expect(leftOut(courses, [EUR, EUR, BOTH, BOTH, BOTH], 0)).toEqual([
    { currency: 'SEK', amount: 200, events: 2 },
  ])
  expect(leftOut(courses, [EUR, EUR, BOTH, BOTH, BOTH], 2)).toEqual([])
})

test('the plan is the one that brings most, of equals the first by name', () => {
  const part = (plan: string | null, amount: number, currency = 'EUR') => ({
    ...{ plan, amount, currency },
  })
  const two = [part('b', 600), part('a', 1_000), part('b', 500)]
  expect(mainPlan(two, EUR)).toBe('b')
  expect(mainPlan([part('b', 500), part('a', 500)], EUR)).toBe('a')
  // 900.00 SEK are 90.00.
  expect(mainPlan([part('b', 90_000, 'SEK'), part('a', 10_000)], BOTH)).toBe('a')
  expect(mainPlan([part(null, 500)], EUR)).toBeNull()
  expect(mainPlan([], EUR)).toBeNull()
})
