import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BillingLine } from '../../collector/billing/line.ts'
import { endOf, type Told, toldBy } from '../../collector/billing/told.ts'
import { whichOf } from '../../collector/billing/which.ts'
import { processorTime } from '../processor-time.ts'
import { NOW } from './files.ts'

const START = Date.UTC(2026, 2, 1)

/** A line of sub_1, of a plan and its price. */
function line(plan: string, amount: number, id = 'sub_1'): BillingLine {
  return {
    customer: 'acme',
    terms: { id, plan, amount, currency: 'EUR', interval: 'month', count: 1, quantity: 1 },
    standing: 'active',
    started: START,
    trial_end: null,
    period_start: null,
    renews: null,
    ended: null,
  }
}

type Known = ReadonlyMap<string, readonly Told[]>

/** What is known after a file, of what was before. */
function after(known: Known, ...lines: BillingLine[]): Map<string, readonly Told[]> {
  const { lines: found, gone } = whichOf(lines, () => known)
  const whole = new Map(known)
  for (const one of found) whole.set(one.id, [...one.known, ...toldBy(one, NOW)])
  for (const one of gone) whole.set(one.id, [...one.known, ...endOf(one, NOW)])
  return whole
}

/** What is paid in the end. */
function paid(known: Known): number {
  return [...known.values()]
    .map((told) => told.at(-1)?.subscription)
    .reduce((sum, one) => sum + (one?.status === 'active' ? one.amount : 0), 0)
}

const changes = (known: Known) => [...known.values()].flat().length

const NOTHING: Known = new Map()
const BASE = line('base', 100)
const SEATS = line('seats', 40)

test('plans of one subscription add, each by an id of its own', () => {
  const known = after(NOTHING, BASE, SEATS)
  expect([...known.keys()]).toEqual(['sub_1', 'sub_1/seats'])
  expect(paid(known)).toBe(140)
})

test('in whatever order the lines stand, the same file again says nothing', () => {
  const known = after(NOTHING, BASE, SEATS)
  const again = after(known, SEATS, BASE)
  expect(changes(again)).toBe(2)
  expect(paid(again)).toBe(140)
})

test('a plan that a file has no more has ended', () => {
  expect(paid(after(after(NOTHING, BASE, SEATS), SEATS))).toBe(40)
})

test('one alone that has another plan has changed it', () => {
  const known = after(after(NOTHING, BASE), line('pro', 250))
  expect([...known.keys()]).toEqual(['sub_1'])
  expect(paid(known)).toBe(250)
})

test('a plan more is one more', () => {
  expect(paid(after(after(NOTHING, BASE), SEATS, BASE))).toBe(140)
})

test('a plan more came with the running period at the earliest', () => {
  const known = after(NOTHING, BASE)
  const since = Date.UTC(2026, 5, 1)
  const more = after(known, BASE, { ...SEATS, period_start: since })
  expect(more.get('sub_1/seats')?.map(({ at }) => at)).toEqual([since])
})

test('what was known of no plan, as by an invoice, is the first of several', () => {
  const billed = new Map(
    [...after(NOTHING, BASE)].map(([id, told]) => [
      id,
      told.map((one) => ({ ...one, subscription: { ...one.subscription, plan: null } })),
    ]),
  )
  const known = after(billed, SEATS, BASE)
  expect([...known.keys()]).toEqual(['sub_1', 'sub_1/seats'])
  expect(paid(known)).toBe(140)
})

test('what a file says nothing of stays as it is', () => {
  const known = after(after(NOTHING, BASE), line('base', 30, 'sub_2'))
  expect(paid(known)).toBe(130)
})

test('ids stay apart, however long they and their plans are', () => {
  const id = 'x'.repeat(118)
  const known = after(
    NOTHING,
    ...['a', 'pro1', 'pro2', 'pro2 but longer'].map((plan) => line(plan, 10, id)),
  )
  expect(known.size).toBe(4)
  expect([...known.keys()].every((one) => one.length <= 120)).toBe(true)
  expect(paid(known)).toBe(40)
})

test.each([
  ['subscriptions of one customer', (i: number) => line('pro', 10, `sub_${i}`)],
  ['plans of one subscription', (i: number) => line(`plan ${i}`, 10)],
  ['plans of one subscription whose ids are cut', (i: number) => line(`${i}`.padEnd(120, 'x'), 10)],
])('%s are looked at once each, however many', (_, of) => {
  const lines = Array.from({ length: 30_000 }, (_, i) => of(i))
  const took = processorTime(() => {
    const known = after(NOTHING, ...lines)
    expect(known.size).toBe(30_000)
    expect(changes(after(known, ...lines))).toBe(30_000)
  })
  // Each by each they are 900,000,000.
  expect(took).toBeLessThan(4_000)
})

test('whatever files follow one another, what is paid is what the last says', () => {
  const file = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 })
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 5 }), (files) => {
      let known: Known = NOTHING
      for (const plans of files)
        known = after(known, ...plans.map((plan) => line(plan, plan.charCodeAt(0))))
      const last = files.at(-1) ?? []
      expect(paid(known)).toBe(last.reduce((sum, plan) => sum + plan.charCodeAt(0), 0))
      const again = after(known, ...last.map((plan) => line(plan, plan.charCodeAt(0))).reverse())
      expect(changes(again)).toBe(changes(known))
    }),
  )
})
