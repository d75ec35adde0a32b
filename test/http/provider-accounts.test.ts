import { describe, expect, test } from 'vitest'
import { addMember } from '../../collector/auth/members.ts'
import { openSession } from '../../collector/auth/sessions.ts'
import { issueSignInLink } from '../../collector/auth/sign-in-links.ts'
import { addUser, userByEmail } from '../../collector/auth/users.ts'
import { browser } from './browser.ts'
import { PASSWORD, START, told, useElsewhere, who } from './elsewhere.ts'

const elsewhere = useElsewhere()

describe('an account that is here already', () => {
  test('whose e-mail whoever runs the server vouches for is joined, keeps its password and its role', async () => {
    const email = 'bea@example.com'
    await elsewhere.app.user(email, 'editor', PASSWORD)
    elsewhere.person('bea', { email: 'Bea@Example.com', groups: ['viewers'] })
    const one = browser(elsewhere.app)
    await one.follow(START)
    expect(await who(one)).toMatchObject({ user: { email, role: 'editor', password_set: true } })
    const answer = await browser(elsewhere.app).ask('/api/session', {
      body: { email, password: PASSWORD },
    })
    expect(answer.status).toBe(200)
  })

  test('with a password that somebody else may have chosen waits until it is shown once', async () => {
    const email = elsewhere.person('carl', { groups: ['viewers', 'owners'] })
    await addUser(elsewhere.app.settings, { email, role: null, password: PASSWORD }, elsewhere.now)
    const one = browser(elsewhere.app)
    await one.follow(START)
    expect(await told(one)).toEqual({ reason: 'password_first', said: email })
    expect((await one.ask('/api/session')).status).toBe(401)
    expect(await userByEmail(elsewhere.app.settings, email)).toMatchObject({ role: null })
    const wrong = await one.ask('/api/session', { body: { email, password: 'wrong' } })
    expect(wrong.status).toBe(401)
    const right = await one.ask('/api/session', { body: { email, password: PASSWORD } })
    expect(await right.json()).toMatchObject({ user: { email, role: 'owner' } })
    const two = browser(elsewhere.app)
    await two.follow(START)
    expect(await who(two)).toMatchObject({ user: { email, role: 'owner' } })
  })

  test('is not joined by who came by an e-mail and has not shown its password', async () => {
    const email = elsewhere.person('gil', { groups: ['owners'] })
    const input = { email, role: null, password: PASSWORD }
    const { id } = await addUser(elsewhere.app.settings, input, elsewhere.now)
    const seenIn = { browser: null, os: null, country: null }
    const came = { user: id, way: 'mail', in: seenIn } as const
    const one = browser(elsewhere.app)
    one.cookies.set(
      'tributary_session',
      await openSession(elsewhere.app.settings, came, elsewhere.now),
    )
    expect(await who(one)).toMatchObject({ user: { email } })
    await one.follow(START)
    expect(await told(one)).toEqual({ reason: 'password_first', said: email })
    expect(await userByEmail(elsewhere.app.settings, email)).toMatchObject({ vouched: 0 })
  })

  test('is not joined by the password of another account', async () => {
    const email = elsewhere.person('dora', { groups: ['owners'] })
    await addUser(elsewhere.app.settings, { email, role: null, password: PASSWORD }, elsewhere.now)
    const mallory = 'mallory@example.com'
    await elsewhere.app.user(mallory, 'viewer', PASSWORD)
    const one = browser(elsewhere.app)
    await one.follow(START)
    await one.ask('/api/session', { body: { email: mallory, password: PASSWORD } })
    expect(await who(one)).toMatchObject({ user: { email: mallory, role: 'viewer' } })
    expect(await userByEmail(elsewhere.app.settings, email)).toMatchObject({
      role: null,
      vouched: 0,
    })
    await one.follow(START)
    expect(await told(one)).toMatchObject({ reason: 'password_first' })
  })

  test('and waits for its person is joined; what others could open it with is void', async () => {
    const email = elsewhere.person('eve')
    await addMember(
      elsewhere.app.settings,
      elsewhere.site,
      { email, role: 'viewer' },
      elsewhere.now,
    )
    const { id = '' } = (await userByEmail(elsewhere.app.settings, email)) ?? {}
    const link = await issueSignInLink(elsewhere.app.settings, id, elsewhere.site, elsewhere.now)
    const inviter = browser(elsewhere.app)
    await inviter.ask('/api/session/link', { body: { secret: link.split('/').at(-1) } })
    expect(await who(inviter)).toMatchObject({ confined: true })
    const one = browser(elsewhere.app)
    await one.follow(START)
    expect(await who(one)).toMatchObject({
      confined: false,
      sites: [],
      invitations: [{ domain: 'example.com', role: 'viewer' }],
    })
    expect((await inviter.ask('/api/session')).status).toBe(401)
    const later = await issueSignInLink(elsewhere.app.settings, id, elsewhere.site, elsewhere.now)
    const body = { secret: later.split('/').at(-1) }
    const looked = await inviter.ask('/api/session/link/look', { body })
    expect(await looked.json()).toMatchObject({ next: 'sign_in' })
    const accepted = await one.ask('/api/account/invitations/example.com', { method: 'POST' })
    expect(await accepted.json()).toMatchObject({ sites: [{ role: 'viewer' }] })
  })

  test('has a second factor of ours, which is asked for beside the password only', async () => {
    const email = 'fay@example.com'
    const { id } = await elsewhere.app.user(email, 'viewer', PASSWORD)
    await elsewhere.app.settings
      .updateTable('user')
      .set({ totp: 'sealed$x' })
      .where('id', '=', id)
      .execute()
    elsewhere.person('fay', { email })
    const one = browser(elsewhere.app)
    await one.follow(START)
    expect(await who(one)).toMatchObject({ user: { email, second_factor: true } })
  })
})

test('it stands in the history of the site who came and what the provider changed', async () => {
  elsewhere.person('jon', { groups: ['editors'] })
  await browser(elsewhere.app).follow(START)
  const token = await elsewhere.app.token(['admin'])
  const answer = await elsewhere.app.ask('/api/sites/example.com/audit?limit=3', { token })
  const { items } = await answer.json()
  expect(items).toMatchObject([
    { who: 'jon@example.com', what: 'signed_in', after: { by: 'provider' } },
    { who: 'provider', what: 'added', thing: 'member', after: { role: 'editor' } },
    { who: 'provider', what: 'provider_linked', thing: 'account' },
  ])
})

test('a person sees where else they sign in, and takes it off once there is a password', async () => {
  const email = elsewhere.person('kim', { groups: ['viewers'] })
  const one = browser(elsewhere.app)
  await one.follow(START)
  const { items } = await (await one.ask('/api/account/providers')).json()
  expect(items).toMatchObject([{ provider: new URL(elsewhere.provider.issuer).host, email }])
  const path = `/api/account/providers/${items[0].id}`
  expect((await one.ask(path, { method: 'DELETE' })).status).toBe(409)
  const change = await one.ask('/api/account', { method: 'PUT', body: { password: PASSWORD } })
  expect(change.status).toBe(200)
  const other = browser(elsewhere.app)
  await other.follow(START)
  expect((await one.ask(path, { method: 'DELETE' })).status).toBe(204)
  expect((await other.ask('/api/session')).status).toBe(401)
  expect((await one.ask('/api/session')).status).toBe(200)
  expect((await one.ask(path, { method: 'DELETE' })).status).toBe(404)
  const stranger = browser(elsewhere.app)
  elsewhere.person('lea', { groups: ['viewers'] })
  await stranger.follow(START)
  expect((await stranger.ask(path, { method: 'DELETE' })).status).toBe(404)
})
