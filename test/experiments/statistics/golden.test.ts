import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AnalyzeRequest, analyzed } from '../../../collector/experiments/analyze.ts'

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
    const { control, b, absolute, variance_reduction } = golden.cuped
    const [, variant] = analyze({ metric: 'mean', variants: halves(control, b) }).variants
    alike(variant?.cuped?.absolute, absolute)
    near(variant?.cuped?.variance_reduction, variance_reduction)
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
})
