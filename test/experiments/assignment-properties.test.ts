import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Assignable, assign } from '../../experiments/assignment/assign.ts'
import { exposureId } from '../../experiments/assignment/exposure.ts'
import { bucket } from '../../experiments/assignment/hash.ts'

const COUNT = 20_000
const ids = Array.from({ length: COUNT }, (_, n) => `id-${n}`)

/** Two variants that share [0, 1) at `weight`. */
const halves = (seed: string, weight: number, coverage = 1): Assignable => ({
  status: 'running',
  seed,
  variants: [
    { key: 'control', weight },
    { key: 'b', weight: 1 - weight },
  ],
  coverage,
})
const variantOf = (of: Assignable, id: string) => assign(of, { id, targeted: true }).variant
const seeds = fc.string({ minLength: 1, maxLength: 20 })
const shares = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)

test('of any seed the buckets are even: χ² of ten tenths stays where chance puts it', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const tenths = new Array<number>(10).fill(0)
      for (const id of ids) {
        const tenth = Math.floor(bucket(seed, id) * 10)
        tenths[tenth] = (tenths[tenth] ?? 0) + 1
      }
      const chi = tenths.reduce((sum, n) => sum + (n - COUNT / 10) ** 2 / (COUNT / 10), 0)
      // 9 degrees of freedom: above 45 once in a million.
      expect(chi).toBeLessThan(45)
    }),
    { seed: 20_261_130, numRuns: 40 },
  )
})

test('of two seeds one says nothing of the other: a quarter is in b of both', () => {
  fc.assert(
    fc.property(seeds, seeds, (one, other) => {
      fc.pre(one !== other)
      const both = ids.filter(
        (id) =>
          variantOf(halves(one, 0.5), id) === 'b' && variantOf(halves(other, 0.5), id) === 'b',
      )
      // Five standard deviations, √(0.25 × 0.75 / 20,000) = 0.0031.
      expect(Math.abs(both.length / COUNT - 0.25)).toBeLessThan(0.0155)
    }),
    { seed: 20_261_130, numRuns: 40 },
  )
})

test('who is in stays in, and in the same variant, however the coverage grows', () => {
  fc.assert(
    fc.property(seeds, fc.string(), shares, shares, (seed, id, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      const before = variantOf(halves(seed, 0.5, less), id)
      if (before !== null) expect(variantOf(halves(seed, 0.5, more), id)).toBe(before)
    }),
  )
})

test('new weights move only who lies between the old bound and the new one', () => {
  fc.assert(
    fc.property(seeds, fc.string({ minLength: 1 }), shares, shares, (seed, id, a, b) => {
      const lies = bucket(seed, id)
      const between = lies >= Math.min(a, b) && lies < Math.max(a, b)
      const moved = variantOf(halves(seed, a), id) !== variantOf(halves(seed, b), id)
      expect(moved).toBe(between)
    }),
  )
})

// Case E2.
test.each([
  ['v1', 0.4401, 'control', 'control'],
  ['v7', 0.5172, 'b', 'control'],
  ['v2', 0.7352, 'b', 'b'],
])('%s at %d is in %s of 50/50 and in %s of 60/40', (id, lies, first, second) => {
  expect(bucket('hero-seed-1', id)).toBe(lies)
  expect(variantOf(halves('hero-seed-1', 0.5), id)).toBe(first)
  expect(variantOf(halves('hero-seed-1', 0.6), id)).toBe(second)
})

test('who is held out is in no experiment, whatever its seed', () => {
  const out = ids.filter((id) => bucket('__holdout', id) < 0.1)
  expect(out.length / COUNT).toBeCloseTo(0.1, 2)
  for (const id of out.slice(0, 500))
    for (const seed of ['a', 'b'])
      expect(assign(halves(seed, 0.5), { id, targeted: true, holdout: 0.1 }).reason).toBe('holdout')
  expect(
    assign(halves('a', 0.5), { id: ids[0] ?? '', targeted: true, holdout: 0 }).variant,
  ).toBeTruthy()
})

test('an exposure has one id for its experiment, phase, unit and variant, and another for any other', () => {
  const one = { experiment: 'hero', phase: 1, unit: 'user-42', variant: 'b' }
  expect(exposureId(one)).toBe(exposureId({ ...one }))
  const others = [
    { experiment: 'cta' },
    { phase: 2 },
    { unit: 'user-43' },
    { variant: 'control' },
  ].map((change) => exposureId({ ...one, ...change }))
  expect(new Set([exposureId(one), ...others]).size).toBe(5)
})

test('the id is one that the collector takes, whatever the unit is called', () => {
  fc.assert(
    fc.property(fc.string(), (unit) => {
      expect(exposureId({ experiment: 'e', phase: 1, unit, variant: 'b' })).toMatch(/^[\w-]{8,36}$/)
    }),
  )
  const all = ids.map((unit) => exposureId({ experiment: 'hero', phase: 1, unit, variant: 'b' }))
  expect(new Set(all).size).toBe(COUNT)
})
