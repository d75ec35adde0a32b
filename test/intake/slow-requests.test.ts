import { describe, expect, test } from 'vitest'
import { NOON, useCollectors } from './ada.ts'
import { CHROME, type Collector } from './collector.ts'

/** A request that takes long is no wrong clock. Times in seconds after noon. */

const HOUR = 3_600
const fresh = useCollectors()

interface Sent {
  /** When it happened, by a right clock. */
  at: number
  /** How long the request took. */
  way: number
  path: string
  name?: string
}

const LANDING: Sent = { at: 0, way: 3, path: '/a?utm_source=news&utm_medium=email' }
const NEXT: Sent = { at: 1.5, way: 0.1, path: '/b' }

function sent(requests: readonly Sent[], off = 0, connection?: { ip: string; userAgent: string }) {
  let now = NOON
  const one = fresh({ now: () => now })
  requests.forEach(({ at, way, path, name = 'pageview' }, index) => {
    now = NOON + (at + way) * 1_000
    const own = NOON + (at + off) * 1_000
    const event = { id: `slow-request-${index}`, name, at: own, url: `https://example.com${path}` }
    one.live({ sent: own, events: [event] }, connection)
  })
  return one
}

const seen = (one: Collector) =>
  one.visits().map(({ channel, landing, exit, pageviews }) => [channel, landing, exit, pageviews])
const ONE = [['Email', '/a', '/b', 2]]

describe('a slow first request and a fast second are one visit', () => {
  test.each([
    ['a right clock', 0],
    ['a clock half a minute slow', -30],
    ['a clock half a minute fast', 30],
    ['a clock an hour slow', -HOUR],
    ['a clock an hour fast', HOUR],
    ['a clock a year fast', 365 * 24 * HOUR],
  ])('with %s, whichever arrives first', (_, off) => {
    expect(seen(sent([NEXT, LANDING], off))).toEqual(ONE)
    expect(seen(sent([LANDING, NEXT], off))).toEqual(ONE)
  })

  test('also when the first takes most of a minute', () => {
    expect(seen(sent([NEXT, { ...LANDING, way: 55 }]))).toEqual(ONE)
  })

  test('a later request that stalls for minutes moves nothing', () => {
    const one = sent([
      { ...LANDING, way: 0.2 },
      { ...NEXT, way: 240, name: 'Purchase' },
      { at: 30, way: 0.1, path: '/c' },
    ])
    const at = one.db.prepare('select at from event order by at').pluck().all()
    expect(at).toEqual([NOON, NOON + 1_500, NOON + 30_000])
  })
})

test('a clock that is wrong is put right, and counted', () => {
  const one = sent([{ ...LANDING, way: 0.1 }, NEXT], -HOUR)
  expect(one.db.prepare('select at from event order by at').pluck().all()).toEqual([
    NOON + 100,
    NOON + 1_600,
  ])
  expect(one.db.prepare("select count from quality where kind = 'skew'").pluck().get()).toBe(2)
})

test('a wrong clock behind an address does not move the events of others there', () => {
  let now = NOON
  const one = fresh({ now: () => now })
  const live = (id: string, own: number, screen: string) =>
    one.live(
      { sent: own, screen, events: [{ id, name: 'A', at: own, url: 'https://example.com/' }] },
      { ip: '203.0.113.7', userAgent: CHROME },
    )
  live('others-000', NOON - HOUR * 1_000, '1x1')
  now += 1_000
  live('others-001', now, '2x2')
  expect(one.db.prepare('select at from event order by at').pluck().all()).toEqual([
    NOON,
    NOON + 1_000,
  ])
})
