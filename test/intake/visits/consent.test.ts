import { afterEach, beforeEach, expect, test } from 'vitest'
import { CHROME, type Collector, collector } from '../collector.ts'

const NOON = Date.UTC(2026, 2, 10, 12)
const MINUTE = 60_000
const ADDRESS = { ip: '81.2.69.142', userAgent: CHROME }
const CPC = 'https://example.com/?utm_source=google&utm_medium=cpc&utm_campaign=spring'
let one: Collector
let now: number
beforeEach(() => {
  now = NOON
  one = collector({ now: () => now })
})
afterEach(() => one.close())

let serial = 0

/** What a page sends: one event, that many minutes after noon. */
function send(minute: number, event: object, sender: object = {}, connection = ADDRESS) {
  now = NOON + minute * MINUTE
  serial += 1
  const whole = { id: `consent-${String(serial).padStart(6, '0')}`, at: now, name: 'pageview' }
  const events = [{ url: 'https://example.com/', ...whole, ...event }]
  expect(one.live({ sent: now, ...sender, events }, connection)).toEqual(['accepted'])
}

const stored = { visitor: 'stored-id' }
const consented = { ...stored, consented: true }

test('what was done before consent, in the open visit, is the stored visitor’s: the purchase is the campaign’s', () => {
  send(0, { url: CPC })
  send(2, { url: 'https://example.com/next' }, consented)
  send(4, { name: 'Buy', url: 'https://example.com/next' }, stored)
  expect(one.visits()).toMatchObject([
    { channel: 'Paid Search', campaign: 'spring', pageviews: 2, events: 1, landing: '/' },
  ])
  expect(new Set(one.visits().map(({ visitor }) => visitor)).size).toBe(1)
  expect(one.visits()[0]).toMatchObject({
    visitor: Buffer.from('stored-id').toString('hex').toUpperCase(),
  })
  expect(one.visits()[0]?.first).toBe(NOON)
})

test('also when the visit began before midnight UTC', () => {
  send(12 * 60 - 5, { url: CPC })
  send(12 * 60 + 5, { name: 'Buy' }, consented)
  expect(one.visits()).toMatchObject([{ channel: 'Paid Search', pageviews: 1, events: 1 }])
})

test('time read and reported before consent stays with its page, and what is reported afterwards joins it', () => {
  send(0, { id: 'the-landing', url: CPC })
  const followUp = { name: 'engagement', of: 'the-landing', scroll: 10 }
  send(1, { ...followUp, engaged: 3_000 })
  send(2, { ...followUp, engaged: 4_000 }, stored)
  send(3, {}, consented)
  expect(one.visits()).toMatchObject([{ pageviews: 2, engaged: 7_000, reported: '7000/10 -' }])
})

test('a visit that was over stays cookieless', () => {
  send(0, { url: CPC })
  send(31, {}, consented)
  expect(one.visits().map(({ channel }) => channel)).toEqual(['Paid Search', 'Direct'])
  expect(new Set(one.visits().map(({ visitor }) => visitor)).size).toBe(2)
})

test.each([
  ['address', { ...ADDRESS, ip: '81.2.69.143' }],
  ['agent', { ...ADDRESS, userAgent: `${CHROME} Edg/140.0` }],
])('another %s takes nothing', (_, connection) => {
  send(0, { url: CPC })
  send(1, {}, consented, connection)
  expect(one.visits()).toHaveLength(2)
})

test('without saying so, an id takes nothing; nor does any other value than true', () => {
  send(0, { url: CPC })
  send(1, {}, stored)
  send(2, {}, { ...stored, consented: 'true' })
  expect(one.visits()).toHaveLength(2)
})

test('consent withdrawn parts what follows', () => {
  send(0, { url: CPC })
  send(1, {}, consented)
  send(2, {}, consented)
  send(3, {})
  send(4, {})
  expect(one.visits().map(({ pageviews }) => pageviews)).toEqual([3, 2])
})

test('a user who had been named before consent stays the visit’s', () => {
  send(0, { url: CPC }, { user: 'ann' })
  send(1, {}, consented)
  expect(one.visits()).toMatchObject([{ person: Buffer.from('ann').toString('hex').toUpperCase() }])
})
