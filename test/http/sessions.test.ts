import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ask, cookieOf, startApp, useApp } from './server.ts'

const app = useApp({}, () => now)
let now = Date.UTC(2026, 0, 1)
const PASSWORD = 'correct horse'
const OWNER = 'owner@example.com'
const DAY = 86_400_000

beforeAll(async () => {
  await app.user(OWNER, 'owner', PASSWORD)
})
beforeEach(() => {
  now += DAY
})

const signIn = (email: string, password: string, ask: Ask = {}) =>
  app.ask('/api/session', { body: { email, password }, ...ask })

describe('a session', () => {
  const alive = async (cookie: string) => (await app.ask('/api/session', { cookie })).status === 200

  test('in use goes on, its cookie too, and ends after ninety days in any case', async () => {
    const cookie = cookieOf(await signIn(OWNER, PASSWORD))
    for (let day = 0; day < 80; day += 20) {
      now += 20 * DAY
      const answer = await app.ask('/api/session', { cookie })
      expect(answer.status).toBe(200)
      const left = Math.min(30, 90 - day - 20) * 86_400
      expect(answer.headers.get('set-cookie')).toMatch(
        new RegExp(`^${cookie};.*Max-Age=${left};`, 'u'),
      )
    }
    now += 10 * DAY - 1
    expect(await alive(cookie)).toBe(true)
    now += 1
    expect(await alive(cookie)).toBe(false)
  })

  test('that is looked at every minute is written once an hour', async () => {
    const cookie = cookieOf(await signIn(OWNER, PASSWORD))
    now += 60_000
    const { headers } = await app.ask('/api/session', { cookie })
    expect(headers.get('set-cookie')).toBeNull()
  })

  test('is listed with its browser, and ended from another one', async () => {
    await app.user('two@example.com', 'viewer', PASSWORD)
    const agent = (text: string) => ({ headers: { 'user-agent': text } })
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
    const chrome =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
    const one = cookieOf(
      await signIn('two@example.com', PASSWORD, { ...agent(firefox), peer: '1.1.1.1' }),
    )
    now += 1_000
    const two = cookieOf(await signIn('two@example.com', PASSWORD, agent(chrome)))
    const list = async (cookie: string) =>
      (await (await app.ask('/api/account/sessions', { cookie })).json()).items
    const seen = await list(one)
    expect(seen).toMatchObject([
      { browser: 'Chrome', os: 'Windows', current: false },
      { browser: 'Firefox', os: 'Linux', country: 'AU', current: true },
    ])
    expect(JSON.stringify(seen)).not.toContain('1.1.1.1')
    const end = (cookie: string, path: string) =>
      app.ask(`/api/account/sessions${path}`, { cookie, method: 'DELETE' })
    const owner = cookieOf(await signIn(OWNER, PASSWORD))
    expect((await end(owner, `/${seen[0].id}`)).status).toBe(404)
    expect((await end(one, `/${seen[0].id}`)).status).toBe(204)
    expect([await alive(one), await alive(two)]).toEqual([true, false])
    const three = cookieOf(await signIn('two@example.com', PASSWORD))
    expect((await end(three, '')).status).toBe(204)
    expect([await alive(one), await alive(three)]).toEqual([false, true])
    expect(await list(three)).toHaveLength(1)
  })

  test('is left behind by nobody who signs in again in the same browser', async () => {
    await app.user('again@example.com', 'viewer', PASSWORD)
    const first = cookieOf(await signIn('again@example.com', PASSWORD))
    const second = cookieOf(await signIn('again@example.com', PASSWORD, { cookie: first }))
    expect([await alive(first), await alive(second)]).toEqual([false, true])
  })

  test('over TLS is kept in a cookie that no neighbour can set', async () => {
    const secure = await startApp({ publicUrl: 'https://growth.example' }, () => now)
    await secure.user(OWNER, 'owner', PASSWORD)
    const body = { email: OWNER, password: PASSWORD }
    const answer = await secure.ask('/api/session', { body })
    const [set = ''] = answer.headers.getSetCookie()
    expect(set).toMatch(
      /^__Host-tributary_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/u,
    )
    const cookie = cookieOf(answer)
    expect((await secure.ask('/api/session', { cookie })).status).toBe(200)
    const plain = cookie.replace('__Host-', '')
    expect((await secure.ask('/api/session', { cookie: plain })).status).toBe(401)
    await secure.close()
  })
})
