import { beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, ORIGIN, useApp } from './server.ts'

const app = useApp({}, () => now)
let now = Date.UTC(2026, 0, 1)
let here: number

beforeAll(async () => {
  here = Number((await app.site('example.com')).id)
  await app.site('other.example')
  await app.user('owner@example.com', 'owner', 'correct horse')
})

const signIn = (email: string, password: string, more: object = {}) =>
  app.ask('/api/session', { body: { email, password }, ...more })

const GOAL = { name: 'Signup', event: 'Signup' }

describe('a token', () => {
  test('without scope is refused, and without being known too', async () => {
    expect((await app.ask('/api/sites/example.com/goals')).status).toBe(401)
    expect((await app.ask('/api/sites/example.com/goals', { token: 'x' })).status).toBe(401)
  })

  test.each([
    ['read', 'GET', 'goals', 200],
    ['read', 'POST', 'goals', 403],
    ['read', 'GET', 'tokens', 403],
    ['write', 'GET', 'goals', 200],
    ['write', 'POST', 'goals', 201],
    ['write', 'GET', 'tokens', 403],
    ['ingest', 'GET', 'goals', 403],
    ['admin', 'GET', 'tokens', 200],
  ] as const)('of scope %s may %s %s: %i', async (scope, method, noun, status) => {
    const token = await app.token([scope])
    const body = method === 'POST' ? { body: { ...GOAL, name: scope } } : {}
    const answer = await app.ask(`/api/sites/example.com/${noun}`, { token, method, ...body })
    expect(answer.status).toBe(status)
  })

  test('of one site reaches no other', async () => {
    const token = await app.token(['admin'], here)
    expect((await app.ask('/api/sites/example.com', { token })).status).toBe(200)
    expect((await app.ask('/api/sites/other.example', { token })).status).toBe(403)
    expect((await app.ask('/api/sites', { token, body: { domain: 'new.example' } })).status).toBe(
      403,
    )
    const { items } = await (await app.ask('/api/sites', { token })).json()
    expect(items.map(({ domain }: { domain: string }) => domain)).toEqual(['example.com'])
  })

  test('of one site is told nothing of which others there are', async () => {
    const token = await app.token(['admin'], here)
    const answerAt = async (domain: string) => {
      const answer = await app.ask(`/api/sites/${domain}/goals`, { token })
      return { status: answer.status, text: (await answer.text()).replaceAll(domain, '…') }
    }
    expect(await answerAt('unknown.example')).toEqual(await answerAt('other.example'))
    const everywhere = await app.token(['read'])
    const unknown = await app.ask('/api/sites/unknown.example/goals', { token: everywhere })
    expect(unknown.status).toBe(404)
  })

  test('is shown once, and never works again after it was removed', async () => {
    const admin = await app.token(['admin'])
    const made = await app.ask('/api/sites/example.com/tokens', {
      token: admin,
      body: { name: 'CI', scopes: ['read'] },
    })
    const { id, token } = await made.json()
    expect((await app.ask('/api/sites/example.com', { token })).status).toBe(200)
    const shown = await (await app.ask('/api/sites/example.com/tokens', { token: admin })).text()
    expect(shown).not.toContain(token)
    await app.ask(`/api/sites/example.com/tokens/${id}`, { token: admin, method: 'DELETE' })
    expect((await app.ask('/api/sites/example.com', { token })).status).toBe(401)
  })
})

test('a token is not made with an end that is over', async () => {
  const body = { scopes: ['read'], expires_at: '2020-01-01T00:00:00+02:00' }
  const token = await app.token(['admin'])
  const answer = await app.ask('/api/sites/example.com/tokens', { token, body })
  expect(await answer.json()).toMatchObject({
    status: 422,
    detail: 'expires_at: lies in the past',
    errors: [{ path: 'expires_at', message: 'lies in the past' }],
  })
})

test('a token is renamed and given an end; what is left out stays, the secret too', async () => {
  const admin = await app.token(['admin'])
  const at = (path = '') => `/api/sites/example.com/tokens${path}`
  const body = { name: 'CI', scopes: ['read'] }
  const { id, token } = await (await app.ask(at(), { token: admin, body })).json()
  const change = (more: object) =>
    app.ask(at(`/${id}`), { token: admin, method: 'PUT', body: more })
  const over = await change({ expires_at: new Date(now).toISOString() })
  expect(await over.json()).toMatchObject({ status: 422, errors: [{ path: 'expires_at' }] })
  const expires_at = new Date(now + 60_000).toISOString()
  expect(await (await change({ name: 'Nightly' })).json()).toMatchObject({
    id,
    ...body,
    name: 'Nightly',
  })
  expect(await (await change({ expires_at })).json()).toMatchObject({ name: 'Nightly', expires_at })
  expect((await app.ask('/api/sites/example.com', { token })).status).toBe(200)
  now += 60_001
  expect((await app.ask('/api/sites/example.com', { token })).status).toBe(401)
  expect(await (await change({ expires_at: null })).json()).toMatchObject({ expires_at: null })
  expect((await app.ask('/api/sites/example.com', { token })).status).toBe(200)
  const elsewhere = `/api/sites/other.example/tokens/${id}`
  const foreign = await app.ask(elsewhere, { token: admin, method: 'PUT', body: { name: 'x' } })
  expect(foreign.status).toBe(404)
})

describe('a session', () => {
  test('opens with the right password, says who it is, and closes', async () => {
    const answer = await signIn('Owner@Example.com', 'correct horse')
    expect(answer.status).toBe(200)
    const set = answer.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/HttpOnly/u)
    expect(set).toMatch(/SameSite=Lax/u)
    const cookie = cookieOf(answer)
    const session = await (await app.ask('/api/session', { cookie })).json()
    expect(session).toMatchObject({
      user: { email: 'owner@example.com', role: 'owner', password_set: true },
      sites: [{ domain: 'example.com', role: 'owner' }, { domain: 'other.example' }],
      server: { public_url: null, tracker_path: '/t' },
    })
    expect((await app.ask('/api/session', { cookie, method: 'DELETE' })).status).toBe(204)
    expect((await app.ask('/api/session', { cookie })).status).toBe(401)
  })

  test('runs out', async () => {
    const cookie = cookieOf(await signIn('owner@example.com', 'correct horse'))
    now += 31 * 86_400_000
    expect((await app.ask('/api/session', { cookie })).status).toBe(401)
  })

  test('changes nothing for a page of another origin', async () => {
    const cookie = cookieOf(await signIn('owner@example.com', 'correct horse'))
    const post = (origin: string) =>
      app.ask('/api/sites/example.com/annotations', {
        cookie,
        body: { day: '2026-01-01', text: 'x' },
        headers: { origin },
      })
    expect((await post('https://evil.example')).status).toBe(403)
    expect((await post('null')).status).toBe(403)
    expect((await post(ORIGIN)).status).toBe(201)
  })

  test('is refused after too many wrong passwords, and may be tried again later', async () => {
    now += 3_600_000
    const wrong = () => signIn('owner@example.com', 'wrong')
    let answer = await wrong()
    for (let i = 0; i < 10 && answer.status === 401; i++) answer = await wrong()
    expect(answer.status).toBe(429)
    const wait = Number(answer.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect((await signIn('owner@example.com', 'correct horse')).status).toBe(429)
    now += wait * 1_000
    expect((await signIn('owner@example.com', 'correct horse')).status).toBe(200)
  })

  test('of an editor writes, of a viewer reads, and only where they are members', async () => {
    now += 3_600_000
    const admin = await app.token(['admin'])
    const invite = async (email: string, role: string) => {
      const body = { email, role }
      const made = await app.ask('/api/sites/example.com/members', { token: admin, body })
      const { sign_in_link } = await made.json()
      const cookie = cookieOf(await app.take(sign_in_link))
      const password = 'a password of one’s own'
      await app.ask('/api/account', { cookie, method: 'PUT', body: { password } })
      return cookie
    }
    const post = async (cookie: string, domain: string) => {
      const body = { day: '2026-01-01', text: 'x' }
      return (await app.ask(`/api/sites/${domain}/annotations`, { cookie, body })).status
    }
    const editor = await invite('editor@example.com', 'editor')
    const viewer = await invite('viewer@example.com', 'viewer')
    expect(await post(editor, 'example.com')).toBe(201)
    expect(await post(viewer, 'example.com')).toBe(403)
    expect((await app.ask('/api/sites/example.com', { cookie: viewer })).status).toBe(200)
    expect(await post(editor, 'other.example')).toBe(403)
    const { sites } = await (await app.ask('/api/session', { cookie: viewer })).json()
    expect(sites).toEqual([{ domain: 'example.com', name: 'example.com', role: 'viewer' }])
  })

  test('for one site counts beside the one for all', async () => {
    now += 3_600_000
    await app.user('both@example.com', 'viewer', 'correct horse')
    const admin = await app.token(['admin'])
    const body = { email: 'both@example.com', role: 'editor' }
    const added = await app.ask('/api/sites/example.com/members', { token: admin, body })
    expect(await added.json()).toMatchObject({ role: 'viewer', all_sites: true, accepted: false })
    const cookie = cookieOf(await signIn('both@example.com', 'correct horse'))
    const path = '/api/account/invitations/example.com'
    const { sites } = await (await app.ask(path, { cookie, method: 'POST' })).json()
    expect(sites).toMatchObject([
      { domain: 'example.com', role: 'editor' },
      { domain: 'other.example', role: 'viewer' },
    ])
  })
})

test('a password is changed only by whoever knows it, and ends the other sessions', async () => {
  await app.user('two@example.com', 'viewer', 'first password')
  const one = cookieOf(await signIn('two@example.com', 'first password'))
  const other = cookieOf(await signIn('two@example.com', 'first password'))
  const change = (body: object) => app.ask('/api/account', { cookie: one, method: 'PUT', body })
  const password = 'second password'
  expect((await change({ password })).status).toBe(403)
  expect((await change({ password, current_password: 'first password' })).status).toBe(200)
  expect((await app.ask('/api/session', { cookie: one })).status).toBe(200)
  expect((await app.ask('/api/session', { cookie: other })).status).toBe(401)
})
