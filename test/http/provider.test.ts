import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addMember } from '../../collector/auth/members.ts'
import { removeUser, resetUser, userByEmail } from '../../collector/auth/users.ts'
import { browser } from './browser.ts'
import { CALLBACK, PASSWORD, START, told, useElsewhere, who } from './elsewhere.ts'
import { ORIGIN } from './server.ts'

const elsewhere = useElsewhere()

test('somebody with a role by claim is signed in, as with a password, and goes on where they wanted', async () => {
  const email = elsewhere.person('ann', { groups: ['editors', 'viewers', 'others'] })
  const one = browser(elsewhere.app)
  const end = await one.follow(
    `${START}?next=${encodeURIComponent('/sites/example.com/goals?x=1')}`,
  )
  expect(end.href).toBe(`${ORIGIN}/sites/example.com/goals?x=1`)
  expect(await who(one)).toMatchObject({
    user: { email, role: null, password_set: false },
    confined: false,
    sites: [{ domain: 'example.com', role: 'editor' }],
  })
  expect((await one.ask('/api/sites/example.com/goals')).status).toBe(200)
  const { items } = await (await one.ask('/api/account/sessions')).json()
  expect(items).toHaveLength(1)
  expect([...one.cookies.keys()].toSorted()).toEqual(['tributary_device', 'tributary_session'])
})

test('the way there has PKCE, a state and a nonce, and nothing of it can be read in the browser', async () => {
  const one = browser(elsewhere.app)
  const answer = await one.ask(START)
  const to = new URL(answer.headers.get('location') ?? '')
  expect(Object.fromEntries(to.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: CALLBACK,
    scope: 'openid email profile',
  })
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax/u)
  expect(cookie).toContain('Max-Age=600')
  expect(cookie).not.toContain(to.searchParams.get('state'))
  expect(cookie).not.toContain(to.searchParams.get('nonce'))
})

describe('who is not signed in, and is told why:', () => {
  test('somebody without a role', async () => {
    const email = elsewhere.person('nobody')
    const one = browser(elsewhere.app)
    expect((await one.follow(START)).href).toBe(`${ORIGIN}/sign-in`)
    expect(await told(one)).toEqual({ reason: 'no_role', said: email })
    expect(await told(one)).toBeNull()
    expect((await one.ask('/api/session')).status).toBe(401)
    expect(await userByEmail(elsewhere.app.settings, email)).toBeUndefined()
  })

  test('somebody to whom the provider says no, in its words', async () => {
    elsewhere.provider.as(undefined)
    const one = browser(elsewhere.app)
    expect((await one.follow(`${START}?next=/sites/a`)).href).toBe(
      `${ORIGIN}/sign-in?next=%2Fsites%2Fa`,
    )
    expect(await told(one)).toEqual({ reason: 'refused', said: 'You are not one of <us>' })
  })

  test.each([
    ['no', { email_verified: false }],
    ['nothing', { email_verified: undefined }],
    ['no address', { email: undefined }],
  ])(
    'somebody of whose address the provider says %s, though the account is there',
    async (_, claims) => {
      const email = `here-${_.replace(' ', '-')}@example.com`
      await elsewhere.app.user(email, 'owner', PASSWORD)
      elsewhere.person('thief', { email, groups: ['owners'], ...claims })
      const one = browser(elsewhere.app)
      await one.follow(START)
      expect((await told(one))?.reason).toBe('email')
      expect((await one.ask('/api/session')).status).toBe(401)
    },
  )

  test('somebody whose account was removed here, until they are let in again', async () => {
    const email = elsewhere.person('gone', { groups: ['viewers'] })
    const one = browser(elsewhere.app)
    await one.follow(START)
    await removeUser(elsewhere.app.settings, email)
    expect((await one.ask('/api/session')).status).toBe(401)
    await one.follow(START)
    expect(await told(one)).toEqual({ reason: 'removed', said: email })
    await addMember(
      elsewhere.app.settings,
      elsewhere.site,
      { email, role: 'viewer' },
      elsewhere.now,
    )
    await one.follow(START)
    expect(await who(one)).toMatchObject({ user: { email } })
  })

  test('somebody else who has got the address of an account', async () => {
    const email = elsewhere.person('first', { groups: ['viewers'] })
    await browser(elsewhere.app).follow(START)
    elsewhere.person('second', { email, groups: ['owners'] })
    const one = browser(elsewhere.app)
    await one.follow(START)
    expect(await told(one)).toEqual({ reason: 'somebody_else', said: email })
    await resetUser(elsewhere.app.settings, email)
    await one.follow(START)
    expect(await who(one)).toMatchObject({ user: { email, role: 'owner' } })
  })
})

describe('an answer is refused', () => {
  const through = (change: (url: URL) => void) => (url: URL) => {
    change(url)
    return url
  }
  const isCallback = (url: URL) => url.pathname.endsWith('/callback')
  const isAsked = (url: URL) => url.searchParams.has('code_challenge')

  test.each([
    ['of another state', 'begin_again', isCallback, ['state', 'x'.repeat(43)]],
    ['with the nonce of another', 'doubtful', isAsked, ['nonce', 'n'.repeat(43)]],
    ['with a code for another browser', 'begin_again', isAsked, ['code_challenge', 'c'.repeat(43)]],
    ['of another issuer', 'doubtful', isCallback, ['iss', 'https://evil.example']],
    ['with a made-up code', 'begin_again', isCallback, ['code', 'made up']],
  ] as const)('%s', async (_, reason, at, [name, value]) => {
    elsewhere.person('ann', { groups: ['editors'] })
    const one = browser(elsewhere.app)
    await one.follow(
      START,
      through((url) => {
        if (at(url)) url.searchParams.set(name, value)
      }),
    )
    expect(await told(one)).toMatchObject({ reason })
    expect((await one.ask('/api/session')).status).toBe(401)
  })

  test('in another browser than it was begun in', async () => {
    elsewhere.person('ann', { groups: ['editors'] })
    let callback = ''
    await browser(elsewhere.app).follow(
      START,
      through((url) => {
        if (isCallback(url)) {
          callback = url.pathname + url.search
          url.pathname = '/stop'
        }
      }),
    )
    const other = browser(elsewhere.app)
    await other.follow(callback)
    expect(await told(other)).toMatchObject({ reason: 'begin_again' })
  })

  test('a second time, though the cookie was kept', async () => {
    elsewhere.person('ann', { groups: ['editors'] })
    const one = browser(elsewhere.app)
    let callback = ''
    let kept = new Map<string, string>()
    await one.follow(
      START,
      through((url) => {
        if (!isCallback(url)) return
        callback = url.pathname + url.search
        kept = new Map(one.cookies)
      }),
    )
    const thief = browser(elsewhere.app)
    for (const [name, value] of kept) thief.cookies.set(name, value)
    await thief.follow(callback)
    expect(await told(thief)).toMatchObject({ reason: 'begin_again' })
    // Going back in the browser leads to where one is.
    expect((await one.follow(callback)).href).toBe(`${ORIGIN}/`)
    expect(await told(one)).toBeNull()
  })

  test('too late', async () => {
    elsewhere.person('ann', { groups: ['editors'] })
    const one = browser(elsewhere.app)
    await one.follow(
      START,
      through((url) => {
        if (isCallback(url)) elsewhere.now += 600_001
      }),
    )
    expect(await told(one)).toMatchObject({ reason: 'begin_again' })
  })
})

test('two tabs each come to where they wanted', async () => {
  elsewhere.person('ann', { groups: ['editors'] })
  const one = browser(elsewhere.app)
  const [first, second] = [await one.ask(`${START}?next=/a`), await one.ask(`${START}?next=/b`)]
  const at = (answer: Response | undefined) => answer?.headers.get('location') ?? ''
  expect((await one.follow(at(first))).pathname).toBe('/a')
  expect((await one.follow(at(second))).pathname).toBe('/b')
})

test('somebody may begin with one collector and come back to another that has the key', async () => {
  const email = elsewhere.person('ann', { groups: ['editors'] })
  const other = await elsewhere.another()
  copyFileSync(join(elsewhere.app.folder, 'tributary.key'), join(other.folder, 'tributary.key'))
  const one = browser(elsewhere.app, other)
  expect((await one.follow(`${START}?next=/there`)).pathname).toBe('/there')
  await one.ask('/api/session/ways')
  expect(await who(one)).toMatchObject({ user: { email } })
  await other.close()
})
