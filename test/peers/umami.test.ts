import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toldByUmami, umamiLine } from '../../collector/peers/umami.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const WEBSITE = '94db1cb1-74f4-4a40-ad6c-962362670409'
const making = { now: NOW, newId: () => 'made-by-us' }
const line = (payload: object, type: unknown = 'event') =>
  umamiLine({ type, payload: { website: WEBSITE, ...payload } })
const told = (payload: object, type?: string) => {
  const read = line(payload, type)
  if (typeof read === 'string') throw new Error(read)
  return toldByUmami(read, 'example.com', making)
}
const event = (payload: object, type?: string) => told(payload, type).body.events[0]

test('what the script sends of a page is a pageview', () => {
  const sent = {
    hostname: 'www.example.com',
    screen: '1920x1080',
    language: 'en-US',
    title: 'Pricing',
    url: 'https://www.example.com/pricing?utm_source=x',
    referrer: 'https://duckduckgo.com/',
  }
  expect(told(sent)).toEqual({
    body: {
      screen: '1920x1080',
      language: 'en-US',
      events: [
        {
          id: 'made-by-us',
          name: 'pageview',
          at: NOW,
          url: 'https://www.example.com/pricing?utm_source=x',
          referrer: 'https://duckduckgo.com/',
          title: 'Pricing',
        },
      ],
    },
  })
})

test.each([
  ['/a?b=1', 'https://shop.example.com/a?b=1'],
  ['a', 'https://shop.example.com/a'],
  ['https://other.example/x', 'https://other.example/x'],
  [undefined, 'https://shop.example.com'],
])('the address %s of a page at shop.example.com is %s', (url, absolute) => {
  expect(event({ hostname: 'shop.example.com', ...(url && { url }) })?.url).toBe(absolute)
})

test('a server’s event without an address has none', () => {
  expect(event({ name: 'Renewed' })).toMatchObject({ name: 'Renewed', url: undefined })
})

test('nested data is flat, its money is money, and the tag is a property', () => {
  const data = {
    cart: { items: 2, first: { sku: 'a' } },
    tags: ['x', 'y'],
    none: null,
    revenue: '19.99',
    currency: 'USD',
  }
  expect(event({ name: 'Buy', data, tag: 'b' })).toMatchObject({
    props: { 'cart.items': 2, 'cart.first.sku': 'a', tags: '["x","y"]', tag: 'b' },
    revenue: { amount: '19.99', currency: 'USD' },
  })
  expect(event({ name: 'Buy', data: { revenue: 5 } })).toMatchObject({ props: { revenue: 5 } })
})

test('the distinct id is the user, what is said of them are traits', () => {
  expect(
    told({ id: 'u-42', data: { plan: 'pro', team: { size: 3 } } }, 'identify').body,
  ).toMatchObject({
    user: 'u-42',
    traits: { plan: 'pro', 'team.size': 3 },
    events: [{ name: 'identify' }],
  })
})

test('a timestamp is in seconds', () => {
  expect(told({ url: '/', timestamp: 1_780_000_000 })).toMatchObject({
    at: 1_780_000_000_000,
    body: { events: [{ at: 1_780_000_000_000 }] },
  })
})

test('who it is sent for may stand in the payload', () => {
  expect(told({ url: '/', ip: '203.0.113.9', userAgent: 'Mozilla/5.0 x' })).toMatchObject({
    ip: '203.0.113.9',
    userAgent: 'Mozilla/5.0 x',
  })
})

test.each(['performance', 'error', 'engagement'])(
  'a measure of the kind %s has its own name',
  (type) => {
    expect(event({ url: '/', lcp: 12 }, type)).toEqual({
      id: 'made-by-us',
      at: NOW,
      name: `umami:${type}`,
    })
  },
)

test.each([
  ['no object', 'x', 'object'],
  ['no type', { payload: { website: WEBSITE } }, 'option'],
  ['another type', { type: 'click', payload: { website: WEBSITE } }, 'option'],
  ['no payload', { type: 'event' }, 'payload'],
  ['no website', { type: 'event', payload: {} }, 'Exactly one'],
  ['two', { type: 'event', payload: { website: WEBSITE, link: WEBSITE } }, 'Exactly one'],
  ['a pixel', { type: 'event', payload: { pixel: WEBSITE } }, 'not found'],
])('%s is no line', (_, value, says) => {
  expect(umamiLine(value)).toEqual(expect.stringContaining(says))
})

test('nothing that is sent throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      umamiLine(value)
    }),
  )
  fc.assert(
    fc.property(
      fc.object({
        key: fc.constantFrom(
          'url',
          'hostname',
          'data',
          'id',
          'name',
          'timestamp',
          'referrer',
          'tag',
          'revenue',
          'currency',
        ),
      }),
      (payload) => {
        const read = line(payload)
        if (typeof read !== 'string') toldByUmami(read, 'example.com', making)
      },
    ),
  )
})
