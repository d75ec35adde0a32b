import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { binomialAtLeast, binomialAtMost } from '../../../experiments/statistics/binomial.ts'
import { chiSquaredTail } from '../../../experiments/statistics/chi-squared.ts'
import { benjaminiHochberg, holm } from '../../../experiments/statistics/corrections.ts'
import { fisherExact } from '../../../experiments/statistics/fisher.ts'
import { logGamma } from '../../../experiments/statistics/gamma.ts'
import {
  normalCdf,
  normalTail,
  upperNormalQuantile,
} from '../../../experiments/statistics/normal.ts'
import { quantile } from '../../../experiments/statistics/quantile.ts'
import {
  studentTail,
  studentTwoSided,
  upperStudentQuantile,
} from '../../../experiments/statistics/student.ts'
import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'

/** Made by `test/golden/distributions.py`. */
const golden = JSON.parse(
  readFileSync(new URL('../../golden/distributions.json', import.meta.url), 'utf8'),
)

type Cells = [number, number, number, number]

/** Relative error, 1e-10 at most (spec: experiments.md, "Statistics"). */
function near(found: number, expected: string | number): void {
  const known = Number(expected)
  expect(Math.abs(found - known)).toBeLessThanOrEqual(1e-10 * Math.abs(known))
}

describe('against values of sixty digits', () => {
  test.each<[number, string]>(golden.log_gamma)('ln Γ(%d)', (x, known) => {
    near(logGamma(x), known)
  })
  test.each<[number, string]>(golden.normal_tail)('P(Z > %d)', (z, known) => {
    near(normalTail(z), known)
    near(normalCdf(-z), known)
  })
  test.each<[number, string]>(golden.upper_normal_quantile)('z of an upper %d', (p, known) => {
    if (p === 0.5) expect(Math.abs(upperNormalQuantile(p))).toBeLessThan(1e-15)
    else near(upperNormalQuantile(p), known)
  })
  test.each<[number, number, string]>(golden.student_tail)('P(T > %d), df %d', (t, df, known) => {
    near(studentTail(t, df), known)
  })
  test.each<[number, number, string]>(golden.chi_squared_tail)(
    'P(χ² > %d), df %d',
    (x, df, known) => {
      near(chiSquaredTail(x, df), known)
    },
  )
  test.each<[number, number, number, string]>(golden.binomial_at_least)(
    'P(X ≥ %d), n %d, p %d',
    (x, n, p, known) => {
      near(binomialAtLeast(x, n, p), known)
      near(1 - binomialAtMost(x - 1, n, p), 1 - (1 - Number(known)))
    },
  )
  test.each<[...Cells, string]>(golden.fisher)(
    'Fisher of [%d %d] [%d %d]',
    (...[a, b, c, d, known]) => {
      near(fisherExact({ a, b, c, d }), known)
    },
  )
})

test('the quantile of Student is where its tail is', () => {
  for (const df of [1, 2.5, 10, 1000, 1e6]) {
    for (const p of [0.4, 0.025, 1e-6]) near(studentTail(upperStudentQuantile(p, df), df), p)
  }
  near(upperStudentQuantile(0.025, 10), 2.2281388519649385)
})

test('beyond all numbers nothing is left of a tail', () => {
  for (const far of [1e100, 1e200, Number.POSITIVE_INFINITY]) {
    expect([normalTail(far), studentTail(far, 1e8), chiSquaredTail(far, 3)]).toEqual([0, 0, 0])
    expect([normalTail(-far), studentTail(-far, 1e8)]).toEqual([1, 1])
  }
})

test('two-sided is twice the tail, and 1 at nothing', () => {
  near(studentTwoSided(-2, 7.5), 2 * studentTail(2, 7.5))
  expect(studentTwoSided(0, 3)).toBe(1)
})

test('a binomial below 0 or above n is impossible, from 0 on certain', () => {
  expect([binomialAtMost(-1, 5, 0.2), binomialAtLeast(6, 5, 0.2)]).toEqual([0, 0])
  expect([binomialAtMost(5, 5, 0.2), binomialAtLeast(0, 5, 0.2)]).toEqual([1, 1])
  expect([binomialAtMost(0, 0, 0.2), binomialAtLeast(0, 0, 0.2)]).toEqual([1, 1])
})

test.each([
  [60, 1000, 0.046896, 0.076471],
  [60, 120, 0.411939, 0.588061],
  [120, 400, 0.257168, 0.346637],
])("Wilson's interval of %d of %d", (successes, n, low, high) => {
  const interval = wilsonInterval(successes, n)
  expect(interval[0]).toBeCloseTo(low, 6)
  expect(interval[1]).toBeCloseTo(high, 6)
})

test("Wilson's interval of none begins at 0, of all ends at 1, and of nobody is everything", () => {
  expect(wilsonInterval(0, 7)[0]).toBe(0)
  expect(wilsonInterval(7, 7)[1]).toBe(1)
  expect(wilsonInterval(0, 0)).toEqual([0, 1])
})

test('quantiles lie linearly between neighbours', () => {
  expect(quantile([1, 2, 4, 8], 0.5)).toBe(3)
  expect(quantile([1, 2, 4, 8], 0.9)).toBeCloseTo(6.8, 12)
  expect([quantile([5], 0.9), quantile([5, 6], 0), quantile([5, 6], 1)]).toEqual([5, 5, 6])
  expect(quantile([], 0.5)).toBeUndefined()
})

describe('corrections', () => {
  test('Benjamini and Hochberg as scipy has it', () => {
    const found = benjaminiHochberg(golden.p_values)
    for (const [i, q] of found.entries()) near(q, golden.benjamini_hochberg[i])
  })
  test('Holm by hand', () => {
    const found = holm([0.01, 0.04, 0.03])
    expect(found[0]).toBeCloseTo(0.03, 12)
    expect(found[1]).toBeCloseTo(0.06, 12)
    expect(found[2]).toBeCloseTo(0.06, 12)
  })
  test('none of none, and never above 1', () => {
    expect([benjaminiHochberg([]), holm([])]).toEqual([[], []])
    expect(holm([0.9, 0.8])).toEqual([1, 1])
  })
})
