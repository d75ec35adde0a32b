import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { NONE, type Sums } from '../../../collector/reports/customers/bridge.ts'
import type { Change } from '../../../collector/reports/customers/changes.ts'
import { coursesOf } from '../../../collector/reports/customers/ends.ts'
import { Groups } from '../../../collector/reports/customers/groups.ts'
import { rowsToTheCent } from '../../../collector/reports/customers/rows-to-the-cent.ts'
import { tallied } from '../../../collector/reports/customers/tallied.ts'
import { plainCohorts, plainly } from './plainly.ts'
import { DAYS, FACTORS, RATES, randomChanges } from './random.ts'

const EDGES = DAYS.map(([, at]) => at)
const RUNS = { numRuns: 60 }

function of(changes: readonly Change[], groups?: Groups) {
  return tallied(coursesOf(changes, EDGES), FACTORS, groups)
}

function entriesOf(sums: Sums): [keyof Sums, number][] {
  return Object.entries(sums) as [keyof Sums, number][]
}

/** Whole, next to what it is, and nothing where it is nothing. */
function expectNear(whole: Sums, exact: Sums, within: number): void {
  for (const [name, value] of entriesOf(exact)) {
    expect(Number.isInteger(whole[name]), name).toBe(true)
    expect(Math.abs(whole[name] - value), name).toBeLessThan(value === 0 ? 1e-9 : within)
  }
}

function linesOf(sums: Sums): number {
  const { start_mrr, reactivation, expansion, contraction, churn, fx } = sums
  return start_mrr + sums.new + reactivation + expansion - contraction - churn + fx
}

test('the bridge is what a plain walk through all changes finds', () => {
  fc.assert(
    fc.property(randomChanges, (changes) => {
      const { exact } = of(changes)
      const expected = plainly({ changes, days: DAYS, rates: RATES })
      for (const [i, month] of exact.entries()) {
        for (const [name, value] of entriesOf(month)) {
          expect(value, `${name} of ${i}`).toBeCloseTo(expected[i]?.[name] ?? 0, 4)
        }
      }
    }),
    RUNS,
  )
})

test('every month leads from its start to its end to the cent, and to the next one’s start', () => {
  fc.assert(
    fc.property(randomChanges, (changes) => {
      const { cents, exact } = of(changes)
      for (const [i, month] of cents.entries()) {
        expect(linesOf(month)).toBe(month.end_mrr)
        expect(month.start_mrr).toBe(cents[i - 1]?.end_mrr ?? 0)
        expectNear(month, exact[i] ?? NONE, 1)
      }
      expect(cents.at(-1)?.fx).toBe(0)
    }),
    RUNS,
  )
})

test('the cohorts of a month together are its end', () => {
  fc.assert(
    fc.property(randomChanges, (changes) => {
      const { cents, cohorts } = of(changes)
      for (const [month, { customers_end, end_mrr }] of cents.entries()) {
        const diagonal = cohorts.slice(0, month + 1).map(({ customers, mrr }, i) => ({
          customers: customers[month - i] ?? 0,
          mrr: mrr[month - i] ?? 0,
        }))
        const sumOf = (name: 'customers' | 'mrr') =>
          diagonal.reduce((sum, cell) => sum + cell[name], 0)
        expect([sumOf('customers'), sumOf('mrr')]).toEqual([customers_end, end_mrr])
        const plain = plainCohorts({ changes, days: DAYS, rates: RATES }, month)
        expect(diagonal.map(({ customers }) => customers)).toEqual(
          plain.map(({ customers }) => customers),
        )
        for (const [i, { mrr }] of plain.entries()) {
          expect(Math.abs((diagonal[i]?.mrr ?? 0) - mrr)).toBeLessThan(1.001)
        }
      }
    }),
    { numRuns: 20 },
  )
})

test('months that follow older ones are as if all were told, with the older customers in the first cohort', () => {
  fc.assert(
    fc.property(randomChanges, fc.integer({ min: 1, max: 6 }), (changes, older) => {
      const whole = of(changes)
      const courses = coursesOf(changes, EDGES.slice(older), EDGES.slice(0, older))
      const { exact, cents, cohorts } = tallied(courses, FACTORS.slice(older), undefined)
      for (const [i, month] of exact.entries()) {
        for (const [name, value] of entriesOf(month)) {
          expect(value, `${name} of ${i}`).toBeCloseTo(whole.exact[older + i]?.[name] ?? 0, 4)
        }
      }
      expect(cents.map(({ end_mrr }) => end_mrr)).toEqual(
        whole.cents.slice(older).map(({ end_mrr }) => end_mrr),
      )
      const first = whole.cohorts
        .slice(0, older + 1)
        .map(({ customers }, i) => customers.slice(older - i))
      expect(cohorts[0]?.customers).toEqual(
        first[0]?.map((_, month) => first.reduce((sum, row) => sum + (row[month] ?? 0), 0)),
      )
      expect(cohorts.slice(1).map(({ customers }) => customers)).toEqual(
        whole.cohorts.slice(older + 1).map(({ customers }) => customers),
      )
    }),
    RUNS,
  )
})

test('rows come to the whole, each to the cent, and what is nothing stays nothing', () => {
  fc.assert(
    fc.property(randomChanges, fc.integer({ min: 0, max: 7 }), (changes, month) => {
      const groups = new Groups(({ customer }) => customer % 4, 0)
      const all = of(changes, groups).cents[month] ?? NONE
      const exact = groups.upTo(month).map(({ months }) => months[month] ?? NONE)
      const rows = rowsToTheCent(exact, all)
      for (const [i, row] of rows.entries()) {
        expect(linesOf(row)).toBe(row.end_mrr)
        expectNear(row, exact[i] ?? NONE, 3)
      }
      for (const [name, value] of entriesOf(all)) {
        expect(
          rows.reduce((sum, row) => sum + row[name], 0),
          name,
        ).toBe(value)
      }
    }),
    { numRuns: 200 },
  )
})

test('whose changes come first does not matter, as long as each one’s keep their order', () => {
  fc.assert(
    fc.property(randomChanges, (changes) => {
      const others = changes
        .map(({ customer, ...change }) => ({ ...change, customer: 7 - customer }))
        .toSorted((a, b) => a.at - b.at || a.customer - b.customer)
      const own = changes.toSorted((a, b) => a.at - b.at || a.customer - b.customer)
      expect(of(others).cents).toEqual(of(own).cents)
    }),
    RUNS,
  )
})

test('without one customer all the others stay as they are', () => {
  fc.assert(
    fc.property(randomChanges, (changes) => {
      const [only, rest] = [
        of(changes.filter(({ customer }) => customer === 1)).exact,
        of(changes.filter(({ customer }) => customer !== 1)).exact,
      ]
      for (const [i, month] of of(changes).exact.entries()) {
        for (const [name, value] of entriesOf(month)) {
          const apart = (only[i]?.[name] ?? 0) + (rest[i]?.[name] ?? 0)
          expect(apart).toBeCloseTo(value, 4)
        }
      }
    }),
    RUNS,
  )
})
