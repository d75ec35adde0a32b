import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toldByPlausible } from '../../collector/peers/plausible.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const making = () => {
  let count = 0
  return { now: NOW, newId: () => `made-${++count}-id` }
}
const told = (sent: unknown) => toldByPlausible(sent, making())
const event = (sent: object) => {
  const answer = told({ n: 'Signup', u: 'https://example.com/a', d: 'example.com', ...sent })
  if ('errors' in answer) throw new Error(JSON.stringify(answer.errors))
  return answer.body.events[0]
}

test('a pageview of the script is one of ours, with an id and the instant of its arrival', () => {
  const sent = {
    n: 'pageview',
    u: 'https://example.com/a?utm_source=x',
    d: 'example.com',
    r: 'https://t.co/',
  }
  expect(told(sent)).toEqual({
    sites: ['example.com'],
    body: {
      events: [
        {
          id: 'made-1-id',
          name: 'pageview',
          at: NOW,
          url: 'https://example.com/a?utm_source=x',
          referrer: 'https://t.co/',
        },
      ],
    },
  })
})

test('the long names say the same', () => {
  const answer = told({
    name: 'Purchase',
    url: 'https://example.com/thanks',
    domain: 'example.com',
    referrer: 'https://google.com/',
    props: { plan: 'pro' },
    revenue: { amount: '9.90', currency: 'EUR' },
    interactive: false,
    hashMode: 1,
  })
  expect(answer).toMatchObject({
    body: {
      hash: true,
      events: [
        {
          name: 'Purchase',
          referrer: 'https://google.com/',
          props: { plan: 'pro' },
          revenue: { amount: '9.90', currency: 'EUR' },
          interactive: false,
        },
      ],
    },
  })
})

test.each([
  ['a list', 'a.example, www.B.example,a.example', ['a.example', 'b.example']],
  ['none', undefined, ['example.com']],
])('of domains, %s', (_, d, sites) => {
  const u = 'https://www.example.com/x'
  expect(told({ n: 'pageview', u, ...(d && { d }) })).toMatchObject({ sites })
})

test.each([
  ['Outbound Link: Click', 'outbound'],
  ['File Download', 'download'],
  ['Form: Submission', 'form'],
  ['404', 'notfound'],
  [404, 'notfound'],
  [7, '7'],
  ['Signup', 'Signup'],
])('%s is our %s', (n, name) => {
  expect(event({ n })).toMatchObject({ name })
})

test.each([
  ['an object', { p: { a: 'x', b: 2, c: true } }, { a: 'x', b: 2, c: true }],
  ['JSON text', { p: '{"a":"x"}' }, { a: 'x' }],
  ['the oldest name', { m: '{"a":"x"}' }, { a: 'x' }],
  ['blanks among them', { p: { a: '', b: null, c: 'x' } }, { c: 'x' }],
  ['no JSON', { p: '{' }, undefined],
  ['a list', { p: '["a"]' }, undefined],
])('properties as %s', (_, sent, props) => {
  expect(event(sent)?.props).toEqual(props)
})

test('money may be JSON text, as older scripts send it', () => {
  expect(event({ $: '{"amount":10,"currency":"USD"}' })?.revenue).toEqual({
    amount: 10,
    currency: 'USD',
  })
})

test('an engagement has its ms and its scroll, of the address and not of a pageview', () => {
  const sent = { n: 'engagement', e: '5300', sd: 250, p: { plan: 'pro' } }
  expect(event(sent)).toEqual({
    id: 'made-1-id',
    name: 'engagement',
    at: NOW,
    url: 'https://example.com/a',
    engaged: 5300,
    scroll: 100,
  })
})

test.each([
  ['/pricing', 'https://example.com/pricing'],
  ['pricing', 'https://example.com/pricing'],
  ['app://start/screen', 'app://start/screen'],
])('the address %s is %s', (u, url) => {
  expect(event({ u })?.url).toBe(url)
})

test.each([
  ['no JSON', '{', 'request'],
  ['a list', '[]', 'request'],
  ['no name', { u: 'https://example.com/' }, 'event_name'],
  ['a blank name', { n: ' ', u: 'https://example.com/' }, 'event_name'],
  ['no address', { n: 'pageview' }, 'url'],
  ['an address that is none', { n: 'pageview', u: 7 }, 'url'],
  ['an address of data:', { n: 'pageview', u: 'data:text/html,x' }, 'url'],
  ['no domain', { n: 'pageview', u: '/x' }, 'domain'],
  ['a blank domain', { n: 'pageview', u: 'https://example.com/', d: ' ' }, 'domain'],
  [
    'an engagement of nothing',
    { n: 'engagement', u: 'https://example.com/', e: -1 },
    'engagement_time',
  ],
])('%s is refused by name', (_, sent, field) => {
  expect(told(sent)).toEqual({ errors: { [field]: [expect.any(String)] } })
})

test('nothing that is sent throws', () => {
  fc.assert(
    fc.property(fc.anything(), (sent) => {
      told(sent)
    }),
  )
  fc.assert(
    fc.property(
      fc.record({
        n: fc.anything(),
        u: fc.anything(),
        d: fc.anything(),
        p: fc.anything(),
        $: fc.anything(),
        r: fc.anything(),
        e: fc.anything(),
      }),
      (sent) => {
        told(sent)
      },
    ),
  )
})
