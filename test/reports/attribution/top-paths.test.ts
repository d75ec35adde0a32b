import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Touch } from '../../../collector/acquisition/credit/models.ts'
import { TopPaths } from '../../../collector/reports/attribution/top-paths.ts'

const VALUES = Array.from({ length: 500 }, (_, i) => `value ${i}`)

const pathOf = (...rows: number[]): Touch[] =>
  rows.map((row, at) => ({ at, row, direct: false, chosen: true }))

test('paths are told by their values, those of most conversions first, then of most money', () => {
  const paths = new TopPaths()
  paths.add(pathOf(1), 1, 500)
  paths.add(pathOf(0, 1), 1, 900)
  paths.add(pathOf(0, 1, 0), 2, 10)
  paths.add(pathOf(0, 1), 0, -100)
  expect(paths.top(3, ['a', null])).toEqual([
    { path: ['a', null, 'a'], conversions: 2, money: 10 },
    { path: ['a', null], conversions: 1, money: 800 },
    { path: [null], conversions: 1, money: 500 },
  ])
  expect(paths.top(0, ['a', null])).toEqual([])
  expect(paths.missed).toBe(0)
})

test('where there are too many, the most frequent are told, and none with more than it has', () => {
  const paths = new TopPaths(20_000)
  for (let i = 0; i < 100_000; i++) {
    paths.add(pathOf(i % 500, Math.floor(i / 500), 1), 1, 1)
    if (i % 10 === 0) paths.add(pathOf(7, 7), 1, 1)
    if (i % 20 === 0) paths.add(pathOf(3), 1, 1)
  }
  const [often, single] = paths.top(2, VALUES)
  expect(paths.missed).toBeGreaterThan(0)
  expect(often).toMatchObject({ path: ['value 7', 'value 7'], conversions: 10_000 })
  expect(single).toMatchObject({ path: ['value 3'], conversions: 5_000 })
})

test('no path has more than what is told and what may be missed', () => {
  const rows = fc.array(fc.nat(3), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(fc.tuple(rows, fc.nat(3)), { maxLength: 200 }), (all) => {
      const bounded = new TopPaths(1_000)
      const exact = new TopPaths()
      for (const [path, conversions] of all) {
        bounded.add(pathOf(...path), conversions, conversions)
        exact.add(pathOf(...path), conversions, conversions)
      }
      const told = new Map(
        bounded.top(100, VALUES).map(({ path, conversions }) => [path.join(), conversions]),
      )
      for (const { path, conversions } of exact.top(100, VALUES)) {
        const known = told.get(path.join()) ?? 0
        expect(known).toBeLessThanOrEqual(conversions)
        expect(conversions - known).toBeLessThanOrEqual(bounded.missed)
      }
      expect(exact.missed).toBe(0)
    }),
  )
})
