import { describe, expect, test } from 'vitest'
import { clocks, difference, liveTime } from '../../collector/intake/clock.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function timed(at: number, sent: unknown): number {
  const behind = clocks().behind('ada', difference(sent, NOW))
  return liveTime(at, { arrival: NOW, sent, behind })
}

describe("a live event's time", () => {
  test.each([
    ['a right clock', NOW - 5_000, NOW, NOW - 5_000],
    ['a way of half a minute', NOW - 35_000, NOW - 30_000, NOW - 35_000],
    ['a clock an hour slow', NOW - HOUR - 5_000, NOW - HOUR, NOW - 5_000],
    ['a clock a year fast', NOW + 365 * DAY - 5_000, NOW + 365 * DAY, NOW - 5_000],
    ['no word of when it was sent', NOW - 5_000, undefined, NOW - 5_000],
    ['a sending time before the event', NOW - 5_000, 5, NOW - 5_000],
    ['a sending time that is no number', NOW - 5_000, 'now', NOW - 5_000],
    ['an event of ten days ago', NOW - 10 * DAY, NOW, NOW - 7 * DAY],
    ['an event of tomorrow', NOW + DAY, undefined, NOW + MINUTE],
  ])('with %s', (_, at, sent, expected) => {
    expect(timed(at, sent)).toBe(expected)
  })
})

/** What each of one sender's requests is corrected by. */
function corrections(...differences: number[]): number[] {
  const known = clocks()
  return differences.map((each) => known.behind('ada', each))
}

describe('how far a clock is off', () => {
  test.each([
    ['a slow first request is no slow clock', [3 * SECOND, 100, 200], [0, 0, 0]],
    ['nor is one of minutes after a fast one', [100, 5 * MINUTE, 100], [0, 0, 0]],
    [
      'a clock that is set is believed when three in a row say so, and at once where it is less',
      [5, 7, 7, 7, 6.5, 3].map((minutes) => minutes * MINUTE),
      [5, 5, 5, 7, 7, 3].map((minutes) => minutes * MINUTE),
    ],
    [
      'requests that stall in turns stay in order',
      [100, 32 * SECOND, 80, 15 * SECOND],
      [0, 0, 0, 0],
    ],
    [
      'a wrong clock has one and the same error',
      [HOUR + 3_000, HOUR + 50, HOUR + 900],
      [HOUR + 3_000, HOUR + 3_000, HOUR + 3_000],
    ],
    ['a fast one, too', [-HOUR + 3_000, -HOUR + 50], [-HOUR + 3_000, -HOUR + 3_000]],
    [
      'the smallest of several is nearest',
      [HOUR, 5 * MINUTE, HOUR],
      [HOUR, 5 * MINUTE, 5 * MINUTE],
    ],
    ['a clock that was set right is right', [-HOUR, 100, 100], [-HOUR, 0, 0]],
    [
      'a clock that was set wrong is believed the third time',
      [100, HOUR, HOUR, HOUR, HOUR],
      [0, 0, 0, HOUR, HOUR],
    ],
  ])('%s', (_, differences, expected) => {
    expect(corrections(...differences)).toEqual(expected)
  })

  test('is known of each sender by itself', () => {
    const known = clocks()
    expect(known.behind('ada', HOUR)).toBe(HOUR)
    expect(known.behind('bob', 100)).toBe(0)
    expect(known.behind('ada', HOUR + 200)).toBe(HOUR)
  })
})
