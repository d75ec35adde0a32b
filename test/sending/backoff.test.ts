import { describe, expect, test } from 'vitest'
import { backoff, mostTries, retryAfter } from '../../collector/sending/backoff.ts'
import { clip, clipBytes, oneLine } from '../../collector/sending/clip.ts'

const HOUR = 3_600_000

describe('what failed is tried again', () => {
  test('after twice as long each time, for a little more than a day', () => {
    const waits = Array.from({ length: mostTries('alert') - 1 }, (_, i) =>
      backoff({ tries: i + 1, random: 0.5 }),
    )
    expect(waits.slice(0, 3)).toEqual([30_000, 60_000, 120_000])
    expect(Math.max(...waits)).toBe(3 * HOUR)
    const whole = waits.reduce((sum, wait) => sum + wait, 0)
    expect(whole).toBeGreaterThan(24 * HOUR)
    expect(whole).toBeLessThan(27 * HOUR)
  })

  test('a tenth sooner or later, so that not all come at once', () => {
    expect(backoff({ tries: 1, random: 0 })).toBe(27_000)
    expect(backoff({ tries: 1, random: 0.999_999 })).toBe(33_000)
  })

  test('not before the receiver wants it, but within a day', () => {
    expect(backoff({ tries: 1, after: HOUR, random: 0.5 })).toBe(HOUR)
    expect(backoff({ tries: 1, after: 1, random: 0.5 })).toBe(30_000)
    expect(backoff({ tries: 1, after: 1e12, random: 0.5 })).toBe(24 * HOUR)
  })

  test('but not a link to sign in with, which nobody waits for', () => {
    expect(mostTries('sign_in')).toBe(5)
  })
})

test.each([
  ['120', 120_000],
  ['0.5', 500],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 59_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['2026', 2_026_000],
  [undefined, undefined],
])('Retry-After %j is %j ms', (header, ms) => {
  expect(retryAfter(header, 1_000)).toBe(ms)
})

test('a text is cut between characters, in UTF-16 and in bytes', () => {
  expect(clip('abc', 3)).toBe('abc')
  expect(clip('abcd', 3)).toBe('ab…')
  expect(clip('a😀bc', 3)).toBe('a…')
  expect(clipBytes('数据', 6)).toBe('数据')
  expect(clipBytes('数据表', 8)).toBe('数…')
  expect(clipBytes('数据表', 7)).toBe('数…')
})

test('a line is one, and reads in the order in which it is written', () => {
  expect(oneLine('a\r\nBcc: x\u2028\u0000b\u202Ec')).toBe('a Bcc: x bc')
})
