import { expect, test } from 'vitest'
import { forAMoment } from '../collector/for-a-moment.ts'

let clock = 0
let reads = 0
const kept = forAMoment(
  async () => {
    reads += 1
    return reads
  },
  2_000,
  () => clock,
)

test('is read once for all who ask within the moment, and anew after it', async () => {
  expect(await Promise.all([kept(), kept(), kept()])).toEqual([1, 1, 1])
  clock = 2_000
  expect(await kept()).toBe(1)
  clock = 2_001
  expect(await Promise.all([kept(), kept()])).toEqual([2, 2])
})

test('is read anew where a clock was put back, and when that is asked for', async () => {
  clock = -1
  expect(await kept()).toBe(3)
  expect(await kept.anew()).toBe(4)
  expect(await kept()).toBe(4)
})

test('what could not be read is asked for again', async () => {
  let fails = true
  const failing = forAMoment(
    async () => {
      if (fails) throw new Error('away')
      return 'there'
    },
    2_000,
    () => 0,
  )
  await expect(failing()).rejects.toThrow('away')
  fails = false
  expect(await failing()).toBe('there')
})
