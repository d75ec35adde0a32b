import { expect, test } from 'vitest'
import { readLineSender, receive } from '../../collector/intake/receive.ts'
import type { ReceivedEvent } from '../../collector/intake/road.ts'
import { NOW } from './received.ts'

const PRO = {
  id: 'sub_1',
  plan: 'Pro',
  amount: '49.00',
  currency: 'eur',
  interval: 'month',
  quantity: 3,
  status: 'active',
  renews_at: NOW,
}

const EVENT = { id: 'subscription-1', name: 'subscription', at: NOW, subscription: PRO }

function sent(event: object, sender: object = { account: 'acme' }) {
  const origin = { sender: readLineSender({ ...sender }), clock: null, allowed: [] }
  return receive(event, origin) as ReceivedEvent
}

function kept(subscription: object): unknown {
  const { subscription: text } = sent({ ...EVENT, subscription: { ...PRO, ...subscription } })
  return text === null ? null : JSON.parse(text)
}

test('a server says what a subscription is from an instant on', () => {
  const event = sent(EVENT)
  expect(JSON.parse(event.subscription as string)).toEqual({
    id: 'sub_1',
    plan: 'Pro',
    amount: 4900,
    currency: 'EUR',
    interval: 'month',
    count: 1,
    quantity: 3,
    status: 'active',
    renews_at: NOW,
  })
  expect(event).toMatchObject({ interactive: false, trimmed: [] })
})

test('what is the same is the same text, whatever the order of its fields', () => {
  const turned = Object.fromEntries(Object.entries(PRO).reverse())
  expect(sent({ ...EVENT, subscription: turned }).subscription).toBe(sent(EVENT).subscription)
})

test.each([
  [{ id: 42 }, { id: '42' }],
  [{ id: ' sub_1 ' }, { id: 'sub_1' }],
  [{ plan: undefined }, { plan: null }],
  [{ amount: 0 }, { amount: 0 }],
  [{ amount: 9.995 }, { amount: 1000 }],
  [
    { currency: 'JPY', amount: 1200 },
    { amount: 1200, currency: 'JPY' },
  ],
  [
    { interval: 'year', count: 2 },
    { interval: 'year', count: 2 },
  ],
  [{ quantity: 0 }, { quantity: 0 }],
  [{ renews_at: undefined }, { renews_at: null }],
  [{ renews_at: '2026-07-01T00:00:00Z' }, { renews_at: Date.UTC(2026, 6, 1) }],
])('%j is read as %j', (told, read) => {
  expect(kept(told)).toMatchObject(read)
})

test.each([
  [{ id: '' }],
  [{ id: 'x'.repeat(121) }],
  [{ id: { text: 'sub_1' } }],
  [{ plan: 'x'.repeat(121) }],
  [{ amount: undefined }],
  [{ amount: -1 }],
  [{ amount: 'much' }],
  [{ currency: 'EURO' }],
  [{ interval: 'fortnight' }],
  [{ interval: undefined }],
  [{ count: 0 }],
  [{ count: 1.5 }],
  [{ count: 1e9 }],
  [{ quantity: -1 }],
  [{ quantity: Number.POSITIVE_INFINITY }],
  [{ status: 'paused' }],
  [{ renews_at: 'soon' }],
  [{ renews_at: -1 }],
])('%j is no subscription: the event stays, and says that something was left out', (told) => {
  expect(sent({ ...EVENT, subscription: { ...PRO, ...told } })).toMatchObject({
    name: 'subscription',
    subscription: null,
    trimmed: ['subscription'],
  })
})

test.each([
  ['nobody in particular', EVENT, {}],
  ['an event of another name', { ...EVENT, name: 'Purchase' }, { account: 'acme' }],
  ['a list', { ...EVENT, subscription: [PRO] }, { user: 'ann' }],
])('%s has no subscription', (_, event, sender) => {
  expect(sent(event, sender)).toMatchObject({ subscription: null, trimmed: ['subscription'] })
})

test('a browser may be anybody: it says nothing of money that is paid', () => {
  const sender = { ...readLineSender({ user: 'ann' }), trusted: false }
  const event = receive(EVENT, { sender, clock: null, allowed: [] }) as ReceivedEvent
  expect(event).toMatchObject({ subscription: null, trimmed: ['subscription'] })
})
