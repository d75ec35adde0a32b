import './page.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followAddress } from '../../dashboard/models/address.ts'
import {
  EXAMPLES,
  type Figures,
  figuresInView,
  lifetimeOf,
  neededFor,
  paybackOf,
} from '../../dashboard/views/customers-revenue/calculations.ts'
import { figuresOf } from '../../dashboard/views/customers-revenue/figures.ts'
import { courseOf } from '../../dashboard/views/customers-revenue/growth.ts'
import { open } from './page.ts'
import { month } from './revenue-months.ts'

const figures = (some: Partial<Figures> = {}): Figures => ({ ...EXAMPLES, ...some })

test('50.00 a month at 80 % and 4 % are 1,000.00 over 25 months', () => {
  const told = lifetimeOf(figures())
  expect([told.monthly, told.stays, told.ltv]).toEqual([40, 25, 1_000])
  // 1,000 × (1 − 0.96^24) = 1,000 × (1 − 0.375413).
  expect(told.ahead).toBeCloseTo(624.59, 2)
  expect(lifetimeOf(figures({ churn: 0 }))).toEqual({
    ...{ monthly: 40, stays: null, ltv: null, ahead: 960 },
  })
})

test('120.00 come back after 3 months, or 3.1 as customers leave meanwhile', () => {
  const told = paybackOf(figures())
  expect(told.plain).toBe(3)
  // ln 0.88 / ln 0.96.
  expect(told.leaving).toBeCloseTo(3.1315, 4)
  expect(told.ratio).toBeCloseTo(8.3333, 4)
  expect(paybackOf(figures({ churn: 0 }))).toEqual({ plain: 3, leaving: 3, ratio: null })
})

test('what costs more than a customer ever leaves never comes back', () => {
  expect(paybackOf(figures({ cac: 1_000 })).leaving).toBeNull()
  expect(paybackOf(figures({ cac: 999 })).leaving).toBeGreaterThan(100)
  expect(paybackOf(figures({ arpa: 0 }))).toEqual({ plain: null, leaving: null, ratio: null })
})

test('from 100 to 300 in 24 months at 4 % it takes 16.8 a month, at 120.00 each', () => {
  const needed = neededFor(figures())
  // 0.04 × (300 − 37.5413) / 0.624587.
  expect(needed?.fresh).toBeCloseTo(16.808, 3)
  expect(needed?.cost).toBeCloseTo(2_016.99, 1)
  expect(neededFor(figures({ churn: 0 }))?.fresh).toBeCloseTo(200 / 24, 9)
  expect(neededFor(figures({ target: 10 }))?.fresh).toBe(0)
  expect(neededFor(figures({ months: 0 }))).toBeNull()
})

test('so many a month come to the target in the month that is asked for', () => {
  const whole = (max: number) => fc.integer({ min: 1, max })
  fc.assert(
    fc.property(whole(500), whole(2_000), whole(60), whole(40), (now, more, months, churn) => {
      const target = now + more
      const needed = neededFor(figures({ now, target, months, churn }))
      const course = courseOf({ now, fresh: needed?.fresh ?? 0 }, churn / 100, months)
      expect(course.at(-1)).toBeCloseTo(target, 5)
    }),
  )
})

test('the address says what is reckoned with; what is no number is an example', () => {
  followAddress()
  open('/sites/example.com/customers/revenue/calculators?arpa=99.5&churn=0&margin=-3&cac=much')
  expect(figuresInView()).toEqual({ ...EXAMPLES, arpa: 99.5, churn: 0 })
  open('/sites/example.com')
})

test('a site’s own numbers go into the address as far as they are known', () => {
  const known = month({
    ...{ arpa: 55.123, cac: null, customers_end: 10, new_customers: 4 },
    ...{ pooled_churned: 5, pooled_start: 39 },
  })
  expect(figuresOf([known], known, 0.8)).toEqual({
    ...{ arpa: '55.12', margin: '80', churn: '12.82', now: '10', fresh: '4' },
  })
})
