import { beforeAll, expect, test } from 'vitest'
import { addToken, type Token } from '../../collector/auth/tokens.ts'
import { type Ask, cookieOf, useApp } from './server.ts'

const now = Date.UTC(2026, 0, 1)
const app = useApp({}, () => now)
let here: number

beforeAll(async () => {
  here = Number((await app.site('example.com')).id)
  await app.user('owner@example.com', 'owner', 'correct horse')
})

const at = (path = '') => `/api/sites/example.com/tokens${path}`
const signIn = async (email: string) => {
  const body = { email, password: 'correct horse' }
  return { cookie: cookieOf(await app.ask('/api/session', { body })) }
}
const idsSeenBy = async (who: Ask) => {
  const { items } = await (await app.ask(at(), who)).json()
  return items.map(({ id, site }: Token) => `${id} ${site}`)
}
const add = (site: number | null) => {
  const input = { name: 'CLI', scopes: ['read' as const], expires_at: null }
  return addToken(app.settings, site, input, now)
}

test('a token for all sites is seen, changed and removed by whoever owns all sites', async () => {
  const { id } = await add(null)
  const owner = await signIn('owner@example.com')
  const admin = { token: await app.token(['admin']) }
  expect(await idsSeenBy(owner)).toContain(`${id} null`)
  expect(await idsSeenBy(admin)).toContain(`${id} null`)
  const renamed = await app.ask(at(`/${id}`), { ...admin, method: 'PUT', body: { name: 'x' } })
  expect(await renamed.json()).toMatchObject({ id, name: 'x', site: null })
  expect((await app.ask(at(`/${id}`), { ...owner, method: 'DELETE' })).status).toBe(204)
  expect(await idsSeenBy(owner)).not.toContain(`${id} null`)
})

test('a token for all sites is out of reach of whoever owns one site', async () => {
  const shared = await add(null)
  const own = await add(here)
  const user = await app.user('here@example.com', null, 'correct horse')
  const member = { site: here, user: user.id, role: 'owner', created_at: now, accepted_at: now }
  await app.settings.insertInto('member').values(member).execute()
  const person = await signIn('here@example.com')
  for (const who of [person, { token: await app.token(['admin'], here) }]) {
    const seen = await idsSeenBy(who)
    expect(seen).toContain(`${own.id} example.com`)
    expect(seen).not.toContain(`${shared.id} null`)
    const one = at(`/${shared.id}`)
    expect((await app.ask(one, who)).status).toBe(404)
    expect((await app.ask(one, { ...who, method: 'PUT', body: { name: 'x' } })).status).toBe(404)
    expect((await app.ask(one, { ...who, method: 'DELETE' })).status).toBe(404)
  }
  expect((await app.ask('/api/sites', { token: shared.token })).status).toBe(200)
})
