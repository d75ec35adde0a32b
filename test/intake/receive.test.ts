import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReceivedEvent } from '../../collector/intake/road.ts'
import { imported, NOW, PAGEVIEW } from './received.ts'

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
    ['invalid_id', { ...PAGEVIEW, id: 123456789 }],
    ['invalid_name', { ...PAGEVIEW, name: '' }],
    ['invalid_name', { ...PAGEVIEW, name: undefined }],
    ['invalid_name', { ...PAGEVIEW, name: { text: 'pageview' } }],
    ['invalid_at', { ...PAGEVIEW, at: 'yesterday' }],
    ['invalid_at', { ...PAGEVIEW, at: Number.NaN }],
    ['invalid_url', { ...PAGEVIEW, url: undefined }],
    ['invalid_url', { ...PAGEVIEW, url: '/pricing' }],
    ['invalid_url', { ...PAGEVIEW, url: 'javascript:alert(1)' }],
    ['invalid_url', { ...PAGEVIEW, url: 'about:srcdoc' }],
    ['invalid_url', { ...PAGEVIEW, url: 42 }],
    ['invalid_url', { ...PAGEVIEW, url: `https://${'x.'.repeat(200)}example/` }],
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
      referrer: fc.anything(),
      title: fc.anything(),
      props: fc.anything(),
      revenue: fc.anything(),
      of: fc.anything(),
      engaged: fc.anything(),
      scroll: fc.anything(),
    },
    { requiredKeys: [] },
  )
  fc.assert(fc.property(fc.oneof(fc.anything(), shaped), (value) => imported(value) !== undefined))
})

test('whatever else a usable id, name and instant come with, it is an event', () => {
  const details = fc.record(
    {
      url: fc.anything(),
      referrer: fc.anything(),
      title: fc.anything(),
      props: fc.anything(),
      revenue: fc.anything(),
      of: fc.anything(),
      engaged: fc.anything(),
      scroll: fc.anything(),
      interactive: fc.anything(),
    },
    { requiredKeys: [] },
  )
  const named = fc.constantFrom('Purchase', 'engagement', 'outbound', 'form')
  fc.assert(
    fc.property(details, named, (said, name) => {
      const event = imported({ ...said, id: PAGEVIEW.id, name, at: NOW })
      return typeof event === 'object'
    }),
  )
})
