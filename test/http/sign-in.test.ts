import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { issueSignInLink } from '../../collector/auth/sign-in-links.ts'
import { codeAt, fromBase32, stepAt } from '../../collector/auth/totp.ts'
import { firstOwner, resetUser } from '../../collector/auth/users.ts'
import { type App, type Ask, cookieOf, startApp, useApp } from './server.ts'

const app = useApp({}, () => now)
let now = Date.UTC(2026, 0, 1)
const PASSWORD = 'correct horse'
const OWNER = 'owner@example.com'
const DAY = 86_400_000

beforeAll(async () => {
  await app.site('example.com')
  await app.user(OWNER, 'owner', PASSWORD)
})
// A day forgives what other tests tried.
beforeEach(() => {
  now += DAY
})

const signIn = (email: string, password: string, more: Ask & { code?: string } = {}) => {
  const { code, ...ask } = more
  return app.ask('/api/session', { body: { email, password, ...(code && { code }) }, ...ask })
}
/** All cookies of an answer, as a browser sends them back. */
const jarOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

describe('whoever tries passwords', () => {
  test('shuts nobody out at another address or in a browser that signed in before', async () => {
    const laptop = jarOf(await signIn(OWNER, PASSWORD, { peer: '203.0.113.1' }))
    const peer = '198.51.100.1'
    for (let i = 0; i < 6; i++) expect((await signIn(OWNER, 'wrong', { peer })).status).toBe(401)
    const forged = `tributary_device=${'a'.repeat(43)}.${'b'.repeat(43)}`
    expect((await signIn(OWNER, PASSWORD, { peer })).status).toBe(429)
    expect((await signIn(OWNER, PASSWORD, { peer, cookie: forged })).status).toBe(429)
    expect((await signIn(OWNER, PASSWORD, { peer, cookie: laptop })).status).toBe(200)
    expect((await signIn(OWNER, PASSWORD, { peer: '203.0.113.2' })).status).toBe(200)
  })

  test('is told the same of an e-mail that nobody has', async () => {
    const answers = async (email: string, peer: string) => {
      const all: string[] = []
      for (let n = 0; n < 7; n++) {
        const answer = await signIn(email, 'wrong', { peer })
        all.push(`${answer.status} ${await answer.text()}`)
      }
      return all
    }
    const unknown = await answers('nobody@example.com', '198.51.100.2')
    expect(await answers(OWNER, '198.51.100.3')).toEqual(unknown)
    expect(unknown.at(-1)).toMatch(/^429/u)
  })
})

test('a hash of an older cost is renewed by signing in', async () => {
  // `correct horse`, at the first version's cost.
  const old = 'scrypt$32768$AAAAAAAAAAAAAAAAAAAAAA$pHfyXxQBI86tZz2fv0WHO2_H4tX5r1d4j8xZ3nH0xYg'
  const { scryptSync } = await import('node:crypto')
  const key = scryptSync(PASSWORD, Buffer.alloc(16), 32, { N: 32_768, r: 8, p: 1, maxmem: 1e8 })
  const hash = [...old.split('$').slice(0, 3), key.toString('base64url')].join('$')
  const user = await app.user('old@example.com', 'viewer', PASSWORD)
  const stored = async () => {
    const rows = app.settings.selectFrom('user').select('password').where('id', '=', user.id)
    return (await rows.executeTakeFirstOrThrow()).password
  }
  expect(await stored()).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/u)
  await app.settings.updateTable('user').set({ password: hash }).where('id', '=', user.id).execute()
  expect((await signIn('old@example.com', 'wrong')).status).toBe(401)
  expect(await stored()).toBe(hash)
  expect((await signIn('old@example.com', PASSWORD)).status).toBe(200)
  expect(await stored()).toMatch(/^scrypt\$32768\$8\$3\$/u)
  expect((await signIn('old@example.com', PASSWORD)).status).toBe(200)
})

test('a password that is guessed first, or made of one’s own names, is refused', async () => {
  await app.user('carol.miller@example.com', 'viewer', PASSWORD)
  const cookie = cookieOf(await signIn('carol.miller@example.com', PASSWORD))
  const choose = (password: string) =>
    app.ask('/api/account', {
      cookie,
      method: 'PUT',
      body: { password, current_password: PASSWORD },
    })
  for (const password of ['password123', 'carolmiller1984', 'example.com2026']) {
    const answer = await choose(password)
    expect(answer.status).toBe(422)
    expect((await answer.json()).errors).toMatchObject([{ path: 'password' }])
  }
  expect((await choose('a calm river finds the sea')).status).toBe(200)
})

describe('a six-digit code', () => {
  test('is not guessed: after twenty wrong ones a recovery code is asked for', async () => {
    const email = 'factor@example.com'
    await app.user(email, 'viewer', PASSWORD)
    const cookie = cookieOf(await signIn(email, PASSWORD))
    const offer = await (await app.ask('/api/account/second-factor', { cookie })).json()
    const codeNow = () => codeAt(fromBase32(offer.secret), stepAt(now))
    const set = await app.ask('/api/account', {
      cookie,
      method: 'PUT',
      body: {
        second_factor: { secret: offer.secret, code: codeNow() },
        current_password: PASSWORD,
      },
    })
    const { recovery_codes } = await set.json()
    const row = app.settings.selectFrom('user').selectAll().where('email', '=', email)
    expect(JSON.stringify(await row.executeTakeFirst())).not.toContain(offer.secret)

    const said: string[] = []
    for (let i = 0; i < 20; i++) {
      now += 120_000
      const answer = await signIn(email, PASSWORD, { code: '000000' })
      said.push((await answer.json()).errors[0].message)
    }
    expect(said[18]).toMatch(/does not match/u)
    expect(said[19]).toMatch(/too many wrong codes/u)
    now += 600_000
    expect((await signIn(email, PASSWORD, { code: codeNow() })).status).toBe(401)
    expect((await signIn(email, PASSWORD, { code: recovery_codes[0] })).status).toBe(200)
    now += 600_000
    expect((await signIn(email, PASSWORD, { code: codeNow() })).status).toBe(200)
  }, 60_000)
})

describe('the first owner', () => {
  let fresh: App
  beforeAll(async () => {
    fresh = await startApp({}, () => now)
  })
  afterAll(() => fresh.close())
  const print = async () => {
    const owner = await firstOwner(fresh.settings, now)
    return owner && (await issueSignInLink(fresh.settings, owner.id, null, now))
  }

  test('gets in by a link that is left half-way, beside those of later starts', async () => {
    const first = (await print()) ?? ''
    await fresh.take(first)
    const second = (await print()) ?? ''
    expect((await fresh.take(first)).status).toBe(200)
    const cookie = cookieOf(await fresh.take(second))
    const change = (body: object) => fresh.ask('/api/account', { cookie, method: 'PUT', body })
    expect((await change({ email: OWNER })).status).toBe(422)
    const chosen = await change({ email: OWNER, password: 'long enough' })
    expect(await chosen.json()).toMatchObject({ user: { email: OWNER, password_set: true } })
    expect((await fresh.take(first)).status).toBe(404)
    expect(await print()).toBeUndefined()
  })

  test('gets in again after a reset, whose link lasts seven days', async () => {
    const { id } = await resetUser(fresh.settings, OWNER)
    const link = await issueSignInLink(fresh.settings, id, null, now)
    now += 7 * DAY - 1
    expect((await fresh.take(link)).status).toBe(200)
    now += 1
    expect((await fresh.take(link)).status).toBe(404)
    expect(await print()).toBeDefined()
  })

  test('is not taken for somebody else who has a password', async () => {
    await fresh.user('viewer@example.com', 'viewer', PASSWORD)
    expect(await print()).toBeDefined()
  })
})
