import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useStage } from './stage.ts'

const stage = useStage()
const docs = readFileSync('docs/script.md', 'utf8')
const STUB = docs.match(/<script>window\.tributary.*<\/script>/)?.[0] ?? ''

const open = (path = '/a') => stage.page.goto(`${stage.origin}${path}`)
const visitors = () => stage.receiver.received.map(({ body }) => body.visitor)
const stored = () => stage.call('({ ...localStorage })')

test('calls before the script is there follow the first pageview in their order', async () => {
  stage.head = `${STUB}<script>
    tributary('Signup', { props: { plan: 'pro' }, revenue: { amount: '49.00', currency: 'EUR' } })
    tributary.identify('user-42', { account: 'acme', traits: { role: 'admin' } })
    window.early = tributary
  </script>`
  await open()
  const signup = await stage.receiver.event('Signup')
  expect(stage.names()).toEqual(['pageview', 'Signup', 'identify'])
  expect(signup.revenue).toEqual({ amount: '49.00', currency: 'EUR' })
  expect(stage.receiver.received[0]?.body).toMatchObject({
    user: 'user-42',
    account: 'acme',
    traits: { role: 'admin' },
  })
  await stage.call(`early('Late')`)
  await stage.receiver.event('Late')
})

test('a queue of bare arguments, as other scripts leave it, is understood', async () => {
  stage.head = `<script>window.tributary = window.tributary || function () {
    (tributary.q = tributary.q || []).push(arguments) }
    tributary('Signup', { props: { a: 1 } })</script>`
  await open()
  expect(await stage.receiver.event('Signup')).toMatchObject({ props: { a: 1 } })
})

test('an event answers its callback without waiting for the network', async () => {
  await open()
  stage.receiver.answer.status = 500
  expect(
    await stage.call(`new Promise((done) => tributary('X', { callback: () => done('called') }))`),
  ).toBe('called')
  expect(await stage.call(`tributary.variant('hero')`)).toBeNull()
})

test('cookieless leaves nothing behind', async () => {
  await open()
  await stage.receiver.event('pageview')
  await stage.call(`history.pushState({}, '', '/b')`)
  await stage.receiver.event('pageview', 2)
  expect(visitors().every((visitor) => visitor === undefined)).toBe(true)
  expect(await stored()).toEqual({})
})

test('stored is one visitor on every page until a reset', async () => {
  stage.settings = { identity: 'stored' }
  await open()
  await stage.receiver.event('pageview')
  await open('/b')
  await stage.receiver.event('pageview', 2)
  const [first] = visitors()
  expect(first).toMatch(/^[\w-]{15,36}$/)
  expect(new Set(visitors()).size).toBe(1)
  await stage.call(`tributary.identify('u'); tributary.reset(); tributary('After')`)
  await stage.receiver.event('After')
  const last = stage.receiver.received.find(({ body }) =>
    body.events.some(({ name }) => name === 'After'),
  )?.body
  expect(last).not.toHaveProperty('user')
  expect(last?.visitor).not.toBe(first)
  await stage.settled()
  const identified = stage.receiver.received.find(({ body }) => body.user === 'u')
  expect(identified?.body.visitor).toBe(first)
})

test('a reset without storage is another visitor for the rest of the page', async () => {
  await open()
  await stage.receiver.event('pageview')
  await stage.call(`tributary.reset(); tributary('One')`)
  await stage.receiver.event('One')
  await stage.call(`tributary('Two')`)
  await stage.receiver.event('Two')
  const after = visitors().filter(Boolean)
  expect(after.length).toBeGreaterThan(1)
  expect(new Set(after).size).toBe(1)
  expect(await stored()).toEqual({})
})

test('the tag’s identity goes over the site’s', async () => {
  stage.settings = { identity: 'stored' }
  stage.attributes = 'data-visitor="cookieless"'
  await open()
  await stage.receiver.event('pageview')
  expect(visitors()).toEqual([undefined])
})

test('consent is waited for, kept for the next page, and can be taken back', async () => {
  stage.attributes = 'data-visitor="stored" data-consent="wait"'
  await open()
  await stage.receiver.event('pageview')
  expect(await stored()).toEqual({})
  await stage.call(`tributary.consent(true); tributary('Yes')`)
  await stage.receiver.event('Yes')
  const given = visitors().at(-1)
  expect(given).toBeDefined()
  await open('/b')
  await stage.receiver.event('pageview', 2)
  expect(visitors().at(-1)).toBe(given)
  await stage.call(`tributary.consent(false); tributary('No')`)
  await stage.receiver.event('No')
  expect(visitors().at(-1)).toBeUndefined()
  expect(JSON.stringify(await stored())).not.toContain(given)
})

test.each(['consent(false)', 'reset()'])(
  'an answer that comes after %s brings no id back',
  async (call) => {
    stage.attributes = 'data-visitor="stored" data-consent="wait"'
    await open()
    await stage.receiver.event('pageview')
    stage.receiver.answer.after = 1_000
    const before = stage.receiver.posts()
    await stage.call(`tributary.consent(true); tributary('Yes')`)
    await expect.poll(() => stage.receiver.posts()).toBeGreaterThan(before)
    const given = await stage.call('JSON.parse(localStorage.tributary_visitor)[0]')
    await stage.call(`tributary.${call}`)
    await stage.receiver.event('Yes')
    await stage.settled()
    expect(visitors()).toContain(given)
    const left = JSON.stringify(await stored())
    expect(left).not.toContain(given)
    if (call === 'consent(false)') expect(left).toBe('{}')
  },
)

test('global privacy control keeps a stored site cookieless', async () => {
  await stage.context.addInitScript(
    `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`,
  )
  stage.settings = { identity: 'stored' }
  await open()
  await stage.receiver.event('pageview')
  await stage.call(`tributary.consent(true); tributary('X')`)
  await stage.receiver.event('X')
  expect(visitors()).toEqual(visitors().map(() => undefined))
  expect(await stored()).toEqual({})
})

test('storage that is forbidden makes a stored site cookieless, and throws nothing', async () => {
  await stage.context.addInitScript(`Object.defineProperty(window, 'localStorage',
    { get() { throw new DOMException('no', 'SecurityError') } })`)
  stage.settings = { identity: 'stored' }
  await open()
  await stage.receiver.event('pageview')
  await stage.call(`tributary.ignore(true); tributary.consent(false); tributary('Still')`)
  await stage.receiver.event('Still')
  expect(visitors()[0]).toBeUndefined()
})

test('an ignored browser sends nothing until it is counted again', async () => {
  await open()
  await stage.receiver.event('pageview')
  await stage.call(`tributary.ignore(true); tributary('Hidden')`)
  expect(await stage.call('localStorage.tributary_ignore')).toBe('true')
  await open('/b')
  await stage.settled()
  expect(stage.names()).toEqual(['pageview'])
  await stage.call(`tributary.ignore(false); tributary('Seen')`)
  await stage.receiver.event('Seen')
})

test('what could not be sent offline is sent when the network is back, once', async () => {
  await open()
  await stage.receiver.event('pageview')
  await stage.context.setOffline(true)
  await stage.call(`tributary('One')`)
  await stage.settled()
  await stage.call(`tributary('Two')`)
  await stage.settled()
  expect(stage.names()).toEqual(['pageview'])
  await stage.context.setOffline(false)
  await stage.receiver.event('Two')
  await stage.settled()
  expect(stage.names()).toEqual(['pageview', 'One', 'Two'])
})

test('a stored site keeps at most 50 unsent events for the next page', async () => {
  stage.settings = { identity: 'stored' }
  await open()
  await stage.receiver.event('pageview')
  stage.receiver.answer.status = 503
  await stage.call(`for (let n = 0; n < 60; n++) tributary('N' + n)`)
  await stage.settled()
  stage.pages = { '/between': '<title>nothing here</title>' }
  await stage.page.goto(`${stage.origin}/between`)
  await stage.settled()
  stage.receiver.answer.status = 202
  await open('/b')
  await stage.receiver.event('pageview', 2)
  const kept = () => stage.names().filter((name) => /^N/.test(name))
  // They may come after the pageview, and not all at once.
  await expect.poll(kept).toHaveLength(50)
  await stage.settled()
  expect(kept()).toHaveLength(50)
  expect(kept()[0]).toBe('N0')
})

test('what the collector refuses is not sent again', async () => {
  await open()
  await stage.receiver.event('pageview')
  stage.receiver.answer.status = 400
  const before = stage.receiver.posts()
  await stage.call(`tributary('Bad')`)
  await expect.poll(() => stage.receiver.posts()).toBeGreaterThan(before)
  await stage.settled()
  stage.receiver.answer.status = 202
  await stage.call(`tributary('Good')`)
  await stage.receiver.event('Good')
  expect(stage.names()).not.toContain('Bad')
})
