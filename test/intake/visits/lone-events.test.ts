import { afterEach, expect, test } from 'vitest'
import { type Collector, collector } from '../collector.ts'

const NOON = Date.UTC(2026, 2, 10, 12)
const MINUTE = 60_000
let one: Collector
afterEach(() => one.close())

let serial = 0
const event = (minute: number, more: object) => {
  serial += 1
  const id = `lone-${String(serial).padStart(6, '0')}`
  return { id, name: 'pageview', at: NOON + minute * MINUTE, ...more }
}
const page = (minute: number, more: object = {}) =>
  event(minute, { url: 'https://example.com/', visitor: 'ada', ...more })
const renewal = (minute: number) => event(minute, { name: 'Renewal', user: 'A' })

const joined = [{ alone: 0, pageviews: 1, events: 1, last: NOON + 10 * MINUTE }]

test("a server event joins the visit that names its user, also one that arrives after the browser's later ones", () => {
  one = collector()
  one.import([renewal(10)])
  one.import([page(500)])
  one.import([page(0, { user: 'A' })])
  expect(one.visits().slice(0, -1)).toMatchObject(joined)
})

test('a server event joins an earlier visit that becomes its user’s when a later one names them', () => {
  one = collector()
  one.import([renewal(10)])
  one.import([page(0)])
  one.import([page(500, { user: 'A' })])
  expect(one.visits().slice(0, -1)).toMatchObject(joined)
})

test('the same holds when the user is named later in that very visit, or late', () => {
  one = collector()
  one.import([renewal(10), page(0), page(500), page(501, { user: 'A' })])
  expect(one.visits().slice(0, -1)).toMatchObject(joined)
  one.close()
  one = collector()
  one.import([renewal(10), page(0), page(500), page(300, { user: 'A' })])
  expect(one.visits()[0]).toMatchObject(joined[0] ?? {})
})

test('and when they are named far later by an event that comes late', () => {
  one = collector()
  one.import([page(0), page(800)])
  one.import([page(500, { user: 'A' }), renewal(10)])
  expect(one.visits()[0]).toMatchObject(joined[0] ?? {})
})

/**
 *     -37 pageview p of B   166 late pageview of B   201 A   341 A's follow-up on p: nobody's, for p is B's
 */
test('a follow-up on another user’s pageview stays alone when a pageview between them comes late', () => {
  one = collector()
  const viewed = page(-37, { user: 'B' })
  const told = page(341, { name: 'engagement', of: viewed.id, engaged: 1000, user: 'A' })
  one.import([page(201, { name: 'identify', user: 'A' }), told])
  one.import([viewed])
  one.import([page(166, { user: 'B', url: 'https://example.com/?gclid=abc' })])
  const last = one.visits().at(-1)
  expect(last).toMatchObject({ alone: 1, start: NOON + 341 * MINUTE })
  expect(one.visits()).toHaveLength(4)
})
