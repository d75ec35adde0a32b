import { expect, test } from 'vitest'
import { monthly } from '../../../collector/mrr.ts'
import type { Sums } from '../../../collector/reports/customers/bridge.ts'
import type { Change } from '../../../collector/reports/customers/changes.ts'
import { economicsOf } from '../../../collector/reports/customers/economics.ts'
import { coursesOf } from '../../../collector/reports/customers/ends.ts'
import { tallied } from '../../../collector/reports/customers/tallied.ts'
import { read, STRIPE_HEAD, stripe } from '../../billing/files.ts'
import { change, edgesFrom } from './subscribed.ts'

// Faults that people met with money that comes again and again elsewhere; each title's number is the report's.

const EUROS = Array(7).fill(new Map([['EUR', 1]]))

/** January to June 2026 in cents. */
function months(changes: readonly Change[]): Sums[] {
  const inOrder = changes.toSorted((a, b) => a.at - b.at)
  return tallied(coursesOf(inOrder, edgesFrom(2026, 1, 6)), EUROS, undefined).cents
}

test('who ends is gone from the customers in the very month that counts the churn (PostHog/posthog 39439)', () => {
  const told = months([
    change('2026-01-10T12:00', 1),
    change('2026-04-30T23:59', 1, { status: 'ended' }),
  ])
  const [, , , april, may] = told
  expect(april).toMatchObject({ customers_start: 1, churned_customers: 1, customers_end: 0 })
  expect(may).toMatchObject({ customers_start: 0, churned_customers: 0, customers_end: 0 })
})

test('who leaves takes away what was paid, once (TryGhost/Members 255)', () => {
  const told = months([
    change('2026-01-10T12:00', 1, { amount: 4_900 }),
    change('2026-02-10T12:00', 2, { amount: 1_000 }),
    change('2026-03-10T12:00', 1, { status: 'ended', amount: 4_900 }),
  ])
  expect(told[2]).toMatchObject({ start_mrr: 5_900, churn: 4_900, end_mrr: 1_000 })
})

test('a cancellation that was told again, or taken back in between, takes nothing more (TryGhost/Ghost 14447)', () => {
  const told = months([
    change('2026-01-10T12:00', 1),
    change('2026-02-10T12:00', 1, { status: 'ended' }),
    change('2026-02-12T12:00', 1),
    change('2026-03-10T12:00', 1, { status: 'ended' }),
    change('2026-04-10T12:00', 1, { status: 'ended' }),
  ])
  expect(told.map(({ churn }) => churn)).toEqual([0, 0, 1_000, 0, 0, 0])
})

test('a week is 12 fifty-seconds of a month, and a year is not cut to whole cents (TryGhost/Ghost 14447)', () => {
  const { subscription } = change('2026-01-01T00:00', 1)
  // 10.00 × 52 / 12 = 43.33…, not 40.00; 10.00 / 12 = 0.83…, not 0.83.
  expect(monthly({ ...subscription, interval: 'week' })).toBeCloseTo(4_333.333_333, 6)
  expect(monthly({ ...subscription, interval: 'year' })).toBeCloseTo(83.333_333, 6)
})

test('a trial that ends unpaid churns nobody (buttondown/roadmap 2302)', () => {
  const told = months([
    change('2026-01-10T12:00', 1, { status: 'trialing' }),
    change('2026-02-10T12:00', 1, { status: 'ended' }),
  ])
  for (const month of told) expect(month).toMatchObject({ churned_customers: 0, new_customers: 0 })
})

test('moved to another product on one day is no churn and no new customer (commonknowledge/leftbookclub 288)', () => {
  const told = months([
    change('2026-01-10T12:00', 1, { id: 'old', amount: 1_000 }),
    change('2026-03-10T12:00', 1, { id: 'old', status: 'ended' }),
    change('2026-03-10T12:00', 1, { id: 'new', amount: 900 }),
  ])
  expect(told[2]).toMatchObject({ churn: 0, new: 0, contraction: 100, end_mrr: 900 })
})

test('churn over many months is never more than everybody (antiwork/gumroad 2927)', () => {
  const told = months(
    Array.from({ length: 10 }, (_, i) => [
      change('2026-01-10T12:00', i),
      change(`2026-0${2 + (i % 4)}-10T12:00`, i, { status: 'ended' }),
    ]).flat(),
  )
  const churned = told.map((sums) => {
    const basis = { pool: undefined, gross_margin: 0.8, cost: null }
    return economicsOf(sums, basis).customer_churn ?? 0
  })
  // 3 of 10, 3 of 7, 2 of 4 and 2 of 2.
  expect(churned).toEqual([0, 0.3, 3 / 7, 0.5, 1, 0])
})

test('who is late with the money still brings it (Cap-go/capgo.app 2505)', () => {
  const told = months([
    change('2026-01-10T12:00', 1),
    change('2026-02-10T12:00', 1, { status: 'past_due' }),
  ])
  expect(told[3]).toMatchObject({ start_mrr: 1_000, end_mrr: 1_000, churn: 0 })
})

test.each([
  ['one-time', 'a price paid once is no month’s (pax8labs/pax8-cli 710)'],
  ['2-year term', 'nor is a term that nobody knows'],
])('the interval "%s" is refused: %s', (Interval) => {
  const { refused } = read(`${STRIPE_HEAD}\n${stripe({ Interval })}`)
  expect(refused).toEqual([{ line: 2, reason: `the interval "${Interval}" is unknown` }])
})

test.each([
  ['incomplete', 'not_begun'],
  ['incomplete_expired', 'not_begun'],
  ['trialing', 'trialing'],
  ['unpaid', 'past_due'],
])('"%s" is no cancellation: %s (webrenew/unicon 43, dj-stripe 1008)', (Status, standing) => {
  const { lines } = read(`${STRIPE_HEAD}\n${stripe({ Status })}`)
  expect(lines[0]?.standing).toBe(standing)
})
