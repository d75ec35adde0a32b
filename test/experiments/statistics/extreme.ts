import fc from 'fast-check'
import { Refusal } from '../../../collector/refusal.ts'

/** Everything is a number, or nothing with a reason; what is refused is refused in words. */
export function requireFinite(value: unknown, path = ''): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${path}: ${value}`)
  if (value === null || typeof value !== 'object') return
  for (const [key, part] of Object.entries(value)) requireFinite(part, `${path}.${key}`)
}

/** What an endpoint answers; undefined for a 422. */
export function answered<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Refusal && error.status === 422) return undefined
    throw error
  }
}

const MOST = Number.MAX_SAFE_INTEGER
export const TINY = [0, 5e-324, 1e-320, 1e-300, 1e-160, 1e-100, 1e-16]
export const units = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, MOST - 1, MOST),
  fc.integer({ min: 2, max: 1e6 }),
)
/** A mean and a spread of any size, so that the sums belong together. */
export const size = fc.oneof(
  fc.constantFrom(...TINY, 1, 1e16, 1e40),
  fc.double({ min: 0, max: 1e40, noNaN: true }),
)
export const level = fc.oneof(
  fc.constantFrom(1e-6, 0.05, 0.5),
  fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
)
const prior = fc.oneof(
  fc.constant({ type: 'flat' }),
  fc.record({
    type: fc.constant('normal'),
    mean: fc.constantFrom(-100, 0, 1e-300, 100),
    sd: fc.constantFrom(1e-6, 0.3, 1e6),
  }),
)
const tuning_n = fc.constantFrom(2, 5_000, 1e12)
export const settings = fc.record({ alpha: level, prior, tuning_n })
export const weights = fc.constantFrom(
  undefined,
  [1, 1],
  [5e-324, 1],
  [1e-320, 1e12],
  [0, 1],
  [0, 0],
)

/** Few conversions, all, or any number of them. */
const rate = fc.constantFrom(0, 1e-15, 0.02, 0.5, 1)
export const converted = fc.record({ n: units, rate }).map((arm) => ({
  n: arm.n,
  sum: Math.min(arm.n, Math.round(arm.n * arm.rate)),
}))

export const valued = fc
  .record({ n: units, mean: size, spread: size, sign: fc.constantFrom(1, -1) })
  .map((arm) => {
    const sum = arm.n * arm.mean * arm.sign
    const sum_squares = arm.n === 0 ? 0 : (sum * sum) / arm.n + arm.n * arm.spread * arm.spread
    return { n: arm.n, sum, sum_squares }
  })

/** Values after and before, and products that the two allow. */
export const paired = fc
  .record({ after: valued, mean: size, spread: size, correlation: fc.constantFrom(-1, 0, 0.7, 1) })
  .map(({ after, mean, spread, correlation }) => {
    const { n } = after
    const sum = n * mean
    const squares = n === 0 ? 0 : (sum * sum) / n + n * spread * spread
    const around = ({ total, of }: { total: number; of: number }) =>
      Math.sqrt(Math.max(0, n === 0 ? 0 : of - (total * total) / n))
    const together =
      around({ total: after.sum, of: after.sum_squares }) * around({ total: sum, of: squares })
    const products = n === 0 ? 0 : (after.sum * sum) / n + correlation * together
    return { n, after, before: { sum, squares }, products }
  })

export function pairOf(a: object, b: object) {
  return [
    { key: 'control', ...a },
    { key: 'b', ...b },
  ]
}
