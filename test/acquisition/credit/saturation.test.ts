import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { preferred, responses } from '../../../collector/acquisition/credit/response.ts'
import { saturation } from '../../../collector/acquisition/credit/saturation.ts'

interface Witness {
  name: string
  spend: number[]
  conversions: number[]
  fits: Record<string, { parameters: number[]; rss: number; aicc: number }>
}
const witnesses = JSON.parse(readFileSync('test/golden/saturation.json', 'utf8')) as Witness[]

const daysOf = ({ spend, conversions }: Pick<Witness, 'spend' | 'conversions'>) =>
  spend.map((one, i) => ({ spend: one, conversions: conversions[i] ?? 0 }))

describe.each(witnesses)('days that follow "$name"', (witness) => {
  const found = responses(daysOf(witness))
  test.each(Object.entries(witness.fits))('%s', (form, known) => {
    const own = found.find((response) => response.form === form)
    // Never worse than the witness by more than its own stopping rule.
    expect(own?.rss).toBeLessThanOrEqual(known.rss * (1 + 1e-6))
    expect(own?.rss).toBeGreaterThan(known.rss * (1 - 1e-3))
    expect(own?.aicc).toBeCloseTo(known.aicc, 1)
  })
  test('the preferred form is the witness’s', () => {
    const best = Object.entries(witness.fits).sort(([, a], [, b]) => a.aicc - b.aicc)[0]?.[0]
    expect(preferred(found)?.form).toBe(best)
  })
})

/** 10·ln(1 + x / 50) conversions of a day's spend x, without noise. */
const logDays = Array.from({ length: 40 }, (_, i) => ({
  spend: 10 + 10 * i,
  conversions: 10 * Math.log1p((10 + 10 * i) / 50),
}))

test('on a log the next unit brings one where 10 × worth = 50 + x', () => {
  const found = saturation(logDays, 20)
  expect(found).toMatchObject({ mean_daily_spend: 205, response: { form: 'log' } })
  if (typeof found === 'string') return
  // Slope at 205: 10 / 255.
  expect(found.marginal_cpa).toBeCloseTo(25.5, 3)
  expect(found.best_daily_spend).toBeCloseTo(150, 2)
})

test.each([
  [4, 0],
  [1_000, null],
  [0, null],
])('a conversion worth %d is bought up to %s a day', (worth, best) => {
  expect(saturation(logDays, worth)).toMatchObject({ best_daily_spend: best })
})

test.each([
  [logDays.slice(0, 27), /27 days.*28 days/],
  [logDays.map(({ spend }) => ({ spend, conversions: 1 })), /40 conversions.*100 conversions/],
  [logDays.map((day) => ({ ...day, spend: 100 })), /about the same/],
  [logDays.map((day, i) => ({ ...day, conversions: i % 2 === 0 ? 4 : 6 })), /do not move/],
  [logDays.map((day, i) => ({ ...day, conversions: 40 - i })), /do not move/],
  [[], /0 days/],
])('days that tell of no curve say why', (days, reason) => {
  expect(saturation(days, 10)).toMatch(reason)
})
