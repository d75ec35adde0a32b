import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, cookieOf, startApp } from './server.ts'

let app: App
const now = Date.UTC(2026, 0, 1)
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
const _sitesOf = async (cookie: string) => {
  const { sites } = await (await app.ask('/api/session', { cookie })).json()
  return sites.map(({ domain }: { domain: string }) => domain)
}
/** Somebody new who took a link and chose a password. */
async function join(token: string, domain: string, email: string): Promise<string> {
  const cookie = cookieOf(await app.take(await linkTo(token, domain, email)))
  expect((await choose(cookie)).status).toBe(200)
  return cookie
}

describe('a person whom whoever runs the server knows', () => {
  const path = `/api/account/invitations/${HERE}`

  test('accepts a role where they are signed in', async () => {
    await app.user('known@example.com', null, PASSWORD)
    const cookie = await signIn('known@example.com')
    await invite(here, HERE, 'known@example.com', 'editor')
    const session = await (await app.ask('/api/session', { cookie })).json()
    expect(session).toMatchObject({
      sites: [],
      invitations: [{ domain: HERE, name: HERE, role: 'editor' }],
    })
    expect((await app.ask(`/api/sites/${HERE}`, { cookie })).status).toBe(403)
    const accepted = await app.ask(path, { cookie, method: 'POST' })
    expect(await accepted.json()).toMatchObject({
      sites: [{ domain: HERE, role: 'editor' }],
      invitations: [],
    })
    expect((await app.ask(`/api/sites/${HERE}`, { cookie })).status).toBe(200)
  })

  test('declines one', async () => {
    await app.user('busy@example.com', null, PASSWORD)
    const cookie = await signIn('busy@example.com')
    const { id } = await invite(here, HERE, 'busy@example.com')
    expect((await app.ask(path, { cookie, method: 'DELETE' })).status).toBe(204)
    const member = await app.ask(`/api/sites/${HERE}/members/${id}`, { token: here })
    expect(member.status).toBe(404)
  })

  test('is no more one whom the server vouches for with an e-mail of their own choice', async () => {
    await app.user('plain@example.com', null, PASSWORD)
    const cookie = await signIn('plain@example.com')
    const body = { email: 'grand@example.com', current_password: PASSWORD }
    expect((await app.ask('/api/account', { cookie, method: 'PUT', body })).status).toBe(200)
    await invite(here, HERE, 'grand@example.com', 'owner')
    expect((await app.ask(path, { cookie, method: 'POST' })).status).toBe(404)
  })

  test('sees by the link of somebody else that it is not for them', async () => {
    await app.user('other@example.com', null, PASSWORD)
    const cookie = await signIn('other@example.com')
    await join(there, THERE, 'taken@example.com')
    const link = await linkTo(here, HERE, 'taken@example.com')
    expect(await look(link, cookie)).toMatchObject({
      email: 'taken@example.com',
      next: 'sign_out',
    })
    expect((await app.take(link, { cookie })).status).toBe(403)
  })
})
