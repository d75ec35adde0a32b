import { describe, expect, test } from 'vitest'
import { HERE, PASSWORD, THERE, useTwoSites } from './two-sites.ts'

const { ask, take, user, ownerOf, invite, linkTo, look, signIn, join } = useTwoSites(() =>
  Date.UTC(2026, 0, 1),
)

describe('a person whom whoever runs the server knows', () => {
  const path = `/api/account/invitations/${HERE}`

  test('accepts a role where they are signed in', async () => {
    await user('known@example.com', null)
    const cookie = await signIn('known@example.com')
    await invite(HERE, 'known@example.com', 'editor')
    const session = await (await ask('/api/session', { cookie })).json()
    expect(session).toMatchObject({
      sites: [],
      invitations: [{ domain: HERE, name: HERE, role: 'editor' }],
    })
    expect((await ask(`/api/sites/${HERE}`, { cookie })).status).toBe(403)
    const accepted = await ask(path, { cookie, method: 'POST' })
    expect(await accepted.json()).toMatchObject({
      sites: [{ domain: HERE, role: 'editor' }],
      invitations: [],
    })
    expect((await ask(`/api/sites/${HERE}`, { cookie })).status).toBe(200)
  })

  test('declines one', async () => {
    await user('busy@example.com', null)
    const cookie = await signIn('busy@example.com')
    const { id } = await invite(HERE, 'busy@example.com')
    expect((await ask(path, { cookie, method: 'DELETE' })).status).toBe(204)
    const member = await ask(`/api/sites/${HERE}/members/${id}`, { token: ownerOf(HERE) })
    expect(member.status).toBe(404)
  })

  test('is no more one whom the server vouches for with an e-mail of their own choice', async () => {
    await user('plain@example.com', null)
    const cookie = await signIn('plain@example.com')
    const body = { email: 'grand@example.com', current_password: PASSWORD }
    expect((await ask('/api/account', { cookie, method: 'PUT', body })).status).toBe(200)
    await invite(HERE, 'grand@example.com', 'owner')
    expect((await ask(path, { cookie, method: 'POST' })).status).toBe(404)
  })

  test('sees by the link of somebody else that it is not for them', async () => {
    await user('other@example.com', null)
    const cookie = await signIn('other@example.com')
    await join(THERE, 'taken@example.com')
    const link = await linkTo(HERE, 'taken@example.com')
    expect(await look(link, cookie)).toMatchObject({
      email: 'taken@example.com',
      next: 'sign_out',
    })
    expect((await take(link, { cookie })).status).toBe(403)
  })
})
