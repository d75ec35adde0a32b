import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  RULE_MODELS,
  type RuleModel,
  seenPath,
  sharesOf,
  type Touch,
} from '../../../collector/acquisition/credit/models.ts'

const DAY = 86_400_000
const DIRECT = 9
const WEEK = 7 * DAY

/** A touch a day, Direct where the row is 9. */
function pathOf(...rows: number[]): Touch[] {
  return rows.map((row, day) => ({
    at: day * DAY,
    row,
    direct: row === DIRECT,
    chosen: true,
  }))
}

function credits(model: RuleModel, path: readonly Touch[], at = 30 * DAY) {
  const shares = sharesOf(model, path, { at, halfLife: WEEK })
  return path.map(({ row }, i) => ({ row, share: shares[i] ?? 0 })).filter(({ share }) => share > 0)
}

const plain = { exclude_direct: false, collapse_repeats: false }

describe('one conversion after four visits', () => {
  const path = pathOf(1, 2, 1, 3)
  test.each([
    ['first', [{ row: 1, share: 1 }]],
    ['last', [{ row: 3, share: 1 }]],
    ['last_non_direct', [{ row: 3, share: 1 }]],
    ['linear', [1, 2, 1, 3].map((row) => ({ row, share: 0.25 }))],
    [
      'position',
      [
        [1, 0.4],
        [2, 0.1],
        [1, 0.1],
        [3, 0.4],
      ].map(([row, share]) => ({ row, share })),
    ],
    ['shapley', [1, 2, 3].map((row) => ({ row, share: 1 / 3 }))],
  ] as const)('%s', (model, known) => {
    expect(credits(model, path)).toEqual(known)
  })
})

test('time decay halves a credit each half-life', () => {
  const path = [0, 7, 14].map((day, row) => ({ at: day * DAY, row, direct: false, chosen: true }))
  const shares = credits('time_decay', path, 14 * DAY).map(({ share }) => share)
  for (const [i, share] of shares.entries())
    expect(share).toBeCloseTo([1 / 7, 2 / 7, 4 / 7][i] ?? 0, 14)
})

test('time decay of touches a year old still sums to 1', () => {
  const old = [
    { at: 0, row: 1, direct: false, chosen: true },
    { at: 1, row: 2, direct: false, chosen: true },
  ]
  const shares = sharesOf('time_decay', old, { at: 365 * DAY, halfLife: DAY / 10 })
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
})

test('position of one, two and three touches', () => {
  const shares = (...rows: number[]) =>
    credits('position', pathOf(...rows)).map(({ share }) => share)
  expect(shares(1)).toEqual([1])
  expect(shares(1, 2)).toEqual([0.5, 0.5])
  expect(shares(1, 2, 3)).toEqual([0.4, 0.2, 0.4])
})

test('last non-direct passes Direct over unless there is nothing else', () => {
  expect(credits('last_non_direct', pathOf(1, 2, DIRECT))).toEqual([{ row: 2, share: 1 }])
  expect(credits('last_non_direct', pathOf(DIRECT, DIRECT))).toEqual([{ row: DIRECT, share: 1 }])
})

test('Direct leaves the path for any model, an all-direct path stays', () => {
  const without = { ...plain, exclude_direct: true }
  expect(seenPath(pathOf(DIRECT, 1, DIRECT, 2), without).map(({ row }) => row)).toEqual([1, 2])
  expect(seenPath(pathOf(DIRECT, DIRECT), without)).toHaveLength(2)
})

test('repeats collapse into the last of them, also those that Direct kept apart', () => {
  const options = { exclude_direct: true, collapse_repeats: true }
  const seen = seenPath(pathOf(1, DIRECT, 1, 2, 2, 1), options)
  expect(seen.map(({ row, at }) => [row, at / DAY])).toEqual([
    [1, 2],
    [2, 4],
    [1, 5],
  ])
})

test('credits of a conversion sum to 1 in every model, and nobody gets less than nothing', () => {
  const touch = fc.record({
    at: fc.integer({ min: 0, max: 365 * DAY }),
    row: fc.nat(5),
    direct: fc.boolean(),
    chosen: fc.constant(true),
  })
  const path = fc
    .array(touch, { minLength: 1, maxLength: 60 })
    .map((touches) => touches.sort((a, b) => a.at - b.at))
  fc.assert(
    fc.property(
      path,
      fc.constantFrom(...RULE_MODELS),
      fc.boolean(),
      fc.boolean(),
      (touches, model, exclude_direct, collapse_repeats) => {
        const found = credits(
          model,
          seenPath(touches, { exclude_direct, collapse_repeats }),
          365 * DAY,
        )
        expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
        expect(found.every(({ share }) => share >= 0)).toBe(true)
      },
    ),
  )
})

test('a share stands at its touch; of Shapley at the first of its row', () => {
  const path = pathOf(1, 2, 1)
  const placesOf = (model: RuleModel) =>
    sharesOf(model, path, { at: 3 * DAY, halfLife: WEEK }).flatMap((share, i) => (share ? [i] : []))
  expect(placesOf('first')).toEqual([0])
  expect(placesOf('last')).toEqual([2])
  expect(placesOf('position')).toEqual([0, 1, 2])
  expect(placesOf('shapley')).toEqual([0, 1])
})

test('no touch, no credit', () => {
  for (const model of RULE_MODELS) expect(credits(model, [])).toEqual([])
})
