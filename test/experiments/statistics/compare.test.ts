import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AnalyzeRequest, analyzed } from '../../../collector/experiments/analyze.ts'
import { sampleRatio } from '../../../experiments/statistics/sample-ratio.ts'

function analyze(request: unknown) {
  return analyzed(AnalyzeRequest.parse(request))
}

function near(found: number | undefined, known: number, digits = 1e-9): void {
  expect(found).toBeDefined()
  expect(Math.abs((found ?? 0) - known)).toBeLessThanOrEqual(digits * Math.abs(known))
}

const halves = (a: object, b: object) => [
  { key: 'control', ...a },
  { key: 'b', ...b },
]

test('a rare outcome of very many keeps its tail (E7)', () => {
  const variants = halves({ n: 1e6, sum: 100 }, { n: 1e6, sum: 400 })
  const b = analyze({ metric: 'proportion', variants }).variants[1]
  const { estimate = 0, standard_error = 0 } = b?.absolute ?? {}
  near(estimate / standard_error, 13.4187, 1e-5)
  near(b?.absolute?.p_value, 4.7258e-41, 1e-4)
  near(b?.absolute?.df, 1_470_711, 1e-6)
  near(b?.relative?.estimate, 3)
  near(b?.relative?.interval[0], 2.21292, 1e-5)
  near(b?.relative?.interval[1], 3.97989, 1e-5)
})

test('a broken split is found against the designed weights, with its true tail (E6)', () => {
  expect(sampleRatio([9500, 500], [0.95, 0.05])).toEqual({
    chi_squared: 0,
    p_value: 1,
    flag: false,
  })
  const broken = sampleRatio([9463, 7681], [0.5, 0.5])
  near(broken?.chi_squared, 185.2266, 1e-6)
  near(broken?.p_value, 3.502e-42, 1e-3)
  expect(broken?.flag).toBe(true)
  expect(sampleRatio([10, 20, 999], [1, 2, 0])?.chi_squared).toBe(0)
  expect([sampleRatio([5], [1]), sampleRatio([0, 0], [1, 1])]).toEqual([undefined, undefined])
})

describe('what cannot be compared says why', () => {
  const reasonOf = (a: object, b: object, metric = 'proportion') => {
    const [, variant] = analyze({ metric, variants: halves(a, b) }).variants
    return {
      reason: variant?.reason,
      always: variant?.always_valid !== null,
      absolute: variant?.absolute,
    }
  }

  test('one variant without any conversion is judged by the sequence alone', () => {
    const found = reasonOf({ n: 500, sum: 6 }, { n: 500, sum: 0 })
    expect(found).toEqual({
      reason: 'all units of the variant have the same value',
      always: true,
      absolute: null,
    })
  })

  test('two variants without variance by nothing', () => {
    expect(reasonOf({ n: 500, sum: 0 }, { n: 500, sum: 0 }).always).toBe(false)
    expect(reasonOf({ n: 0, sum: 0 }, { n: 0, sum: 0 }).always).toBe(false)
    expect(reasonOf({ n: 1, sum: 1 }, { n: 1, sum: 0 }).always).toBe(false)
  })

  test('a control near zero has no prior on the relative change', () => {
    const variants = halves(
      { n: 100, sum: 1, sum_squares: 500 },
      { n: 100, sum: 5, sum_squares: 500 },
    )
    const [, b] = analyze({ metric: 'mean', variants }).variants
    expect(b?.bayesian).toBeNull()
    expect(b?.reason).toBe('the control is too near to zero for a prior on the relative change')
    const [, flat] = analyze({ metric: 'mean', variants, prior: { type: 'flat' } }).variants
    expect(flat?.bayesian?.chance_to_win).toBeGreaterThan(0.5)
  })

  test('a mean below zero has no relative change', () => {
    const variants = halves({ n: 9, sum: -9, sum_squares: 20 }, { n: 9, sum: 9, sum_squares: 20 })
    const [, b] = analyze({ metric: 'mean', variants }).variants
    expect(b?.relative).toBeNull()
    expect(b?.always_valid?.relative_interval).toBeNull()
    expect(b?.absolute?.estimate).toBe(2)
  })
})

test.each([
  [
    { metric: 'proportion', variants: halves({ n: 10, sum: 11 }, { n: 10, sum: 1 }) },
    '11 conversions of 10 units',
  ],
  [
    {
      metric: 'mean',
      variants: halves({ n: 10, sum: 10, sum_squares: 9 }, { n: 10, sum: 1, sum_squares: 1 }),
    },
    'sum_squares 9 is below 10² / 10 = 10',
  ],
  [
    { metric: 'mean', variants: halves({ n: 10, sum: 10 }, { n: 10, sum: 1 }) },
    'variant "control" needs sum_squares',
  ],
  [
    {
      metric: 'mean',
      variants: halves({ n: 0, sum: 1, sum_squares: 1 }, { n: 1, sum: 1, sum_squares: 1 }),
    },
    'sums of 0 units',
  ],
  [
    {
      metric: 'proportion',
      variants: [
        { key: 'a', n: 1, sum: 0 },
        { key: 'a', n: 1, sum: 0 },
      ],
    },
    'two variants are called "a"',
  ],
  [
    { metric: 'proportion', variants: halves({ n: 1, sum: 0 }, { n: 1, sum: 0 }), weights: [1] },
    '1 weights for 2 variants',
  ],
])('sums that cannot be are refused with the numbers', (request, words) => {
  expect(() => analyze(request)).toThrow(words)
})

test('Holm is over the variants', () => {
  const variants = [
    { key: 'control', n: 5000, sum: 500 },
    { key: 'b', n: 5000, sum: 640 },
    { key: 'c', n: 5000, sum: 620 },
  ]
  const found = analyze({ metric: 'proportion', variants }).variants
  const [, b, c] = found.map((one) => [one.always_valid?.p_value ?? 0, one.adjusted_p_value ?? 0])
  expect(b?.[1]).toBeCloseTo(2 * (b?.[0] ?? 0), 12)
  expect(c?.[1]).toBeCloseTo(Math.max(2 * (b?.[0] ?? 0), c?.[0] ?? 0), 12)
  const [, plain] = analyze({ metric: 'proportion', variants, correction: 'none' }).variants
  expect(plain?.adjusted_p_value).toBe(plain?.always_valid?.p_value)
})

test.each([5e-324, 1e-323, 1e-300, 1e-160, 1e-90])(
  'sums of %d have no square, and no figure that is none',
  (least) => {
    const known = { pre_sum: least, pre_sum_squares: least, post_pre_sum_products: 0 }
    const arm = (times: number) => ({ n: 2, sum: least * times, sum_squares: least, ...known })
    for (const metric of ['mean', 'proportion'])
      for (const prior of [{ type: 'flat' }, { type: 'normal', mean: 0, sd: 0.3 }])
        requireFinite(analyze({ metric, prior, variants: halves(arm(1), arm(2)) }))
  },
)

test('whatever sums are brought, an answer holds numbers or null', () => {
  const arm = fc.record({
    n: fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 1e9 })),
    sum: fc.oneof(
      fc.constantFrom(0, 1),
      fc.double({ min: -1e90, max: 1e90, noNaN: true }),
      fc.integer({ min: 0, max: 100 }),
    ),
    sum_squares: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1e100, noNaN: true })),
    pre_sum: fc.double({ min: -1e10, max: 1e10, noNaN: true }),
    pre_sum_squares: fc.double({ min: 0, max: 1e40, noNaN: true }),
    post_pre_sum_products: fc.double({ min: -1e10, max: 1e10, noNaN: true }),
  })
  let answered = 0
  fc.assert(
    fc.property(arm, arm, fc.constantFrom('mean', 'proportion'), (a, b, metric) => {
      let found: unknown
      try {
        found = analyze({ metric, variants: halves(a, b) })
      } catch {
        return
      }
      answered += 1
      requireFinite(found)
    }),
    { numRuns: 5_000 },
  )
  expect(answered).toBeGreaterThan(100)
})

function requireFinite(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`answered ${value}`)
  if (value && typeof value === 'object')
    for (const part of Object.values(value)) requireFinite(part)
}

test('what an engine calls certain is what its interval says, at any level', () => {
  const arm = fc.record({
    n: fc.integer({ min: 200, max: 5_000 }),
    rate: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
  })
  const alpha = fc.constantFrom(0.01, 0.05, 0.2)
  const excludes = ([low, high]: readonly [number, number]) => low > 0 || high < 0
  fc.assert(
    fc.property(arm, arm, alpha, (a, b, level) => {
      const of = ({ n, rate }: { n: number; rate: number }) => ({ n, sum: Math.round(n * rate) })
      const request = { metric: 'proportion', variants: halves(of(a), of(b)), alpha: level }
      const { absolute, always_valid, bayesian } = analyze(request).variants[1] ?? {}
      if (!absolute || !always_valid || !bayesian) throw new Error('not compared')
      expect(absolute.p_value < level).toBe(excludes(absolute.interval))
      expect(always_valid.p_value < level).toBe(excludes(always_valid.interval))
      const { chance_to_win } = bayesian
      expect(2 * Math.min(chance_to_win, 1 - chance_to_win) < level).toBe(
        excludes(bayesian.interval),
      )
    }),
    { numRuns: 2_000 },
  )
})
