import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AnalyzeRequest, analyzed } from '../../../collector/experiments/analyze.ts'
import { holm } from '../../../experiments/statistics/corrections.ts'
import { newcombeInterval } from '../../../experiments/statistics/newcombe.ts'
import { plannedBounds } from '../../../experiments/statistics/planned-looks.ts'
import { sequentialFactor, unitsNeeded } from '../../../experiments/statistics/power.ts'
import { quantile } from '../../../experiments/statistics/quantile.ts'
import { sampleRatio } from '../../../experiments/statistics/sample-ratio.ts'
import { twoProportions } from '../../../experiments/statistics/two-proportions.ts'
import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'

/** Made by `test/golden/experiments.py`. */
const golden = JSON.parse(
  readFileSync(new URL('../../golden/experiments.json', import.meta.url), 'utf8'),
)

function analyze(request: unknown) {
  return analyzed(AnalyzeRequest.parse(request))
}

function near(found: number | undefined, known: number, digits = 1e-9): void {
  expect(found).toBeDefined()
  expect(Math.abs((found ?? 0) - known)).toBeLessThanOrEqual(digits * Math.abs(known))
}

function allNear(found: readonly number[] | undefined, known: readonly number[], digits = 1e-9) {
  expect(found).toHaveLength(known.length)
  for (const [i, number] of known.entries()) near(found?.[i], number, digits)
}

interface Known {
  estimate: number
  df: number
  p_value: number
  interval: [number, number]
}

function alike(found: Known | null | undefined, known: Known): void {
  near(found?.estimate, known.estimate)
  near(found?.df, known.df)
  near(found?.p_value, known.p_value, 1e-7)
  near(found?.interval[0], known.interval[0])
  near(found?.interval[1], known.interval[1])
}

const halves = (a: object, b: object) => [
  { key: 'control', ...a },
  { key: 'b', ...b },
]

describe('against other programs', () => {
  test("Welch's test of two means as scipy has it", () => {
    const { control, b, absolute } = golden.mean
    alike(analyze({ metric: 'mean', variants: halves(control, b) }).variants[1]?.absolute, absolute)
  })

  test('CUPED from sums is the test of the adjusted units', () => {
    const { control, b, absolute, relative, variance_reduction } = golden.cuped
    const [, variant] = analyze({ metric: 'mean', variants: halves(control, b) }).variants
    alike(variant?.cuped?.absolute, absolute)
    near(variant?.cuped?.variance_reduction, variance_reduction)
    near(variant?.cuped?.relative?.estimate, relative.estimate)
    allNear(variant?.cuped?.relative?.interval, relative.interval)
    alike(variant?.absolute, golden.mean.absolute)
  })

  test('a ratio is the test of the linearised units', () => {
    const { control, b, absolute } = golden.ratio
    alike(
      analyze({ metric: 'ratio', variants: halves(control, b) }).variants[1]?.absolute,
      absolute,
    )
  })

  type SequenceCase = [
    number,
    number,
    number,
    number,
    number,
    number,
    { p_value: number; interval: [number, number] },
  ]
  test.each<SequenceCase>(golden.sequences)(
    'always valid: %d/%d against %d/%d',
    (...[n0, x0, n1, x1, alpha, tuning_n, known]) => {
      const variants = halves({ n: n0, sum: x0 }, { n: n1, sum: x1 })
      const found = analyze({ metric: 'proportion', variants, alpha, tuning_n }).variants[1]
      near(found?.always_valid?.p_value, known.p_value)
      near(found?.always_valid?.interval[0], known.interval[0])
      near(found?.always_valid?.interval[1], known.interval[1])
    },
  )

  type PosteriorCase = [
    number,
    number,
    number,
    number,
    number,
    { chance_to_win: number; expected_loss: number },
  ]
  test.each<PosteriorCase>(golden.posteriors)(
    'posterior of %d/%d against %d/%d',
    (...[n0, x0, n1, x1, sd, known]) => {
      const variants = halves({ n: n0, sum: x0 }, { n: n1, sum: x1 })
      const prior = { type: 'normal', mean: 0, sd }
      const found = analyze({ metric: 'proportion', variants, prior }).variants[1]?.bayesian
      near(found?.chance_to_win, known.chance_to_win, 1e-8)
      near(found?.expected_loss, known.expected_loss, 1e-7)
    },
  )

  type Lift = { estimate: number; interval: [number, number] }
  test.each<[number, number, number, number, number, Lift]>(golden.relatives)(
    'relative change of %d/%d to %d/%d, level %d',
    (...[n0, x0, n1, x1, level, known]) => {
      const variants = halves({ n: n0, sum: x0 }, { n: n1, sum: x1 })
      const request = { metric: 'proportion', variants, alpha: 1 - level }
      const found = analyze(request).variants[1]?.relative
      near(found?.estimate, known.estimate)
      allNear(found?.interval, known.interval)
    },
  )

  type RatioCase = [number[], number[], { chi_squared: number; p_value: number }]
  test.each<RatioCase>(golden.sample_ratios)('a split of %j at %j', (counts, weights, known) => {
    const found = sampleRatio(counts, weights)
    near(found?.chi_squared, known.chi_squared)
    near(found?.p_value, known.p_value)
  })

  type PlanCase = [number, number, number, number, number, { per_variant: number; factor: number }]
  test.each<PlanCase>(golden.plans)(
    'a plan for %d changed by %d at α %d, power %d, %d variants',
    (...[rate, effect, alpha, power, variants, known]) => {
      const weights = Array.from({ length: variants }, () => 1 / variants)
      const design = { baseline: { metric: 'proportion' as const, rate }, weights, alpha, power }
      near((unitsNeeded(design, effect) ?? 0) / variants, known.per_variant)
      near(sequentialFactor(design), known.factor)
    },
  )

  test.each<[number[], number, number[], number[]]>(golden.looks)(
    'bounds of planned looks at %j, α %d, of %j',
    (...[shares, alpha, there, known]) => {
      allNear(plannedBounds(shares, alpha, there), known, 1e-7)
    },
  )

  test("Holm's correction, by its definition", () => {
    const [values, known] = golden.holm
    allNear(holm(values), known)
  })

  test.each<[number, number, number, number, number]>(golden.shares_apart)(
    'two shares, %d/%d and %d/%d, pooled',
    (...[n0, x0, n1, x1, known]) => {
      near(twoProportions({ n: n0, successes: x0 }, { n: n1, successes: x1 }), known)
    },
  )

  test.each<[number, number, [number, number]]>(golden.wilson)(
    "Wilson's interval of %d of %d",
    (successes, n, known) => {
      for (const i of [0, 1] as const) {
        expect(wilsonInterval(successes, n)[i]).toBeCloseTo(known[i], 12)
      }
    },
  )

  test.each<[number, number, number, number, [number, number]]>(golden.newcombe)(
    "Newcombe's interval of %d/%d less %d/%d",
    (...[x0, n0, x1, n1, known]) => {
      const estimate = (x: number, n: number) => ({ rate: x / n, interval: wilsonInterval(x, n) })
      allNear(newcombeInterval(estimate(x0, n0), estimate(x1, n1)), known)
    },
  )

  test('quantiles of type 7', () => {
    const [totals, known] = golden.quantiles
    const ascending = Float64Array.from(totals as number[]).sort()
    for (const [p, value] of known) near(quantile(ascending, p), value)
  })
})
