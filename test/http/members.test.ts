import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, cookieOf, startApp } from './server.ts'

let app: App
let now = Date.UTC(2026, 0, 1)
let here: string
let there: string

const HERE = 'example.com'
const THERE = 'other.example'
const PASSWORD = 'a password of one’s own'

beforeAll(async () => {
  app = await startApp({}, () => now)
  here = await app.token(['admin'], Number((await app.site(HERE)).id))
  there = await app.token(['admin'], Number((await app.site(THERE)).id))
})
afterAll(() => app.close())

/** What the owner of a site is given for somebody. */
async function invite(token: string, domain: string, email: string, role = 'viewer') {
  const made = await app.ask(`/api/sites/${domain}/members`, { token, body: { email, role } })
  expect(made.status).toBe(201)
  return (await made.json()) as { id: string; accepted: boolean; sign_in_link: string | null }
}
const linkTo = async (...asked: Parameters<typeof invite>) =>
  (await invite(...asked)).sign_in_link ?? ''

async function look(link: string, cookie?: string) {
  const body = { secret: link.split('/').at(-1) }
  const answer = await app.ask('/api/session/link/look', { body, ...(cookie && { cookie }) })
  return answer.status === 200 ? await answer.json() : answer.status
}
const choose = (cookie: string, change: object = {}) =>
  app.ask('/api/account', { cookie, method: 'PUT', body: { password: PASSWORD, ...change } })
const signIn = async (email: string) =>
  cookieOf(await app.ask('/api/session', { body: { email, password: PASSWORD } }))
const sitesOf = async (cookie: string) => {
  const { sites } = await (await app.ask('/api/session', { cookie })).json()
  return sites.map(({ domain }: { domain: string }) => domain)
}
/** Somebody new who took a link and chose a password. */
async function join(token: string, domain: string, email: string): Promise<string> {
  const cookie = cookieOf(await app.take(await linkTo(token, domain, email)))
  expect((await choose(cookie)).status).toBe(200)
  return cookie
}

describe('an invitation', () => {
  test('is not spent by whoever looks at it, as a chat does for a preview', async () => {
    const link = await linkTo(here, HERE, 'ann@example.com')
    const path = new URL(link).pathname
    for (const method of ['GET', 'HEAD']) {
      const answer = await app.ask(path, { method })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    }
    const invited = {
      email: 'ann@example.com',
      site: { domain: HERE, name: HERE, role: 'viewer' },
      next: 'password',
    }
    expect(await look(link)).toMatchObject(invited)
    expect(await look(link)).toMatchObject(invited)
    expect((await app.take(link)).status).toBe(200)
  })

  test('opened half-way opens nothing, and works again until a password is chosen', async () => {
    const link = await linkTo(here, HERE, 'half@example.com')
    const first = cookieOf(await app.take(link))
    expect((await app.ask(`/api/sites/${HERE}`, { cookie: first })).status).toBe(403)
    expect(await sitesOf(first)).toEqual([])
    const factor = await app.ask('/api/account', {
      cookie: first,
      method: 'PUT',
      body: { second_factor: { secret: 'A'.repeat(32), code: '000000' } },
    })
    expect(factor.status).toBe(422)
    const second = cookieOf(await app.take(link))
    expect((await choose(second)).status).toBe(200)
    expect(await sitesOf(second)).toEqual([HERE])
    expect((await app.ask('/api/session', { cookie: first })).status).toBe(401)
    expect(await look(link)).toBe(404)
    expect((await app.take(link)).status).toBe(404)
  })

  test('lasts seven days, and is replaced by the next one', async () => {
    const first = await linkTo(here, HERE, 'late@example.com')
    const second = await linkTo(here, HERE, 'late@example.com')
    expect(await look(first)).toBe(404)
    now += 7 * 86_400_000 - 1
    expect(await look(second)).toMatchObject({ next: 'password' })
    now += 1
    expect(await look(second)).toBe(404)
  })

  test('ends with the role that it was for', async () => {
    const { id, sign_in_link } = await invite(here, HERE, 'gone@example.com')
    const path = `/api/sites/${HERE}/members/${id}`
    expect((await app.ask(path, { token: here, method: 'DELETE' })).status).toBe(204)
    expect((await app.take(sign_in_link ?? '')).status).toBe(404)
  })

  test('names its person: another e-mail is not taken with it', async () => {
    const cookie = cookieOf(await app.take(await linkTo(here, HERE, 'meant@example.com')))
    expect((await choose(cookie, { email: 'ceo@example.com' })).status).toBe(403)
    expect((await choose(cookie, { email: 'meant@example.com' })).status).toBe(200)
  })

  test('is not taken from another origin', async () => {
    const link = await linkTo(here, HERE, 'forged@example.com')
    const headers = { origin: 'https://evil.example' }
    expect((await app.take(link, { headers })).status).toBe(403)
  })
})

describe('an account opened by the owner of one site', () => {
  test('in the name of somebody else gets no role that another site means for that person', async () => {
    // The owner of one site opens the link that was made for Carol, and knows the password.
    const forged = await join(here, HERE, 'carol@example.com')
    const { accepted, sign_in_link } = await invite(there, THERE, 'carol@example.com')
    expect(accepted).toBe(false)
    expect(await sitesOf(forged)).toEqual([HERE])
    expect((await app.ask(`/api/sites/${THERE}`, { cookie: forged })).status).toBe(403)
    const session = await (await app.ask('/api/session', { cookie: forged })).json()
    expect(session.invitations).toEqual([])
    const path = `/api/account/invitations/${THERE}`
    expect((await app.ask(path, { cookie: forged, method: 'POST' })).status).toBe(404)
    // Carol was handed the other link. It signs nobody in any more, and asks who she is.
    expect(await look(sign_in_link ?? '')).toMatchObject({ next: 'sign_in' })
    expect((await app.take(sign_in_link ?? '')).status).toBe(401)
  })

  test('with a link that was kept gets none either', async () => {
    const kept = await linkTo(here, HERE, 'dora@example.com')
    const own = await linkTo(there, THERE, 'dora@example.com')
    const forged = cookieOf(await app.take(kept))
    const dora = cookieOf(await app.take(own))
    expect((await choose(dora)).status).toBe(200)
    expect(await sitesOf(dora)).toEqual([THERE])
    expect((await app.ask('/api/session', { cookie: forged })).status).toBe(401)
    expect(await look(kept)).toMatchObject({ next: 'sign_in' })
    // She takes the other role by its own link, signed in.
    expect(await look(kept, dora)).toMatchObject({ next: 'accept' })
    expect((await app.take(kept, { cookie: dora })).status).toBe(200)
    expect(await sitesOf(dora)).toEqual([HERE, THERE])
  })

  test('has no second link that outlives password and authenticator', async () => {
    const first = await linkTo(here, HERE, 'eve@example.com')
    const half = cookieOf(await app.take(first))
    const second = await linkTo(here, HERE, 'eve@example.com')
    expect((await choose(half)).status).toBe(200)
    expect((await app.take(second)).status).toBe(404)
    expect((await invite(here, HERE, 'eve@example.com', 'editor')).sign_in_link).toBeNull()
  })

  test('is not opened by an invitation after it was reset: it may belong to other sites', async () => {
    await join(there, THERE, 'reset@example.com')
    await app.settings
      .updateTable('user')
      .set({ password: null })
      .where('email', '=', 'reset@example.com')
      .execute()
    const link = await linkTo(here, HERE, 'reset@example.com')
    expect(await look(link)).toMatchObject({ next: 'sign_in' })
  })

  test('is not opened either when it is one for all sites', async () => {
    await app.user('boss@example.com', 'owner', PASSWORD)
    await app.settings
      .updateTable('user')
      .set({ password: null })
      .where('email', '=', 'boss@example.com')
      .execute()
    expect(await look(await linkTo(here, HERE, 'boss@example.com'))).toMatchObject({
      next: 'sign_in',
    })
  })
})

describe('one’s own e-mail', () => {
  test('is changed with the password only, and brings no role that was meant for it', async () => {
    const cookie = await join(here, HERE, 'mallory@example.com')
    const change = { email: 'chief@example.com' }
    const put = (body: object) => app.ask('/api/account', { cookie, method: 'PUT', body })
    expect((await put(change)).status).toBe(403)
    expect((await put({ ...change, current_password: PASSWORD })).status).toBe(200)
    const { sign_in_link } = await invite(there, THERE, 'chief@example.com', 'owner')
    expect(await sitesOf(await signIn('chief@example.com'))).toEqual([HERE])
    expect(await look(sign_in_link ?? '')).toMatchObject({ next: 'sign_in' })
  })

  test('cannot be one that somebody else was invited by', async () => {
    await invite(there, THERE, 'invited@example.com')
    const cookie = await join(here, HERE, 'trudy@example.com')
    const body = { email: 'invited@example.com', current_password: PASSWORD }
    expect((await app.ask('/api/account', { cookie, method: 'PUT', body })).status).toBe(409)
  })

  test('is put right by whoever is admin everywhere, and by no owner of a site', async () => {
    const cookie = await join(here, HERE, 'wrong@example.com')
    const { id } = await invite(here, HERE, 'wrong@example.com')
    const path = `/api/sites/${HERE}/members/${id}`
    const put = (token: string) =>
      app.ask(path, { token, method: 'PUT', body: { email: 'right@example.com' } })
    expect((await put(here)).status).toBe(403)
    expect(await (await put(await app.token(['admin']))).json()).toMatchObject({
      email: 'right@example.com',
      role: 'viewer',
    })
    expect((await app.ask('/api/session', { cookie })).status).toBe(401)
    expect(await sitesOf(await signIn('right@example.com'))).toEqual([HERE])
  })
})
