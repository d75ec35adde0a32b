import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Collector, collector } from '../intake/collector.ts'
import { processorTime } from '../processor-time.ts'

const NOON = Date.UTC(2026, 3, 1, 12)
const HOUR = 3_600_000
const MANY = 4_000

let one: Collector
let sent = 0

beforeEach(() => {
  one = collector({ now: () => NOON + 2 * HOUR })
})
afterEach(() => one.close())

function send(order: string, amount: number, { from, count }: { from: number; count: number }) {
  const lines = Array.from({ length: count }, (_, place) => ({
    ...{ name: 'Buy', visitor: `visitor-${sent}`, id: `event-${String(sent++).padStart(9, '0')}` },
    ...{ url: 'https://example.com/', at: from + place },
    revenue: { amount, currency: 'USD', order },
  }))
  one.import(lines)
}

test('what comes of an order takes no longer for the thousands that came of it before', () => {
  const sell = (order: string) =>
    processorTime(() => send(order, 5, { from: NOON + HOUR, count: 1_000 }))
  send('refunded', -5, { from: NOON, count: MANY })
  send('sold', 5, { from: NOON, count: MANY })
  sell('another before')
  const alone = sell('another')
  expect(sell('refunded')).toBeLessThan(alone * 5)
  expect(sell('sold')).toBeLessThan(alone * 5)
})

test('behind many refunds of its order, the earliest sale moves what the site’s answers depend on', () => {
  const changes = one.db.prepare<[], number>('select sum(count) from site_change').pluck()
  send('one', -5, { from: NOON, count: 100 })
  send('one', 5, { from: NOON + HOUR, count: 1 })
  const before = changes.get() ?? 0
  send('one', 5, { from: NOON + HOUR / 2, count: 1 })
  expect(changes.get()).toBeGreaterThan(before)
})
