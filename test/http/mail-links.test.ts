import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { boxOf } from '../../collector/auth/box.ts'
import { addMember } from '../../collector/auth/members.ts'
import { proven, sealed } from '../../collector/auth/second-factor.ts'
import { issueSignInLink } from '../../collector/auth/sign-in-links.ts'
import { codeAt, fromBase32, stepAt } from '../../collector/auth/totp.ts'
import { addUser, changeUser, userByEmail } from '../../collector/auth/users.ts'
import { messagePlace } from '../../collector/sending/enqueue.ts'
import { type Browser, browser } from './browser.ts'
import { ORIGIN, startApp, useApp } from './server.ts'

const FLAGS = { smtpUrl: 'smtp://127.0.0.1:9?from=growth@example.com', publicUrl: ORIGIN }
const PASSWORD = 'a calm river finds the sea'
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const MINUTE = 60_000
let now = Date.UTC(2026, 5, 1)
const app = useApp(FLAGS, () => now)
let site: number

beforeAll(async () => {
  site = Number((await app.site('example.com')).id)
})
// A day forgives what other tests asked for.
beforeEach(() => {
  now += 86_400_000
})

const mail = (email: string, one: Browser = browser(app), more: object = {}) =>
  one.ask('/api/session/link/mail', { body: { email, ...more } })

/** All that was to be sent to an address since the test began. */
async function sentTo(email: string) {
  const rows = await app.settings
    .selectFrom('delivery')
    .selectAll()
    .where('email', '=', email)
    .where('created_at', '>=', now - 30 * MINUTE)
    .execute()
  return rows.map(({ id, message }) => {
    const text = boxOf(app.settings).open(message ?? '', messagePlace(id)) ?? ''
    return JSON.parse(text) as {
      kind: string
      title: string
      lines: string[]
      link: { url: string }
    }
  })
}

async function mailed(email: string): Promise<string> {
  expect((await mail(email)).status).toBe(200)
  await expect.poll(() => sentTo(email)).toHaveLength(1)
  const [{ link } = { link: { url: '' } }] = await sentTo(email)
  return link.url.split('/').at(-1) ?? ''
}

const look = (one: Browser, secret: string) =>
  one.ask('/api/session/link/look', { body: { secret } })
const take = (one: Browser, secret: string, code?: string) =>
  one.ask('/api/session/link', { body: { secret, ...(code && { code }) } })

test('a link signs in once, after a look that spends nothing', async () => {
  const email = 'ann@example.com'
  await app.user(email, 'editor', PASSWORD)
  const secret = await mailed(email)
  const one = browser(app)
  for (let n = 0; n < 3; n++) {
    const looked = await (await look(one, secret)).json()
    const until = new Date(now + 15 * MINUTE).toISOString()
    expect(looked).toEqual({ email, site: null, expires_at: until, next: 'enter' })
  }
  const answer = await take(one, secret)
  expect(await answer.json()).toMatchObject({ user: { email, role: 'editor' }, confined: false })
  expect((await one.ask('/api/sites/example.com')).status).toBe(200)
  for (const ask of [look, take]) {
    const again = await ask(browser(app), secret)
    expect(await again.json()).toMatchObject({ status: 404, detail: /was used, or has run out/u })
  }
})

test('of two who take it at once one comes in', async () => {
  const email = 'twice@example.com'
  await app.user(email, 'viewer', PASSWORD)
  const secret = await mailed(email)
  const all = await Promise.all([1, 2, 3].map(() => take(browser(app), secret)))
  expect(all.map(({ status }) => status).toSorted()).toEqual([200, 404, 404])
})

test('a link is over after 15 minutes, and with a changed password or address', async () => {
  const email = 'late@example.com'
  const { id } = await app.user(email, 'viewer', PASSWORD)
  const secret = await mailed(email)
  now += 15 * MINUTE
  expect((await take(browser(app), secret)).status).toBe(404)
  now += 86_400_000
  const other = await mailed(email)
  await changeUser(app.settings, id, { email: 'elsewhere@example.com' }, '')
  expect((await take(browser(app), other)).status).toBe(404)
})

test('a second factor is asked for, and a wrong code spends no link', async () => {
  const email = 'bea@example.com'
  const { id } = await app.user(email, 'viewer', PASSWORD)
  const codeNow = (at: number) => codeAt(fromBase32(SECRET), stepAt(at))
  const { columns } = proven({ secret: SECRET, code: codeNow(now) }, now)
  await changeUser(app.settings, id, { factor: sealed(app.settings, id, columns) }, '')
  now += MINUTE
  const secret = await mailed(email)
  const one = browser(app)
  const asked = await take(one, secret)
  expect(await asked.json()).toMatchObject({ status: 401, errors: [{ path: 'code' }] })
  expect((await take(one, secret, '000000')).status).toBe(401)
  expect((await one.ask('/api/session')).status).toBe(401)
  expect((await take(one, secret, codeNow(now))).status).toBe(200)
})

describe('asking for a link', () => {
  test('answers the same of an address that nobody has, up to the last', async () => {
    await app.user('known@example.com', 'viewer', PASSWORD)
    const answers = async (email: string) => {
      const all: string[] = []
      for (let n = 0; n < 4; n++) {
        const answer = await mail(email)
        all.push(`${answer.status} ${await answer.text()}`)
      }
      return all
    }
    const unknown = await answers('unknown@example.com')
    expect(await answers('known@example.com')).toEqual(unknown)
    expect(unknown.map((text) => text.slice(0, 3))).toEqual(['200', '200', '200', '429'])
    await expect.poll(() => sentTo('known@example.com')).toHaveLength(3)
    expect(await sentTo('unknown@example.com')).toEqual([])
  })

  test('is bounded at one place, whoever is asked for', async () => {
    const one = browser(app)
    const all: number[] = []
    for (let n = 0; n < 11; n++) all.push((await mail(`n${n}@example.com`, one)).status)
    expect(all).toEqual([...Array(10).fill(200), 429])
  })

  test('is refused from another site’s page, and where nothing is sent', async () => {
    const headers = { origin: 'https://evil.example' }
    const body = { email: 'ann@example.com' }
    expect((await app.ask('/api/session/link/mail', { body, headers })).status).toBe(403)
    for (const flags of [{ smtpUrl: FLAGS.smtpUrl }, { publicUrl: ORIGIN }]) {
      const other = await startApp(flags, () => now)
      expect((await other.ask('/api/session/link/mail', { body })).status).toBe(404)
      expect(await (await other.ask('/api/session/ways')).json()).toMatchObject({ mail: false })
      await other.close()
    }
    expect(await (await app.ask('/api/session/ways')).json()).toMatchObject({ mail: true })
  })
})

test('the message leads to the server’s own address, in the language asked for, and is not to be read in the database', async () => {
  const email = 'carl@example.com'
  await app.user(email, 'viewer', PASSWORD)
  await mail('Carl@Example.com', browser(app), { language: 'zh' })
  await expect.poll(() => sentTo(email)).toHaveLength(1)
  const [message] = await sentTo(email)
  expect(message).toMatchObject({ kind: 'sign_in', title: '登录链接' })
  expect(message?.link.url).toMatch(/^http:\/\/growth\.example\/sign-in\/mail\.[\w-]{43}$/u)
  const [row] = await app.settings
    .selectFrom('delivery')
    .selectAll()
    .where('email', '=', email)
    .execute()
  expect(JSON.stringify(row)).not.toContain('mail.')
  const secret = message?.link.url.split('/').at(-1)
  const links = await app.settings.selectFrom('mail_link').selectAll().execute()
  expect(JSON.stringify(links)).not.toContain(secret)
})

test('who is invited and has no password comes in by it, and nobody by the inviter’s link any more', async () => {
  const email = 'eve@example.com'
  await addMember(app.settings, site, { email, role: 'viewer' }, now)
  const { id = '' } = (await userByEmail(app.settings, email)) ?? {}
  const handed = (await issueSignInLink(app.settings, id, site, now)).split('/').at(-1) ?? ''
  const inviter = browser(app)
  expect((await take(inviter, handed)).status).toBe(200)
  const one = browser(app)
  const answer = await take(one, await mailed(email))
  expect(await answer.json()).toMatchObject({
    user: { password_set: false },
    confined: false,
    invitations: [{ domain: 'example.com' }],
  })
  expect((await inviter.ask('/api/session')).status).toBe(401)
  expect((await take(inviter, handed)).status).toBe(404)
  const later = (await issueSignInLink(app.settings, id, site, now)).split('/').at(-1) ?? ''
  expect(await (await look(inviter, later)).json()).toMatchObject({ next: 'sign_in' })
})

test('a password that somebody else may have chosen goes on, and so takes no invitation', async () => {
  const email = 'fay@example.com'
  await addUser(app.settings, { email, role: null, password: PASSWORD }, now)
  await addMember(app.settings, site, { email, role: 'viewer' }, now)
  const one = browser(app)
  const answer = await take(one, await mailed(email))
  expect(await answer.json()).toMatchObject({ user: { email }, invitations: [] })
  // Nor by the link that was handed over: whoever chose the password would have the role, too.
  const { id = '' } = (await userByEmail(app.settings, email)) ?? {}
  const handed = (await issueSignInLink(app.settings, id, site, now)).split('/').at(-1) ?? ''
  expect(await (await look(one, handed)).json()).toMatchObject({ next: 'sign_in' })
  expect((await take(one, handed)).status).toBe(403)
  expect((await one.ask('/api/session', { body: { email, password: PASSWORD } })).status).toBe(200)
  expect(await (await look(one, handed)).json()).toMatchObject({ next: 'accept' })
  expect(await (await take(one, handed)).json()).toMatchObject({ sites: [{ role: 'viewer' }] })
})
