import { expect, test } from 'vitest'
import { RateLimit } from '../../collector/http/rate-limit.ts'

test('a bucket refills by the second up to its burst', () => {
  const limit = new RateLimit({ perSecond: 1, burst: 2 })
  expect([limit.take('a', 0), limit.take('a', 0), limit.take('a', 0)]).toEqual([0, 0, 1])
  expect([limit.take('a', 1_000), limit.take('a', 1_000)]).toEqual([0, 1])
  expect(limit.take('a', 60_000)).toBe(0)
})

test('the wait is as long as the missing part of a token takes', () => {
  const limit = new RateLimit({ perSecond: 1 / 6, burst: 30 })
  for (let i = 0; i < 30; i++) expect(limit.take('a', 0)).toBe(0)
  expect(limit.take('a', 0)).toBe(6)
  expect(limit.take('a', 6_000)).toBe(0)
})

test('a clock gone back takes nothing away', () => {
  const limit = new RateLimit({ perSecond: 1, burst: 2 })
  limit.take('a', 10_000)
  expect(limit.take('a', 0)).toBe(0)
  expect(limit.take('a', 0)).toBe(1)
})

test('one key does not touch another', () => {
  const limit = new RateLimit({ perSecond: 1, burst: 1 })
  expect([limit.take('a', 0), limit.take('b', 0), limit.take('a', 0)]).toEqual([0, 0, 1])
})

test('what was used up outlives a flood of others, which do not wait for room', () => {
  const limit = new RateLimit({ perSecond: 0.001, burst: 2, keys: 20 })
  limit.take('busy', 0)
  limit.take('busy', 0)
  for (let i = 0; i < 1_000; i++) expect(limit.take(`flood${i}`, 0)).toBe(0)
  expect(limit.take('busy', 0)).toBeGreaterThan(0)
})

test('asking how long to wait takes nothing, and what was taken can be given back', () => {
  const limit = new RateLimit({ perSecond: 1, burst: 1 })
  expect([limit.wait('a', 0), limit.wait('a', 0), limit.take('a', 0)]).toEqual([0, 0, 0])
  expect(limit.wait('a', 0)).toBe(1)
  limit.give('a')
  expect([limit.wait('a', 0), limit.take('a', 0), limit.take('a', 0)]).toEqual([0, 0, 1])
})

test('a limit of 0 is none', () => {
  const limit = new RateLimit({ perSecond: 0, burst: 0 })
  expect(limit.take('a', 0)).toBe(0)
})

test.each([
  [1 / 6, 30],
  [1 / 60, 6],
  [1 / 300, 60],
  [1 / 7, 5],
  [3, 4],
  [0.7, 3],
  [50, 100],
])(
  'at %d a second and a burst of %d, who waits as told gets in, and who waits a second less does not',
  (perSecond, burst) => {
    const begin = 1_790_000_000_123
    const patient = new RateLimit({ perSecond, burst })
    const hasty = new RateLimit({ perSecond, burst })
    let now = begin
    for (let i = 0; i < burst; i++) patient.take('a', now)
    for (let i = 0; i < 500; i++) {
      const wait = patient.wait('a', now)
      if (wait > 0) {
        expect(patient.wait('a', now + wait * 1_000 - 1_000)).toBeGreaterThan(0)
        now += wait * 1_000
      }
      expect(patient.take('a', now)).toBe(0)
    }
    for (let i = 0; i < burst; i++) hasty.take('a', begin)
    const [whole, first] = [1 / perSecond, hasty.take('a', begin)]
    expect(first).toBe(Math.ceil(Number(whole.toPrecision(12))))
  },
)
