import { expect, test } from 'vitest'
import { sumsByBucket } from '../../dashboard/models/sums.ts'

test('a day’s value stands in the bucket that it lies in, whatever their order', () => {
  const rows = [
    { day: '2026-11-02', value: 1 },
    { day: '2026-11-08', value: 2 },
    { day: '2026-11-09', value: 4 },
  ]
  expect(sumsByBucket(rows, ['2026-11-02', '2026-11-09', '2026-11-16'])).toEqual([3, 4, 0])
  expect(sumsByBucket(rows, ['2026-11', '2026-10'])).toEqual([7, 0])
})

test('what lies before the first bucket is in none', () => {
  expect(sumsByBucket([{ day: '2026-11-01', value: 1 }], ['2026-11-02'])).toEqual([0])
})
