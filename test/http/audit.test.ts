import { beforeAll, expect, test } from 'vitest'
import { cookieOf, useApp } from './server.ts'

const app = useApp({}, () => now)
let now = Date.UTC(2026, 0, 1)
let cookie: string
const PASSWORD = 'correct horse'
const HERE = '/api/sites/example.com'

beforeAll(async () => {
  await app.site('example.com')
  await app.site('other.example')
  await app.user('owner@example.com', 'owner', PASSWORD)
  cookie = await signIn('owner@example.com')
})

async function signIn(email: string, password = PASSWORD): Promise<string> {
  return cookieOf(await app.ask('/api/session', { body: { email, password } }))
}
async function history(query = '', path = HERE, who: object = { cookie }) {
  const answer = await app.ask(`${path}/audit${query}`, who)
  expect(answer.status).toBe(200)
  return await answer.json()
}
const send = (method: string, path: string, body: object = {}) =>
  app.ask(`${HERE}/${path}`, { cookie, method, body })

test('a goal that was added, changed and removed stands there with what it was and became', async () => {
  const goal = { name: 'Signup', event: 'Signup', value: 'none', count: 'every' }
  const { id } = await (await send('POST', 'goals', goal)).json()
  now += 1_000
  await send('PUT', `goals/${id}`, { ...goal, name: 'Sign-up' })
  await app.ask(`${HERE}/goals/${id}`, { cookie, method: 'DELETE' })
  const { items } = await history('?limit=3')
  const who = 'owner@example.com'
  const renamed = { id, ...goal, name: 'Sign-up' }
  const at = new Date(now).toISOString()
  expect(items).toEqual([
    { at, who, thing: 'goal', what: 'removed', before: renamed },
    { at, who, thing: 'goal', what: 'changed', before: { id, ...goal }, after: renamed },
    {
      at: new Date(now - 1_000).toISOString(),
      who,
      thing: 'goal',
      what: 'added',
      after: { id, ...goal },
    },
  ])
})

test('rules, settings, rates and members stand there, and no other site’s', async () => {
  await send('PUT', 'aliases', { source: { fb: 'facebook' }, medium: {}, campaign: {} })
  await app.ask(HERE, { cookie, method: 'PUT', body: { visit_timeout_minutes: 60 } })
  await send('POST', 'rates', { rows: [{ day: '2026-01-01', currency: 'EUR', rate: 1.1 }] })
  await send('POST', 'members', { email: 'ann@example.com', role: 'viewer' })
  const { items } = await history('?limit=4')
  expect(items.map(({ what, thing }: Record<string, string>) => `${what} ${thing}`)).toEqual([
    'added member',
    'added rate',
    'changed site',
    'changed aliases',
  ])
  expect(items[2].after.visit_timeout_minutes).toBe(60)
  const token = await app.token(['admin'], 2)
  expect((await history('', '/api/sites/other.example', { token })).items).toEqual([])
})

test('nothing in it opens anything', async () => {
  const made = await (await send('POST', 'tokens', { name: 'CI', scopes: ['read'] })).json()
  const shared = await (
    await send('POST', 'shares', { name: 'Board', password: 'gate keeper' })
  ).json()
  const text = JSON.stringify(await history())
  expect(text).toContain('CI')
  expect(text).toContain('Board')
  for (const secret of [made.token, shared.path.split('/').at(-1), 'gate keeper']) {
    expect(text).not.toContain(secret)
  }
  await app.ask(`${HERE}/annotations`, {
    token: made.token,
    body: { day: '2026-01-01', text: 'x' },
  })
  const writer = (
    await (await send('POST', 'tokens', { name: 'Deploy', scopes: ['write'] })).json()
  ).token
  await app.ask(`${HERE}/annotations`, { token: writer, body: { day: '2026-01-01', text: 'x' } })
  const { items } = await history('?limit=1')
  expect(items).toMatchObject([{ who: 'token “Deploy”', what: 'added', thing: 'annotation' }])
})

test('who signs in, and who fails to, is told to the owners of their sites', async () => {
  const ann = await app.user('mia@example.com', null, PASSWORD)
  const member = { site: 1, user: ann.id, role: 'viewer', created_at: now, accepted_at: now }
  await app.settings.insertInto('member').values(member).execute()
  await signIn('mia@example.com')
  for (let i = 0; i < 8; i++) await signIn('mia@example.com', 'wrong')
  const own = { token: await app.token(['admin'], 1) }
  const about = async (who: object) =>
    (await history('?limit=1000', HERE, who)).items
      .filter(({ thing }: { thing: string }) => thing === 'account')
      .map(({ who: by, what }: { who: string; what: string }) => `${by} ${what}`)
  // Many tries are one line; how often is for the log.
  await expect
    .poll(() => about(own))
    .toEqual(['null locked_out', 'null sign_in_refused', 'mia@example.com signed_in'])
  // Who has all sites is the business of whoever has, too.
  expect(await about({ cookie })).toContain('owner@example.com signed_in')
  expect((await app.ask(`${HERE}/audit`, { token: await app.token(['write'], 1) })).status).toBe(
    403,
  )
})

test('whoever comes by a link signs in, chooses a password and accepts: each stands there', async () => {
  const body = { email: 'zoe@example.com', role: 'viewer' }
  const { sign_in_link } = await (await send('POST', 'members', body)).json()
  const zoe = cookieOf(await app.take(sign_in_link))
  const chosen = { password: 'a calm river finds the sea' }
  await app.ask('/api/account', { cookie: zoe, method: 'PUT', body: chosen })
  const { items } = await history('?limit=4')
  expect(items.map(({ who, what }: Record<string, string>) => `${who} ${what}`)).toEqual([
    'zoe@example.com password_changed',
    'zoe@example.com accepted',
    'zoe@example.com signed_in',
    'owner@example.com added',
  ])
})

test('it goes on at its cursor', async () => {
  const first = await history('?limit=2')
  expect(first.items).toHaveLength(2)
  const second = await history(`?limit=2&cursor=${first.next}`)
  const all = await history('?limit=1000')
  expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 4))
  expect(all.next).toBeNull()
  expect((await app.ask(`${HERE}/audit?cursor=x`, { cookie })).status).toBe(400)
})

test('it is kept for four hundred days, and goes with its site', async () => {
  now += 401 * 86_400_000
  const fresh = { cookie: await signIn('owner@example.com') }
  for (let i = 0; i < 120; i++) {
    const body = { day: '2026-01-01', text: `${i}` }
    await app.ask(`${HERE}/annotations`, { ...fresh, body })
  }
  const { items } = await history('?limit=1000', HERE, fresh)
  expect(items.length).toBeLessThanOrEqual(125)
  await app.ask(HERE, { ...fresh, method: 'DELETE' })
  const left = await app.settings.selectFrom('audit').select('id').where('site', '=', 1).execute()
  expect(left).toEqual([])
})
