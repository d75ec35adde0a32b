import { describe, expect, test } from 'vitest'
import { cookieOf } from './server.ts'
import { HERE, PASSWORD, THERE, useTwoSites } from './two-sites.ts'

let now = Date.UTC(2026, 0, 1)
const {
  ask,
  take,
  user,
  token,
  ownerOf,
  invite,
  linkTo,
  choose,
  look,
  signIn,
  sitesOf,
  join,
  forgetPassword,
} = useTwoSites(() => now)

describe('an invitation', () => {
  test('is not spent by whoever looks at it, as a chat does for a preview', async () => {
    const link = await linkTo(HERE, 'ann@example.com')
    const path = new URL(link).pathname
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(path, { method })
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
    expect((await take(link)).status).toBe(200)
  })

  test('opened half-way opens nothing, and works again until a password is chosen', async () => {
    const link = await linkTo(HERE, 'half@example.com')
    const first = cookieOf(await take(link))
    expect((await ask(`/api/sites/${HERE}`, { cookie: first })).status).toBe(403)
    expect(await sitesOf(first)).toEqual([])
    const factor = await ask('/api/account', {
      cookie: first,
      method: 'PUT',
      body: { second_factor: { secret: 'A'.repeat(32), code: '000000' } },
    })
    expect(factor.status).toBe(422)
    const second = cookieOf(await take(link))
    expect((await choose(second)).status).toBe(200)
    expect(await sitesOf(second)).toEqual([HERE])
    expect((await ask('/api/session', { cookie: first })).status).toBe(401)
    expect(await look(link)).toBe(404)
    expect((await take(link)).status).toBe(404)
  })

  test('lasts seven days, and is replaced by the next one', async () => {
    const first = await linkTo(HERE, 'late@example.com')
    const second = await linkTo(HERE, 'late@example.com')
    expect(await look(first)).toBe(404)
    now += 7 * 86_400_000 - 1
    expect(await look(second)).toMatchObject({ next: 'password' })
    now += 1
    expect(await look(second)).toBe(404)
  })

  test('ends with the role that it was for', async () => {
    const { id, sign_in_link } = await invite(HERE, 'gone@example.com')
    const path = `/api/sites/${HERE}/members/${id}`
    expect((await ask(path, { token: ownerOf(HERE), method: 'DELETE' })).status).toBe(204)
    expect((await take(sign_in_link ?? '')).status).toBe(404)
  })

  test('names its person: another e-mail is not taken with it', async () => {
    const cookie = cookieOf(await take(await linkTo(HERE, 'meant@example.com')))
    expect((await choose(cookie, { email: 'ceo@example.com' })).status).toBe(403)
    expect((await choose(cookie, { email: 'meant@example.com' })).status).toBe(200)
  })

  test('is not taken from another origin', async () => {
    const link = await linkTo(HERE, 'forged@example.com')
    const headers = { origin: 'https://evil.example' }
    expect((await take(link, { headers })).status).toBe(403)
  })
})

describe('an account opened by the owner of one site', () => {
  test('in the name of somebody else gets no role that another site means for that person', async () => {
    // The owner of one site opens the link that was made for Carol, and knows the password.
    const forged = await join(HERE, 'carol@example.com')
    const { accepted, sign_in_link } = await invite(THERE, 'carol@example.com')
    expect(accepted).toBe(false)
    expect(await sitesOf(forged)).toEqual([HERE])
    expect((await ask(`/api/sites/${THERE}`, { cookie: forged })).status).toBe(403)
    const session = await (await ask('/api/session', { cookie: forged })).json()
    expect(session.invitations).toEqual([])
    const path = `/api/account/invitations/${THERE}`
    expect((await ask(path, { cookie: forged, method: 'POST' })).status).toBe(404)
    // Carol was handed the other link. It signs nobody in any more, and asks who she is.
    expect(await look(sign_in_link ?? '')).toMatchObject({ next: 'sign_in' })
    expect((await take(sign_in_link ?? '')).status).toBe(401)
  })

  test('with a link that was kept gets none either', async () => {
    const kept = await linkTo(HERE, 'dora@example.com')
    const own = await linkTo(THERE, 'dora@example.com')
    const forged = cookieOf(await take(kept))
    const dora = cookieOf(await take(own))
    expect((await choose(dora)).status).toBe(200)
    expect(await sitesOf(dora)).toEqual([THERE])
    expect((await ask('/api/session', { cookie: forged })).status).toBe(401)
    expect(await look(kept)).toMatchObject({ next: 'sign_in' })
    // She takes the other role by its own link, signed in.
    expect(await look(kept, dora)).toMatchObject({ next: 'accept' })
    expect((await take(kept, { cookie: dora })).status).toBe(200)
    expect(await sitesOf(dora)).toEqual([HERE, THERE])
  })

  test('has no second link that outlives password and authenticator', async () => {
    const first = await linkTo(HERE, 'eve@example.com')
    const half = cookieOf(await take(first))
    const second = await linkTo(HERE, 'eve@example.com')
    expect((await choose(half)).status).toBe(200)
    expect((await take(second)).status).toBe(404)
    expect((await invite(HERE, 'eve@example.com', 'editor')).sign_in_link).toBeNull()
  })

  test('is not opened by an invitation after it was reset: it may belong to other sites', async () => {
    await join(THERE, 'reset@example.com')
    await forgetPassword('reset@example.com')
    const link = await linkTo(HERE, 'reset@example.com')
    expect(await look(link)).toMatchObject({ next: 'sign_in' })
  })

  test('is not opened either when it is one for all sites', async () => {
    await user('boss@example.com', 'owner')
    await forgetPassword('boss@example.com')
    expect(await look(await linkTo(HERE, 'boss@example.com'))).toMatchObject({
      next: 'sign_in',
    })
  })
})

describe('one’s own e-mail', () => {
  test('is changed with the password only, and brings no role that was meant for it', async () => {
    const cookie = await join(HERE, 'mallory@example.com')
    const change = { email: 'chief@example.com' }
    const put = (body: object) => ask('/api/account', { cookie, method: 'PUT', body })
    expect((await put(change)).status).toBe(403)
    expect((await put({ ...change, current_password: PASSWORD })).status).toBe(200)
    const { sign_in_link } = await invite(THERE, 'chief@example.com', 'owner')
    expect(await sitesOf(await signIn('chief@example.com'))).toEqual([HERE])
    expect(await look(sign_in_link ?? '')).toMatchObject({ next: 'sign_in' })
  })

  test('cannot be one that somebody else was invited by', async () => {
    await invite(THERE, 'invited@example.com')
    const cookie = await join(HERE, 'trudy@example.com')
    const body = { email: 'invited@example.com', current_password: PASSWORD }
    expect((await ask('/api/account', { cookie, method: 'PUT', body })).status).toBe(409)
  })

  test('is put right by whoever is admin everywhere, and by no owner of a site', async () => {
    const cookie = await join(HERE, 'wrong@example.com')
    const { id } = await invite(HERE, 'wrong@example.com')
    const path = `/api/sites/${HERE}/members/${id}`
    const put = (token: string) =>
      ask(path, { token, method: 'PUT', body: { email: 'right@example.com' } })
    expect((await put(ownerOf(HERE))).status).toBe(403)
    expect(await (await put(await token())).json()).toMatchObject({
      email: 'right@example.com',
      role: 'viewer',
    })
    expect((await ask('/api/session', { cookie })).status).toBe(401)
    expect(await sitesOf(await signIn('right@example.com'))).toEqual([HERE])
  })
})
