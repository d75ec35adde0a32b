import { expect, test } from 'vitest'
import type { Sums } from '../../../collector/reports/customers/bridge.ts'
import type { Change } from '../../../collector/reports/customers/changes.ts'
import { coursesOf } from '../../../collector/reports/customers/ends.ts'
import { factorsOn } from '../../../collector/reports/customers/factors.ts'
import { tallied } from '../../../collector/reports/customers/tallied.ts'
import { change, edgesFrom } from './subscribed.ts'

const EUROS = new Map([['EUR', 1]])

/** January to April 2026 in cents, without what is 0. */
function bridge(changes: readonly Change[], factors = Array(5).fill(EUROS)): Partial<Sums>[] {
  const courses = coursesOf(changes, edgesFrom(2026, 1, 4))
  return tallied(courses, factors, undefined).cents.map((sums) =>
    Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0)),
  )
}

const held = { start_mrr: 1_000, end_mrr: 1_000, customers_start: 1, customers_end: 1 }
const begun = { new: 1_000, end_mrr: 1_000, new_customers: 1, customers_end: 1 }

test('who pays first is new in that month, and stays', () => {
  expect(bridge([change('2026-02-10T12:00', 1)])).toEqual([{}, begun, held, held])
})

test('a trial is none; what follows it is new', () => {
  const changes = [
    change('2026-01-10T12:00', 1, { status: 'trialing' }),
    change('2026-02-10T12:00', 1),
  ]
  expect(bridge(changes)).toEqual([{}, begun, held, held])
})

test('who is late still pays; who ends has left', () => {
  const changes = [
    change('2026-01-10T12:00', 1),
    change('2026-02-10T12:00', 1, { status: 'past_due' }),
    change('2026-03-10T12:00', 1, { status: 'ended' }),
  ]
  const left = { start_mrr: 1_000, churn: 1_000, customers_start: 1, churned_customers: 1 }
  expect(bridge(changes)).toEqual([begun, held, left, {}])
})

test('who pauses over a month’s end churns, and comes back', () => {
  const changes = [
    change('2026-01-10T12:00', 1),
    change('2026-02-10T12:00', 1, { status: 'ended' }),
    change('2026-04-10T12:00', 1),
  ]
  expect(bridge(changes).at(-1)).toEqual({
    ...{ reactivation: 1_000, end_mrr: 1_000, reactivated_customers: 1, customers_end: 1 },
  })
})

test('what happens and unhappens within a month is nothing', () => {
  const changes = [
    change('2026-01-10T12:00', 1),
    change('2026-02-10T12:00', 1, { status: 'ended' }),
    change('2026-02-11T12:00', 1),
    // Never at a month's end, so never a customer.
    change('2026-02-10T12:00', 2, { id: 't' }),
    change('2026-02-11T12:00', 2, { id: 't', status: 'ended' }),
    change('2026-03-11T12:00', 2, { id: 't' }),
  ].sort((a, b) => a.at - b.at)
  expect(bridge(changes)).toEqual([
    begun,
    held,
    { ...held, new: 1_000, new_customers: 1, end_mrr: 2_000, customers_end: 2 },
    { start_mrr: 2_000, end_mrr: 2_000, customers_start: 2, customers_end: 2 },
  ])
})

test('more seats, a dearer plan and a second subscription expand; less of them contracts', () => {
  const changes = [
    // 3 × 10.00 = 30.00.
    change('2026-01-01T12:00', 1, { quantity: 3 }),
    // 5 × 10.00 + 240.00 / 12 = 70.00: 40.00 more.
    change('2026-02-01T12:00', 1, { quantity: 5 }),
    change('2026-02-02T12:00', 1, { id: 'more', amount: 24_000, interval: 'year' }),
    // 2 × 12.50 + 20.00 = 45.00: 25.00 less.
    change('2026-03-01T12:00', 1, { quantity: 2, amount: 1_250, plan: 'pro' }),
    // 20.00 is left: 25.00 less, and nobody has left.
    change('2026-04-01T12:00', 1, { status: 'ended' }),
  ]
  const one = { customers_start: 1, customers_end: 1 }
  expect(bridge(changes)).toEqual([
    { new: 3_000, end_mrr: 3_000, new_customers: 1, customers_end: 1 },
    { start_mrr: 3_000, expansion: 4_000, end_mrr: 7_000, ...one },
    { start_mrr: 7_000, contraction: 2_500, end_mrr: 4_500, ...one },
    { start_mrr: 4_500, contraction: 2_500, end_mrr: 2_000, ...one },
  ])
})

test('one subscription for another of the same price moves nothing', () => {
  const changes = [
    change('2026-01-01T12:00', 1),
    change('2026-02-01T12:00', 1, { status: 'ended' }),
    change('2026-02-01T12:01', 1, { id: 'other', amount: 12_000, interval: 'year' }),
  ]
  expect(bridge(changes)).toEqual([begun, held, held, held])
})

test('a change that is told late counts from its own time', () => {
  const late = [change('2026-01-10T12:00', 1), change('2026-03-10T12:00', 1, { amount: 3_000 })]
  const told = [late[0], change('2026-02-10T12:00', 1, { amount: 2_000 }), late[1]] as Change[]
  expect(bridge(late)[1]).toEqual(held)
  expect(bridge(told)[1]).toEqual({ ...held, expansion: 1_000, end_mrr: 2_000 })
  expect(bridge(told)[2]).toMatchObject({ start_mrr: 2_000, expansion: 1_000, end_mrr: 3_000 })
})

test('what happens at a month’s first instant is that month’s', () => {
  expect(bridge([change('2026-02-01T00:00', 1)])).toEqual([{}, begun, held, held])
})

test('rates are those of the first day, and what the next ones change is fx', () => {
  const rates = [
    { day: '2025-12-01', currency: 'USD', rate: 0.8 },
    { day: '2026-02-15', currency: 'USD', rate: 0.9 },
    { day: '2026-04-01', currency: 'USD', rate: 0.85 },
  ]
  const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-04-01']
  const dollars = { currency: 'USD' }
  const changes = [
    change('2026-01-10T12:00', 1, { ...dollars, amount: 10_000 }),
    change('2026-02-20T12:00', 1, { ...dollars, amount: 15_000 }),
    change('2026-04-20T12:00', 1, { ...dollars, amount: 15_000, status: 'ended' }),
  ]
  const one = { customers_start: 1, customers_end: 1 }
  expect(bridge(changes, factorsOn(days, rates, 'EUR'))).toEqual([
    // 100.00 × 0.80.
    { new: 8_000, end_mrr: 8_000, new_customers: 1, customers_end: 1 },
    // 50.00 × 0.80 more; 150.00 × (0.90 − 0.80) by the rates of 1 March.
    { start_mrr: 8_000, expansion: 4_000, fx: 1_500, end_mrr: 13_500, ...one },
    // 150.00 × (0.85 − 0.90).
    { start_mrr: 13_500, fx: -750, end_mrr: 12_750, ...one },
    { start_mrr: 12_750, churn: 12_750, customers_start: 1, churned_customers: 1 },
  ])
})

test('who pays in another currency than before moves by the difference', () => {
  const factors = Array(5).fill(new Map([...EUROS, ['USD', 0.5]]))
  const changes = [
    change('2026-01-10T12:00', 1),
    change('2026-02-10T12:00', 1, { status: 'ended' }),
    change('2026-02-10T12:00', 1, { id: 'usd', currency: 'USD', amount: 3_000 }),
  ]
  // 10.00 EUR before, 30.00 × 0.50 = 15.00 after.
  expect(bridge(changes, factors)[1]).toEqual({ ...held, expansion: 500, end_mrr: 1_500 })
})

test('customers count without a rate, their money does not, until there is one', () => {
  const rates = [{ day: '2026-03-01', currency: 'SEK', rate: 0.1 }]
  const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-04-01']
  const changes = [
    change('2026-01-10T12:00', 1, { currency: 'SEK', amount: 20_000 }),
    change('2026-04-20T12:00', 1, { currency: 'SEK', amount: 20_000, status: 'ended' }),
  ]
  expect(bridge(changes, factorsOn(days, rates, 'EUR'))).toEqual([
    { new_customers: 1, customers_end: 1 },
    // 200.00 × 0.10 from 1 March on.
    { fx: 2_000, end_mrr: 2_000, customers_start: 1, customers_end: 1 },
    { start_mrr: 2_000, end_mrr: 2_000, customers_start: 1, customers_end: 1 },
    { start_mrr: 2_000, churn: 2_000, customers_start: 1, churned_customers: 1 },
  ])
})

test('thirds of a cent come to whole ones that sum', () => {
  // 1.00 a quarter: 33.33 cents a month; three customers bring a cent more than three times 33.
  const third = { amount: 100, interval: 'quarter' } as const
  const changes = [1, 2, 3].map((customer) => change('2026-01-10T12:00', customer, third))
  const left = change('2026-02-10T12:00', 3, { ...third, status: 'ended' })
  const [january, february] = bridge([...changes, left])
  expect(january).toMatchObject({ new: 100, end_mrr: 100 })
  // 66.67 are left: 67, so that 33 have gone.
  expect(february).toMatchObject({ start_mrr: 100, churn: 33, end_mrr: 67 })
})
