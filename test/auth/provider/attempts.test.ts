import { expect, test } from 'vitest'
import { box } from '../../../collector/auth/box.ts'
import {
  type Attempt,
  attemptsIn,
  sealAttempts,
} from '../../../collector/auth/provider/attempts.ts'

const ours = box(() => Buffer.alloc(32, 1))
const theirs = box(() => Buffer.alloc(32, 2))
const attempt = (state: string, ends = 100): Attempt => ({
  ...{ state, nonce: 'n', verifier: 'v'.repeat(43), next: `/${'x'.repeat(399)}`, ends },
})

test('attempts come back from the browser, with another collector that has the key', () => {
  const cookie = sealAttempts(ours, [attempt('b'), attempt('a')])
  const again = box(() => Buffer.alloc(32, 1))
  expect(attemptsIn(again, cookie, 99).map(({ state }) => state)).toEqual(['b', 'a'])
})

test('what is over, changed, sealed with another key or no attempt at all is none', () => {
  const cookie = sealAttempts(ours, [attempt('a'), attempt('b', 200)])
  expect(attemptsIn(ours, cookie, 100).map(({ state }) => state)).toEqual(['b'])
  expect(attemptsIn(theirs, cookie, 0)).toEqual([])
  expect(attemptsIn(ours, `${cookie}A`, 0)).toEqual([])
  expect(attemptsIn(ours, undefined, 0)).toEqual([])
  expect(attemptsIn(ours, ours.seal('[]', 'share:1'), 0)).toEqual([])
})

test('of many tabs the last few count, and a cookie holds them', () => {
  const cookie = sealAttempts(
    ours,
    ['d', 'c', 'b', 'a'].map((state) => attempt(state)),
  )
  expect(attemptsIn(ours, cookie, 0).map(({ state }) => state)).toEqual(['d', 'c', 'b'])
  expect(cookie.length).toBeLessThan(3_000)
})
