import { beforeAll, expect, test } from 'vitest'
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

test('nobody unknown asks', async () => {
  expect((await ask('analyze', { metric: 'mean', variants: [] }, {})).status).toBe(401)
  expect((await ask('plan', { metric: 'mean' }, { token: 'x' })).status).toBe(401)
})
