import './page.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { worthWithin } from '../../collector/customer-worth.ts'
import { monthsBetween } from '../../dashboard/models/calendar.ts'
import { bridgeOf, stepsOf } from '../../dashboard/views/customers-revenue/bridge.ts'
import {
  ceilingOf,
  courseOf,
  growthOf,
  monthsToCeiling,
} from '../../dashboard/views/customers-revenue/growth.ts'
import {
  firstAboveZero,
  profitCohorts,
  together,
} from '../../dashboard/views/customers-revenue/profit.ts'
import {
  churnOf,
  isNeverPaidBack,
  monthToldOf,
  worthAhead,
} from '../../dashboard/views/customers-revenue/worth.ts'
import { month } from './revenue-months.ts'

test('10.00 a month at 5 % are 141.60 in 24 months, and 240.00 where nobody leaves', () => {
  // (1 − 0.95^24) / 0.05 = (1 − 0.291989) / 0.05.
  expect(worthWithin(10, 0.05, 24)).toBeCloseTo(141.6, 2)
  expect(worthWithin(10, 0, 24)).toBe(240)
  expect(worthWithin(10, 1, 24)).toBe(10)
})

test('the month that is told of is the last that is over', () => {
  const over = month({ month: '2026-03' })
  const runs = month({ month: '2026-04', partial: true })
  expect(monthToldOf([over, runs])).toBe(over)
  expect(monthToldOf([runs])).toBe(runs)
  expect(monthToldOf([])).toBeUndefined()
})

test('what a customer brings ahead rests on the churn of twelve months', () => {
  const told = month({ arpa: 55, pooled_churned: 5, pooled_start: 39 })
  expect(churnOf(told)).toBeCloseTo(0.128205, 6)
  // 44 × 39 / 5 × (1 − (34 / 39)^24) = 343.20 × 0.962855.
  expect(worthAhead(told, 0.8)).toBeCloseTo(330.44, 1)
  expect(worthAhead(month({ arpa: 55 }), 0.8)).toBeNull()
  expect(worthAhead(month({ pooled_churned: 5, pooled_start: 39 }), 0.8)).toBeNull()
  expect(isNeverPaidBack(month({ ltv: 90, cac: 96 }))).toBe(true)
  expect(isNeverPaidBack(month({ ltv: 96, cac: 96 }))).toBe(false)
  expect(isNeverPaidBack(month({ cac: 96 }))).toBe(false)
})

test('months lie between two days', () => {
  expect(monthsBetween('2026-11-30', '2027-01-01')).toEqual(['2026-11', '2026-12', '2027-01'])
  expect(monthsBetween('2026-03-31', '2026-03-01')).toEqual(['2026-03'])
})

test('a bridge over several months leads from the first start to the last end', () => {
  const months = [
    month({ start_mrr: 100, new: 30.1, contraction: 5, churn: 25, end_mrr: 100.1 }),
    month({ start_mrr: 100.1, new: 0.2, reactivation: 10, expansion: 4, fx: -2.3, end_mrr: 112 }),
  ]
  const bridge = bridgeOf(months)
  expect(bridge).toEqual({
    start: 100,
    moves: { new: 30.3, reactivation: 10, expansion: 4, contraction: -5, churn: -25, fx: -2.3 },
    end: 112,
  })
  expect(stepsOf(bridge).map(({ name, from, to }) => [name, from, to])).toEqual([
    ['start', 0, 100],
    ['new', 100, 130.3],
    ['reactivation', 130.3, 140.3],
    ['expansion', 140.3, 144.3],
    ['contraction', 144.3, 139.3],
    ['churn', 139.3, 114.3],
    ['fx', 114.3, 112],
    ['end', 0, 112],
  ])
})

test('rates that moved nothing are no step', () => {
  const steps = stepsOf(bridgeOf([month({ new: 10, end_mrr: 10 })]))
  expect(steps.map(({ name }) => name)).not.toContain('fx')
})

test('customers are told of by what they cost and have paid', () => {
  // 2 at 60.00 each, and 1 at 100.00; margin 0.8; the third month runs.
  const cohorts = profitCohorts(
    {
      months: [
        month({ month: '2026-01', cac: 60 }),
        month({ month: '2026-02', cac: 100 }),
        month({ month: '2026-03', cac: 10, partial: true }),
      ],
      cohorts: [
        { month: '2025-12', customers: [4, 4, 4, 4], mrr: [9, 9, 9, 9] },
        { month: '2026-01', customers: [2, 2, 1], mrr: [150, 250, 200] },
        { month: '2026-02', customers: [1, 1], mrr: [50, 50] },
        { month: '2026-03', customers: [1], mrr: [50] },
      ],
    },
    0.8,
  )
  expect(cohorts).toEqual([
    { month: '2026-01', customers: 2, cost: 60, course: [-60, 0, 100], paidBack: 1 },
    { month: '2026-02', customers: 1, cost: 100, course: [-100, -60], paidBack: null },
  ])
  // (2 × −60 + −100) / 3, (0 + −60) / 3, and 100 of two thirds of them.
  const mean = together(cohorts)
  expect(mean[0]).toBeCloseTo(-73.333, 3)
  expect(mean.slice(1)).toEqual([-20, 100])
  expect(firstAboveZero(mean)).toBe(2)
})

test('all as one are told as long as half of them have come so far', () => {
  const cohort = (customers: number, course: number[]) =>
    ({ month: '', customers, cost: 1, course, paidBack: null }) as const
  expect(together([cohort(1, [-1, 0, 1]), cohort(3, [-1, -1])])).toEqual([-1, -0.75])
  expect(together([])).toEqual([])
})

test('12 a month at 3 % level off at 400, nearly reached from 100 after 89 months', () => {
  const growth = { now: 100, fresh: 12 }
  expect(ceilingOf(growth, 0.03)).toBeCloseTo(400, 9)
  expect(courseOf(growth, 0.03, 2)).toEqual([100, 109, 117.73])
  // ln(20 / 300) / ln 0.97 = 88.91.
  expect(monthsToCeiling(growth, 0.03)).toBe(89)
  expect(monthsToCeiling({ now: 395, fresh: 12 }, 0.03)).toBe(0)
  expect(monthsToCeiling(growth, 1)).toBe(1)
  expect([ceilingOf(growth, 0), monthsToCeiling(growth, 0)]).toEqual([null, null])
  expect(monthsToCeiling({ now: 100, fresh: 0 }, 0.03)).toBeNull()
})

test('the ceiling is nearly reached in the month that is told, and not before', () => {
  const share = fc.double({ min: 0.005, max: 0.5, noNaN: true })
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 1, max: 50 }),
      share,
      (now, fresh, churn) => {
        const months = monthsToCeiling({ now, fresh }, churn) ?? 0
        const course = courseOf({ now, fresh }, churn, months)
        const ceiling = fresh / churn
        const away = (customers = 0) => Math.abs(customers - ceiling) / ceiling
        expect(away(course[months])).toBeLessThanOrEqual(0.05 + 1e-9)
        if (months > 0) expect(away(course[months - 1])).toBeGreaterThan(0.05 - 1e-9)
      },
    ),
  )
})

test('the present pace is that of the last three months that are over', () => {
  const won = [9, 1, 0, 2].map((new_customers) => month({ new_customers, customers_end: 10 }))
  const runs = month({ new_customers: 50, partial: true })
  expect(growthOf([...won, runs])).toEqual({ now: 10, fresh: 1 })
  expect(growthOf([runs])).toBeUndefined()
})
