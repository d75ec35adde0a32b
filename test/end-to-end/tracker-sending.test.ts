import { expect, test } from 'vitest'
import { useStage } from './stage.ts'

const stage = useStage()
const open = async (path = '/a') => {
  await stage.page.goto(`${stage.origin}${path}`)
  await stage.receiver.event('pageview')
}
const named = (pattern: RegExp) => stage.names().filter((name) => pattern.test(name))
/** Ids are sent again until their answer came; the collector counts each once. */
const once = (pattern: RegExp) => [...new Set(named(pattern))]

test('many requests use nothing up that a later one needs', async () => {
  await open()
  await stage.call(`(async () => { for (let n = 0; n < 12; n++) {
    tributary('N' + n, { props: Object.fromEntries([...Array(24)].map((_, i) => ['k' + i, 'x'.repeat(500)])) })
    await new Promise((done) => setTimeout(done, 150)) } })()`)
  await stage.receiver.event('N11')
  expect(once(/^N/)).toHaveLength(12)
})

test.each<[string, string, unknown]>([
  ['nothing at all', 'null', {}],
  ['null', '{ props: { a: null, b: 1 } }', { b: 1 }],
  ['undefined', '{ props: { a: undefined, b: 1 } }', { b: 1 }],
  ['NaN', '{ props: { a: NaN, b: 1 } }', { a: null, b: 1 }],
  ['a list', '{ props: { a: [1, 2], b: 1 } }', { a: {}, b: 1 }],
  ['a BigInt', '{ props: { a: 12345678901234567890n } }', { a: '12345678901234567890' }],
  ['a symbol', '{ props: { a: Symbol() , b: 1 } }', { b: 1 }],
  [
    'itself',
    '(() => { const props = { b: 1 }; props.a = props; return { props } })()',
    { a: {}, b: 1 },
  ],
  ['the window', '{ props: { a: window, b: 1 } }', { a: {}, b: 1 }],
])('an event with %s is sent, and so are its neighbours', async (_, options, props) => {
  await open()
  await stage.call(`tributary('Before'); tributary('It', ${options}); tributary('Behind')`)
  await stage.receiver.event('Behind')
  expect(named(/^(Before|It|Behind)$/)).toEqual(['Before', 'It', 'Behind'])
  expect((await stage.receiver.event('It')).props).toEqual(props)
})

test('a getter that throws costs its own event alone', async () => {
  await open()
  await stage.call(`tributary('Bad', { revenue: { get amount() { throw 1 } } }); tributary('Good')`)
  await stage.receiver.event('Good')
})

test('amounts of any kind arrive', async () => {
  await open()
  await stage.call(`tributary('Sale', { revenue: { amount: 49n, currency: 'EUR' } })`)
  expect((await stage.receiver.event('Sale')).revenue).toEqual({ amount: '49', currency: 'EUR' })
})

test.each([
  [
    'lists know toJSON',
    `Array.prototype.toJSON = function () { return '[' + this.map((one) => JSON.stringify(one)) + ']' }`,
  ],
  ['all objects know toJSON', `Object.prototype.toJSON = function () { return 'bent' }`],
])('where %s, events arrive as they are', async (_, spoil) => {
  stage.settings = { identity: 'stored' }
  stage.head = `<script>${spoil}</script>`
  await open()
  await stage.call(`tributary('X', { props: { a: 1 } })`)
  expect(await stage.receiver.event('X')).toMatchObject({ props: { a: 1 } })
})

test.each([
  [
    'takes its first argument for text',
    `(native) => (url, options) => url.match(/nothing/) || native(url, options)`,
  ],
  ['throws', `() => () => { throw new Error('no') }`],
  ['answers nothing', `() => () => undefined`],
  [
    'adds a header',
    `(native) => (url, options) => native(url, { ...options, headers: { traceparent: '1' } })`,
  ],
])('a wrapper of fetch that %s loses nothing', async (_, wrapper) => {
  stage.head = `<script>window.fetch = (${wrapper})(window.fetch)</script>`
  await open()
  await stage.call(`tributary('X')`)
  await stage.receiver.event('X')
})

const STORED = { identity: 'stored' as const }

test('what is refused for good is not kept, so that no visitor stays mute', async () => {
  stage.settings = STORED
  stage.head = `<script>localStorage.tributary_queue ??= JSON.stringify([...Array(6)].map((_, n) =>
    ({ id: 'old-event-' + n, name: 'Old' + n, at: Date.now(), props: { a: 'x'.repeat(90_000) } })))</script>`
  await stage.page.goto(`${stage.origin}/next`)
  await stage.receiver.event('Old5')
  stage.receiver.answer.status = 413
  await stage.call(`tributary('Refused')`)
  await stage.settled()
  await expect.poll(() => stage.call('localStorage.tributary_queue')).toBe('[]')
})

test.each(['{"a":1}', '7', '"text"', '[', 'null', '[null]'])(
  'a kept queue of %s stops nothing',
  async (kept) => {
    stage.settings = STORED
    await stage.context.addInitScript(`localStorage.tributary_queue ??= ${JSON.stringify(kept)}`)
    await open()
    await stage.call(`tributary('X')`)
    await stage.receiver.event('X')
  },
)

test('what failed stays for the next page, also when a beacon took it along', async () => {
  stage.settings = STORED
  stage.receiver.answer.status = 503
  await stage.page.goto(`${stage.origin}/a`)
  await expect.poll(() => stage.receiver.posts()).toBe(1)
  await stage.call(`tributary('Signup')`)
  await stage.settled()
  stage.pages = { '/between': '<title>nothing here</title>' }
  await stage.page.goto(`${stage.origin}/between`)
  await stage.settled()
  stage.receiver.answer.status = 202
  await stage.page.goto(`${stage.origin}/b`)
  await stage.receiver.event('Signup')
  expect(stage.receiver.events().map(({ url, name }) => `${name} ${url?.slice(-2)}`)).toEqual(
    expect.arrayContaining(['pageview /a', 'Signup /a', 'pageview /b']),
  )
  await expect.poll(() => stage.call('localStorage.tributary_queue')).toBe('[]')
})

test('a request that hangs holds up nothing that is left to a beacon', async () => {
  stage.receiver.answer.after = 5_000
  await stage.page.goto(`${stage.origin}/a`)
  await expect.poll(() => stage.receiver.posts()).toBe(1)
  await stage.call(`tributary('Signup')`)
  stage.receiver.answer.after = 0
  await stage.page.goto('about:blank')
  await stage.receiver.event('Signup')
})

test('a slow first answer does not make the order of events another', async () => {
  stage.receiver.answer.after = 700
  await open()
  await stage.call(`tributary('One')`)
  await stage.page.waitForTimeout(150)
  stage.receiver.answer.after = 0
  await stage.call(`tributary('Two')`)
  await stage.receiver.event('Two')
  expect(stage.names()).toEqual(['pageview', 'One', 'Two'])
})

test('numbers are names of users and accounts, which the collector makes text, and no trait stops anything', async () => {
  await open()
  await stage.call(
    `tributary.identify(42, { account: 77, traits: { plan: null, roles: ['admin'], age: 7 } })`,
  )
  await stage.receiver.event('identify')
  expect(stage.receiver.received.at(-1)?.body).toMatchObject({
    user: 42,
    account: 77,
    traits: { roles: {}, age: 7 },
  })
})

test('the first body after consent says that the visit so far is this visitor’s, until it is known', async () => {
  stage.attributes = 'data-visitor="stored" data-consent="wait"'
  await open()
  await stage.call('tributary.consent(true)')
  await open('/b')
  await stage.receiver.event('pageview', 2)
  const said = stage.receiver.received.filter(({ body }) => body.consented)
  expect(said[0]?.body.visitor).toMatch(/^[\w-]{15,36}$/)
  // Once the answer is there it is no list any more.
  await expect.poll(() => stage.call('localStorage.tributary_visitor')).toMatch(/^"/)
  await stage.call(`tributary('Buy'); tributary.consent(true)`)
  await stage.receiver.event('Buy')
  const last = stage.receiver.received.at(-1)?.body
  expect(last?.consented).toBeFalsy()
  expect(last?.visitor).toBe(said[0]?.body.visitor)
})

test('a consent whose body failed is said again on the next page', async () => {
  stage.attributes = 'data-visitor="stored" data-consent="wait"'
  await open()
  stage.receiver.answer.status = 503
  await stage.call(`tributary.consent(true); tributary('Yes')`)
  await stage.settled()
  stage.receiver.answer.status = 202
  await stage.page.goto(`${stage.origin}/b`)
  await stage.receiver.event('Yes')
  expect(stage.receiver.received.some(({ body }) => body.consented)).toBe(true)
  expect(once(/^Yes$/)).toEqual(['Yes'])
})
