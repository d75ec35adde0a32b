import { beforeEach, expect, test } from 'vitest'
import { Renewed } from '../../../collector/auth/provider/renewed.ts'

let now = 0
let asked = 0
let answers = true
const renewed = () =>
  new Renewed({
    ask: async () => {
      asked += 1
      if (!answers) throw new Error('down')
      return asked
    },
    now: () => now,
    ...{ fresh: 60, usable: 1_000, pause: 10 },
  })

beforeEach(() => {
  now = 0
  asked = 0
  answers = true
})

test('an answer is kept, and asked for again later', async () => {
  const one = renewed()
  expect([await one.value(), await one.value()]).toEqual([1, 1])
  now = 60
  expect(await one.value()).toBe(2)
  one.forget()
  expect(await one.value()).toBe(3)
})

test('while nobody answers the last one does, and nobody is asked at every turn', async () => {
  const one = renewed()
  await one.value()
  answers = false
  now = 100
  expect([await one.value(), await one.value()]).toEqual([1, 1])
  expect(asked).toBe(2)
  now = 111
  await one.value()
  expect(asked).toBe(3)
  now = 1_000
  await expect(one.value()).rejects.toThrow('down')
})

test('all who come at once wait for one answer', async () => {
  const one = renewed()
  expect(await Promise.all([one.value(), one.value(), one.value()])).toEqual([1, 1, 1])
})

test('a failure is told to all for a moment, and mended afterwards', async () => {
  answers = false
  const one = renewed()
  await expect(one.value()).rejects.toThrow('down')
  answers = true
  await expect(one.value()).rejects.toThrow('down')
  now = 10
  expect(await one.value()).toBe(2)
})
