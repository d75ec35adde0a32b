import './page.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, whenSessionEnds } from '../../dashboard/api.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import { keepConnection, lookAgain, reachable } from '../../dashboard/models/connection.ts'
import { endOtherSessions, ownSessions } from '../../dashboard/models/own-sessions.ts'
import {
  acceptInvitation,
  accountOpen,
  changeAccount,
  collectorOrigin,
  declineInvitation,
  endSession,
  invitations,
  lookAtLink,
  recallSession,
  roles,
  scriptAddress,
  session,
  signIn,
  signOut,
} from '../../dashboard/models/session.ts'
import { addThing } from '../../dashboard/models/things.ts'
import { type App, startApp } from '../http/server.ts'
import { answeredBy, ORIGIN } from './page.ts'

const ADA = { email: 'ada@example.com', password: 'correct horse battery' }
const BOB = { email: 'bob@example.com', password: 'staple paper towel' }
let app: App
const cookies = new Map<string, string>()

/** As a browser asks: with the cookies that it was given, from the page's own origin. */
async function browse(request: Request): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('origin', ORIGIN)
  headers.set('host', new URL(ORIGIN).host)
  headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
  const response = await app.send(new Request(request, { headers }))
  for (const given of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? []
    if (value === '') cookies.delete(name)
    else cookies.set(name, value)
  }
  return response
}

beforeAll(async () => {
  app = await startApp()
  await app.site('example.com')
  await app.site('other.example')
  await app.user(ADA.email, 'owner', ADA.password)
  await app.user(BOB.email, null, BOB.password)
  answeredBy(browse)
  whenSessionEnds(endSession)
  followAddress()
})
afterAll(() => app.close())

test('nobody is signed in until somebody is', async () => {
  expect(session.value).toBeUndefined()
  await recallSession()
  expect(session.value).toBeNull()
})

test.each([
  ['while the server cannot say', 503, () => Promise.resolve(new Response('', { status: 503 }))],
  ['while it is out of reach', 0, () => Promise.reject(new TypeError('Failed to fetch'))],
])('%s who is signed in stays as it was known', async (_, status, answer) => {
  session.value = undefined
  answeredBy(answer)
  await expect(recallSession()).rejects.toMatchObject({ status })
  expect(session.value).toBeUndefined()
  answeredBy(browse)
  await recallSession()
  expect(session.value).toBeNull()
})

test('a wrong password ends nothing and says so', async () => {
  await expect(signIn({ ...ADA, password: 'wrong' })).rejects.toMatchObject({ status: 401 })
  expect(session.value).toBeNull()
})

test('who signs in is known, and is after a reload', async () => {
  await signIn(ADA)
  expect(session.value).toMatchObject({ email: ADA.email, role: 'owner', password_set: true })
  session.value = null
  await recallSession()
  expect(session.value).toMatchObject({ email: ADA.email })
})

test('the script lies where browsers reach the collector', () => {
  expect(collectorOrigin.value).toBe(ORIGIN)
  expect(scriptAddress('example.com')).toBe(`${ORIGIN}/t/example.com.js`)
})

test('who signs in at two places sees both, and can end the other', async () => {
  cookies.clear()
  await signIn(ADA)
  accountOpen.value = true
  await expect.poll(() => ownSessions.data.value?.length).toBeGreaterThanOrEqual(2)
  await endOtherSessions()
  ownSessions.ask()
  await expect.poll(() => ownSessions.data.value?.length).toBe(1)
  expect(ownSessions.data.value?.[0]?.current).toBe(true)
})

test('a new password needs the old one, and asks of nobody else', async () => {
  const next = { password: 'a longer one than before', current_password: 'wrong' }
  await expect(changeAccount(next)).rejects.toMatchObject({
    details: { errors: [{ path: 'current_password' }] },
  })
  const codes = await changeAccount({ ...next, current_password: ADA.password })
  expect([codes, session.value?.email]).toEqual([undefined, ADA.email])
  await signOut()
  expect(session.value).toBeNull()
  await signIn({ email: ADA.email, password: next.password })
})

test('a role that waits is told, and counts once it is accepted', async () => {
  const { sign_in_link } = await addThing('example.com', 'members', {
    email: BOB.email,
    role: 'editor',
  })
  await addThing('other.example', 'members', { email: BOB.email, role: 'viewer' })
  const secret = sign_in_link?.split('/').at(-1) ?? ''
  await signOut()
  expect(await lookAtLink(secret)).toMatchObject({
    email: BOB.email,
    site: { domain: 'example.com', role: 'editor' },
    next: 'sign_in',
  })
  await signIn(BOB)
  expect([invitations.value.length, roles.value.size]).toEqual([2, 0])
  const [first, second] = invitations.value
  if (!(first && second)) throw new Error('two roles wait')
  await acceptInvitation(first)
  expect(Object.fromEntries(roles.value)).toEqual({ 'example.com': 'editor' })
  await declineInvitation(second)
  expect(invitations.value).toEqual([])
  await recallSession()
  expect([invitations.value.length, roles.value.size]).toEqual([0, 1])
})

test('a session that ended elsewhere ends here with the next answer', async () => {
  cookies.clear()
  await expect(ask('GET', '/api/sites')).rejects.toMatchObject({ status: 401 })
  expect(session.value).toBeNull()
})

test('while nothing answers the page knows, and asks all anew when something does', async () => {
  keepConnection()
  await signIn(BOB)
  ownSessions.ask()
  await expect.poll(() => ownSessions.since.value).toBeUndefined()
  answeredBy(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(ask('GET', '/api/sites')).rejects.toMatchObject({ status: 0 })
  expect(reachable.value).toBe(false)
  await lookAgain()
  expect(reachable.value).toBe(false)
  const asked: string[] = []
  answeredBy((request) => {
    asked.push(new URL(request.url).pathname)
    return browse(request)
  })
  await lookAgain()
  expect(reachable.value).toBe(true)
  expect(asked.slice(0, 2)).toEqual(['/health', '/api/account/sessions'])
  // Once each, though each of them says that the server was reached.
  expect(new Set(asked).size).toBe(asked.length)
})
