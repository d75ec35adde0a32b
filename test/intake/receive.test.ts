import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSender, receive } from '../../collector/intake/receive.ts'
import type { ReceivedEvent } from '../../collector/intake/road.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const DAY = 86_400_000
const sender = readSender({}, { ip: '', userAgent: '' })
const PAGEVIEW = {
  id: 'V1StGXR8_Z5jdHi6B-myT',
  name: 'pageview',
  at: NOW,
  url: 'https://example.com/pricing',
}

function imported(event: unknown) {
  if (typeof sender === 'string') throw new Error(sender)
  return receive(event, { sender, clock: null })
}

function timed(at: number, sent: unknown): number {
  if (typeof sender === 'string') throw new Error(sender)
  return (receive({ ...PAGEVIEW, at }, { sender, clock: { arrival: NOW, sent } }) as ReceivedEvent)
    .at
}

test('a well-formed pageview is received with everything it says', () => {
  const event = imported({
    ...PAGEVIEW,
    title: 'Pricing',
    props: { plan: 'pro', seats: 3, trial: false },
  })
  expect(event).toMatchObject({ name: 'pageview', at: NOW, title: 'Pricing', interactive: false })
  expect((event as ReceivedEvent).props).toBe('{"plan":"pro","seats":3,"trial":false}')
})

describe('what is no event says why', () => {
  test.each([
    ['invalid_event', null],
    ['invalid_event', [PAGEVIEW]],
    ['invalid_id', { ...PAGEVIEW, id: 'short' }],
    ['invalid_id', { ...PAGEVIEW, id: 'x'.repeat(37) }],
    ['invalid_id', { ...PAGEVIEW, id: 'spaces in it' }],
    ['invalid_name', { ...PAGEVIEW, name: '' }],
    ['invalid_name', { ...PAGEVIEW, name: 'x'.repeat(121) }],
    ['invalid_at', { ...PAGEVIEW, at: 'yesterday' }],
    ['invalid_at', { ...PAGEVIEW, at: Number.NaN }],
    ['invalid_url', { ...PAGEVIEW, url: undefined }],
    ['invalid_url', { ...PAGEVIEW, url: '/pricing' }],
    ['invalid_url', { ...PAGEVIEW, url: 'javascript:alert(1)' }],
    ['invalid_url', { ...PAGEVIEW, url: `https://example.com/${'x'.repeat(2048)}` }],
    ['invalid_props', { ...PAGEVIEW, props: { nested: {} } }],
    ['invalid_props', { ...PAGEVIEW, props: { ['k'.repeat(61)]: 1 } }],
    ['invalid_props', { ...PAGEVIEW, props: { text: 'x'.repeat(501) } }],
    [
      'invalid_props',
      {
        ...PAGEVIEW,
        props: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`k${i}`, i])),
      },
    ],
    ['invalid_revenue', { ...PAGEVIEW, revenue: { amount: 'lots', currency: 'EUR' } }],
    ['invalid_revenue', { ...PAGEVIEW, revenue: { amount: 1, currency: 'XXQ' } }],
    ['invalid_engagement', { ...PAGEVIEW, name: 'engagement', engaged: -1 }],
    ['invalid_engagement', { ...PAGEVIEW, name: 'engagement', scroll: 101 }],
  ])('%s', (reason, event) => {
    expect(imported(event)).toBe(reason)
  })
})

test('only what a visitor does on a page is interactive', () => {
  const names = [
    'pageview',
    'engagement',
    'exposure',
    'notfound',
    'identify',
    'outbound',
    'download',
    'form',
    'Signup',
  ]
  const interactive = names.filter(
    (name) => (imported({ ...PAGEVIEW, name }) as ReceivedEvent).interactive,
  )
  expect(interactive).toEqual(['outbound', 'download', 'form', 'Signup'])
  expect(
    (imported({ ...PAGEVIEW, name: 'Signup', interactive: false }) as ReceivedEvent).interactive,
  ).toBe(false)
})

describe("a live event's time", () => {
  test.each([
    ['a right clock', NOW - 5_000, NOW, NOW - 5_000],
    ['a clock an hour slow', NOW - 3_605_000, NOW - 3_600_000, NOW - 5_000],
    ['a clock a year fast', NOW + 365 * DAY - 5_000, NOW + 365 * DAY, NOW - 5_000],
    ['no word of when it was sent', NOW - 5_000, undefined, NOW - 5_000],
    ['a sending time before the event', NOW - 5_000, 5, NOW - 5_000],
    ['a sending time that is no number', NOW - 5_000, 'now', NOW - 5_000],
    ['an event of ten days ago', NOW - 10 * DAY, NOW, NOW - 7 * DAY],
    ['an event of tomorrow', NOW + DAY, undefined, NOW + 60_000],
  ])('with %s', (_, at, sent, expected) => {
    expect(timed(at, sent)).toBe(expected)
  })
})

test("an import's time is taken as it is", () => {
  expect(imported({ ...PAGEVIEW, at: Date.UTC(2019, 0, 1) })).toMatchObject({
    at: Date.UTC(2019, 0, 1),
  })
})

test('no value throws, whatever it is', () => {
  const shaped = fc.record(
    {
      id: fc.anything(),
      name: fc.anything(),
      at: fc.anything(),
      url: fc.anything(),
      props: fc.anything(),
      revenue: fc.anything(),
    },
    { requiredKeys: [] },
  )
  fc.assert(fc.property(fc.oneof(fc.anything(), shaped), (value) => imported(value) !== undefined))
})
