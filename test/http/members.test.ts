import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addUser } from '../../collector/auth/users.ts'
import { type App, startApp } from './server.ts'

const NOW = Date.UTC(2026, 0, 1)
let app: App
let here: number

beforeAll(async () => {
  app = await startApp({}, () => NOW)
  here = Number((await app.site('example.com')).id)
  await app.site('other.example')
})
afterAll(() => app.close())

describe('the owner of one site', () => {
  const invite = async (token: string, domain: string, email: string) => {
    const body = { email, role: 'viewer' }
    const made = await app.ask(`/api/sites/${domain}/members`, { token, body })
    const { sign_in_link } = await made.json()
    return sign_in_link === null ? 'no link' : 'a link'
  }

  test('gets a link for somebody new, as often as asked', async () => {
    const token = await app.token(['admin'], here)
    expect(await invite(token, 'example.com', 'ann@example.com')).toBe('a link')
    expect(await invite(token, 'example.com', 'ann@example.com')).toBe('a link')
  })

  test('gets none that would lead into the other sites of somebody without a password', async () => {
    const everywhere = await app.token(['admin'])
    const token = await app.token(['admin'], here)
    expect(await invite(everywhere, 'other.example', 'bob@example.com')).toBe('a link')
    expect(await invite(token, 'example.com', 'bob@example.com')).toBe('no link')
    expect(await invite(everywhere, 'example.com', 'bob@example.com')).toBe('a link')
    await addUser(app.settings, { email: 'boss@example.com', role: 'owner' }, NOW)
    expect(await invite(token, 'example.com', 'boss@example.com')).toBe('no link')
  })
})
