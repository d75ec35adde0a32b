import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp({})
let token: string

beforeAll(async () => {
  await app.site('example.com')
  token = await app.token(['read'])
})

const ask = (path: string, body: object, who: object = { token }) =>
  app.ask(`/api/experiments/${path}`, { body, ...who })

const CONTROL = { key: 'control', n: 1000, sum: 100 }

test('numbers that someone brings are compared by all three engines', async () => {
  const variants = [CONTROL, { key: 'b', n: 1000, sum: 150 }]
  const answer = await ask('analyze', { metric: 'proportion', variants, weights: [1, 1] })
  expect(answer.status).toBe(200)
  const { variants: found, srm } = await answer.json()
  expect(found[0]).toEqual({ ...CONTROL, sum_squares: null, mean: 0.1 })
  const { absolute, relative, always_valid, bayesian } = found[1]
  // 0.05 / √(0.1 × 0.9 / 1000 + 0.15 × 0.85 / 1000) = 0.05 / 0.0147479 = 3.39033
  expect(absolute.estimate / absolute.standard_error).toBeCloseTo(3.39033, 4)
  expect(relative.estimate).toBeCloseTo(0.5, 12)
  expect(always_valid.p_value).toBeGreaterThan(absolute.p_value)
  expect(bayesian.chance_to_win).toBeGreaterThan(0.99)
  expect(srm).toEqual({ chi_squared: 0, p_value: 1, flag: false })
})

test('a plan says how many and how long', async () => {
  const body = { metric: 'proportion', rate: 0.1, minimum_effect: 0.1, units_per_day: 500 }
  const answer = await ask('plan', { ...body, traffic_share: 0.5 })
  expect(await answer.json()).toMatchObject({ total: 29_498, days: 118, full_weeks_days: 119 })
})

test('sums that cannot be are a 422 that names them', async () => {
  const variants = [CONTROL, { key: 'b', n: 10, sum: 11 }]
  const answer = await ask('analyze', { metric: 'proportion', variants })
  expect(answer.status).toBe(422)
  expect((await answer.json()).detail).toBe('variant "b" cannot be: 11 conversions of 10 units')
})

describe('the ends of what may be asked', () => {
  const of = (a: object, b: object) => [
    { key: 'control', ...a },
    { key: 'b', ...b },
  ]
  const most = { n: Number.MAX_SAFE_INTEGER, sum: Number.MAX_SAFE_INTEGER }
  const tiny = { n: 10, sum: 1e-100, sum_squares: 1e-199 }

  test.each([
    ['nobody', { metric: 'proportion', variants: of({ n: 0, sum: 0 }, { n: 0, sum: 0 }) }],
    ['one unit', { metric: 'proportion', variants: of({ n: 1, sum: 1 }, { n: 1, sum: 0 }) }],
    ['all that a number counts', { metric: 'proportion', variants: of(most, { ...most, sum: 1 }) }],
    ['hardly anything', { metric: 'mean', variants: of(tiny, { ...tiny, sum: 2e-100 }) }],
    ['a mean of 0', { metric: 'mean', variants: of({ ...tiny, sum: 0 }, tiny) }],
    [
      'a share of next to nothing',
      { metric: 'mean', variants: of(tiny, tiny), weights: [5e-324, 1] },
    ],
  ])('are answered in numbers, or null with the reason: %s', async (_, request) => {
    for (const alpha of [1e-6, 0.5]) {
      const answer = await ask('analyze', { ...request, alpha })
      expect(answer.status).toBe(200)
      const { variants } = await answer.json()
      const { absolute, relative, bayesian, reason } = variants[1]
      if (absolute === null || relative === null || bayesian === null) expect(reason).toBeTruthy()
      // JSON has no NaN or Infinity: they would be null where a number belongs.
      expect(holes({ absolute, relative, bayesian, always: variants[1].always_valid })).toEqual([])
    }
  })

  test.each([
    [
      'more units than a number counts',
      'analyze',
      { metric: 'proportion', variants: of({ n: 2 ** 53, sum: 1 }, CONTROL) },
    ],
    ['a level of 0', 'analyze', { metric: 'proportion', variants: of(CONTROL, CONTROL), alpha: 0 }],
    ['a level of 1', 'plan', { metric: 'proportion', rate: 0.1, minimum_effect: 0.1, alpha: 1 }],
    ['a rate of 1', 'plan', { metric: 'proportion', rate: 1, minimum_effect: 0.1 }],
    [
      'a ratio to next to nothing',
      'analyze',
      {
        metric: 'ratio',
        variants: of(
          {
            n: 2,
            num_sum: 2,
            num_sum_squares: 2,
            den_sum: 1e-320,
            den_sum_squares: 0,
            num_den_sum_products: 0,
          },
          {
            n: 2,
            num_sum: 2,
            num_sum_squares: 2,
            den_sum: 2,
            den_sum_squares: 2,
            num_den_sum_products: 2,
          },
        ),
      },
    ],
    [
      'a power that chance has',
      'plan',
      { metric: 'proportion', rate: 0.1, minimum_effect: 0.1, alpha: 0.5, power: 0.25 },
    ],
    [
      'a pace that never gets there',
      'plan',
      { metric: 'proportion', rate: 0.1, minimum_effect: 0.1, units_per_day: 5e-324 },
    ],
    [
      'an effect of next to nothing',
      'plan',
      { metric: 'mean', mean: 1, variance: 1, minimum_effect: 5e-324 },
    ],
  ])('are refused with the reason: %s', async (_, path, request) => {
    const answer = await ask(path, request)
    expect(answer.status).toBe(422)
    expect((await answer.json()).detail).toBeTruthy()
  })
})

/** Paths of null below what is there. */
function holes(value: unknown, path = ''): string[] {
  if (value === null)
    return path.endsWith('relative_interval') || /^\.\w+$/.test(path) ? [] : [path]
  if (typeof value !== 'object') return []
  return Object.entries(value as object).flatMap(([key, part]) => holes(part, `${path}.${key}`))
}

test('nobody unknown asks', async () => {
  expect((await ask('analyze', { metric: 'mean', variants: [] }, {})).status).toBe(401)
  expect((await ask('plan', { metric: 'mean' }, { token: 'x' })).status).toBe(401)
})
