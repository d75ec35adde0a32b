import { beforeAll, expect, test } from 'vitest'
import { cookieOf, useApp } from './server.ts'

const app = useApp()
const HERE = '/api/sites/named.example'
const SIGNUP = { event: 'Signup', en: 'Sign-up', zh: '注册' }
let cookie: string

beforeAll(async () => {
  await app.site('named.example')
  await app.site('other.example')
  await app.user('owner@example.com', 'owner', 'correct horse')
  const body = { email: 'owner@example.com', password: 'correct horse' }
  cookie = cookieOf(await app.ask('/api/session', { body }))
})

const put = (names: unknown, path = HERE) =>
  app.ask(`${path}/event-names`, { cookie, method: 'PUT', body: { names } })
const stored = async (path = HERE) =>
  (await app.ask(`${path}/event-names`, { cookie })).json() as Promise<unknown>

test('events are called as the site says, in the list of sites and by a shared link, too', async () => {
  expect(await stored()).toEqual({ names: [] })
  const renewed = { event: 'Renewal', zh: '续费' }
  expect((await put([{ ...SIGNUP, en: '  Sign-up ' }, renewed])).status).toBe(200)
  expect(await stored()).toEqual({ names: [SIGNUP, renewed] })
  expect(await stored('/api/sites/other.example')).toEqual({ names: [] })
  const { items } = await (await app.ask('/api/sites', { cookie })).json()
  const listed = items.map(({ domain, event_names }: Record<string, unknown>) => [
    domain,
    event_names,
  ])
  expect(listed).toEqual([
    ['named.example', [SIGNUP, renewed]],
    ['other.example', []],
  ])
  const share = await (await app.ask(`${HERE}/shares`, { cookie, body: { name: 'Board' } })).json()
  const key = share.path.split('/').at(-1)
  const opened = await (await app.ask('/api/share', { body: { key } })).json()
  expect(opened.event_names).toEqual([SIGNUP, renewed])
})

test('the history tells what they were and became', async () => {
  await put([SIGNUP])
  await put([{ ...SIGNUP, en: 'Registered' }])
  const { items } = await (await app.ask(`${HERE}/audit?limit=1`, { cookie })).json()
  expect(items).toMatchObject([
    {
      thing: 'event names',
      what: 'changed',
      before: { names: [SIGNUP] },
      after: { names: [{ ...SIGNUP, en: 'Registered' }] },
    },
  ])
})

test('an event may be called anything that is a line of text', async () => {
  const hostile = [
    { event: '__proto__', en: 'constructor' },
    { event: '<b>x</b>', en: '<img src=x onerror=alert(1)>', zh: '=1+1' },
    { event: 'سوق', en: 'سوق 👩‍👧' },
  ]
  expect((await put(hostile)).status).toBe(200)
  expect(await stored()).toEqual({ names: hostile })
})

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ event: `e${i}`, en: 'E' }))

test.each([
  ['no language', [{ event: 'Signup' }]],
  ['an empty name', [{ event: 'Signup', en: ' ' }]],
  ['a name of 61 characters', [{ event: 'Signup', en: 'x'.repeat(61) }]],
  ['two lines', [{ event: 'Signup', en: 'a\nb' }]],
  ['a turned direction', [{ event: 'Signup', en: 'a\u202eb' }]],
  ['no event', [{ event: '', en: 'Sign-up' }]],
  ['an event of 121 characters', [{ event: 'x'.repeat(121), en: 'Sign-up' }]],
  ['an event twice', [SIGNUP, { event: 'Signup', en: 'Other' }]],
  ['301 events', many(301)],
])('%s is refused', async (_, names) => {
  await put(many(300))
  const before = await stored()
  const answer = await put(names)
  expect([400, 422]).toContain(answer.status)
  expect(await stored()).toEqual(before)
})

test('who only reads may not name events', async () => {
  const token = await app.token(['read'])
  const body = { names: [SIGNUP] }
  const answer = await app.ask(`${HERE}/event-names`, { token, method: 'PUT', body })
  expect(answer.status).toBe(403)
})
