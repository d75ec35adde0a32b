import { beforeAll, expect, test } from 'vitest'
import { codeAt, fromBase32, stepAt } from '../../collector/auth/totp.ts'
import { resetUser } from '../../collector/auth/users.ts'
import { cookieOf, useApp } from './server.ts'

const app = useApp({}, () => now)
let now = Date.UTC(2026, 0, 1)
const email = 'owner@example.com'
const password = 'correct horse'

beforeAll(async () => {
  await app.user(email, 'owner', password)
})

const signIn = (code?: string) =>
  app.ask('/api/session', { body: { email, password, ...(code !== undefined && { code }) } })
const change = (cookie: string, body: object) =>
  app.ask('/api/account', { cookie, method: 'PUT', body })
const codeOf = (secret: string) => codeAt(fromBase32(secret), stepAt(now))

async function offered(cookie: string) {
  const answer = await app.ask('/api/account/second-factor', { cookie })
  return (await answer.json()) as { secret: string; uri: string }
}

test('a second factor is asked for once its code was proven, until it is taken off', async () => {
  const cookie = cookieOf(await signIn())
  const { secret, uri } = await offered(cookie)
  expect(uri).toBe(`otpauth://totp/Tributary:owner%40example.com?secret=${secret}&issuer=Tributary`)
  const proof = { secret, code: '000000' }
  const refused = await change(cookie, { second_factor: proof, current_password: password })
  expect(refused.status).toBe(422)
  const right = { ...proof, code: codeOf(secret) }
  expect((await change(cookie, { second_factor: right })).status).toBe(403)
  expect((await signIn()).status).toBe(200)

  const set = await change(cookie, { second_factor: right, current_password: password })
  const { user, recovery_codes } = await set.json()
  expect(user.second_factor).toBe(true)
  expect(recovery_codes).toHaveLength(10)

  const bare = await signIn()
  expect(bare.status).toBe(401)
  expect((await bare.json()).errors).toEqual([{ path: 'code', message: expect.any(String) }])
  expect((await signIn('123456')).status).toBe(401)
  // The code that proved the secret is spent.
  expect((await signIn(codeOf(secret))).status).toBe(401)
  now += 30_000
  const code = codeOf(secret)
  expect((await signIn(`${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
  expect((await signIn(code)).status).toBe(401)

  now += 600_000
  expect((await signIn(recovery_codes[3].toUpperCase())).status).toBe(200)
  expect((await signIn(recovery_codes[3])).status).toBe(401)

  const removal = { second_factor: null, current_password: password }
  const off = await change(cookie, { ...removal, code: recovery_codes[4] })
  expect((await off.json()).user.second_factor).toBe(false)
  expect((await signIn()).status).toBe(200)
})

test('a password alone neither takes the factor off nor replaces it', async () => {
  now += 600_000
  const cookie = cookieOf(await signIn())
  const first = await offered(cookie)
  const set = { second_factor: { secret: first.secret, code: codeOf(first.secret) } }
  expect((await change(cookie, { ...set, current_password: password })).status).toBe(200)

  now += 600_000
  const other = await offered(cookie)
  const replacement = { secret: other.secret, code: codeOf(other.secret) }
  for (const second_factor of [null, replacement]) {
    const bare = await change(cookie, { second_factor, current_password: password })
    expect(bare.status).toBe(403)
    expect((await bare.json()).errors).toEqual([{ path: 'code', message: expect.any(String) }])
    const guess = { second_factor, current_password: password, code: '000000' }
    expect((await change(cookie, guess)).status).toBe(403)
  }
  expect((await signIn(codeOf(first.secret))).status).toBe(200)
  now += 600_000
  // Whatever else one changes, the password is enough.
  expect((await change(cookie, { email, current_password: password })).status).toBe(200)
  const code = codeOf(first.secret)
  expect((await change(cookie, { second_factor: null, code })).status).toBe(403)
  const off = await change(cookie, { second_factor: null, code, current_password: password })
  expect((await off.json()).user.second_factor).toBe(false)
})

test('codes cannot be tried on and on where the factor is taken off', async () => {
  now += 600_000
  const cookie = cookieOf(await signIn())
  const { secret } = await offered(cookie)
  const second_factor = { secret, code: codeOf(secret) }
  await change(cookie, { second_factor, current_password: password })
  now += 600_000
  const guess = { second_factor: null, current_password: password, code: '000000' }
  const answers: number[] = []
  for (let i = 0; i < 12; i++) answers.push((await change(cookie, guess)).status)
  expect(answers[0]).toBe(403)
  expect(answers.at(-1)).toBe(429)
  now += 600_000
  const off = await change(cookie, { ...guess, code: codeOf(secret) })
  expect(off.status).toBe(200)
})

test('what is stored tells no recovery code, and a reset forgets the factor', async () => {
  now += 600_000
  const cookie = cookieOf(await signIn())
  const { secret } = await offered(cookie)
  const second_factor = { secret, code: codeOf(secret) }
  const set = await change(cookie, { second_factor, current_password: password })
  const { recovery_codes } = await set.json()
  const row = await app.settings.selectFrom('user').selectAll().executeTakeFirstOrThrow()
  expect(JSON.parse(row.recovery_codes)).toHaveLength(10)
  expect(row.recovery_codes).not.toContain(recovery_codes[0].replace('-', ''))
  expect(await resetUser(app.settings, email)).toMatchObject({
    password_set: false,
    second_factor: false,
  })
})
