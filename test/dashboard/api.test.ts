import './page.ts'
import { expect, test } from 'vitest'
import {
  ask,
  askAsGuest,
  Problem,
  sitePath,
  whenReached,
  whenSessionEnds,
} from '../../dashboard/api.ts'
import { answeredBy } from './page.ts'

const reachedLately: boolean[] = []
whenReached((reached) => reachedLately.push(reached))
let ended = 0
whenSessionEnds(() => {
  ended += 1
})

/** What asking for the sites comes to when this is the answer. */
async function refusedBy(response: Response): Promise<Problem['details'] | undefined> {
  answeredBy(async () => response)
  const failure: unknown = await ask('GET', '/api/sites').then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (failure !== undefined && !(failure instanceof Problem)) throw failure
  return failure?.details
}

function problem(status: number, body: object): Response {
  const headers = { 'content-type': 'application/problem+json; charset=utf-8' }
  return new Response(JSON.stringify({ status, title: 'Refused', ...body }), { status, headers })
}

test('names in a path are made safe for it, and a question goes as a query', async () => {
  const asked: string[] = []
  answeredBy(async (request) => {
    asked.push(`${request.method} ${request.url.slice('http://growth.example'.length)}`)
    return Response.json({ items: [], next: null })
  })
  const param = { site: 'localhost:3000', id: 'user:a/b ?' }
  await ask('GET', '/api/sites/:site/people/:id', { param, query: { limit: 20, cursor: 'a&b' } })
  await ask('DELETE', '/api/sites/:site/goals/:id', { param: { site: 'a.example', id: 'g1' } })
  expect(asked).toEqual([
    'GET /api/sites/localhost%3A3000/people/user%3Aa%2Fb%20%3F?limit=20&cursor=a%26b',
    'DELETE /api/sites/a.example/goals/g1',
  ])
  expect(sitePath('a.example')).toBe('/api/sites/a.example')
})

test('a body goes as JSON and says so; without one nothing is said', async () => {
  const sent: [string | null, string][] = []
  answeredBy(async (request) => {
    sent.push([request.headers.get('content-type'), await request.text()])
    return Response.json({})
  })
  await ask('POST', '/api/session', { body: { email: 'ada@example.com', password: 'x' } })
  await ask('GET', '/api/session')
  expect(sent).toEqual([
    ['application/json', '{"email":"ada@example.com","password":"x"}'],
    [null, ''],
  ])
})

test('a refusal says what the server said, and of which field', async () => {
  const errors = [{ path: 'name', message: 'this is taken' }]
  expect(await refusedBy(problem(422, { detail: 'no such metric', errors }))).toEqual({
    status: 422,
    title: 'Refused',
    detail: 'no such metric',
    errors,
  })
  const refused = new Problem({ status: 422, title: 'Refused', errors })
  expect([refused.about('name'), refused.about('event')]).toEqual(['this is taken', undefined])
})

test.each([
  ['a page of a proxy', new Response('<html>Bad gateway</html>', { status: 502 }), 502],
  [
    'JSON of a proxy that has a status of its own',
    Response.json({ status: 'error', errors: 'none' }, { status: 503 }),
    503,
  ],
  [
    'a problem that breaks off',
    new Response('{"status": 50', {
      status: 500,
      headers: { 'content-type': 'application/problem+json' },
    }),
    500,
  ],
])('%s is a refusal of that status and no more', async (_, response, status) => {
  const details = await refusedBy(response)
  expect(details).toEqual({ status, title: response.statusText })
})

test.each([
  ['5', 5],
  ['0', 0],
  ['Sun, 29 Nov 2026 23:59:00 GMT', undefined],
  ['-1', undefined],
])('to ask again after %s is after %s seconds', async (said, seconds) => {
  const headers = { 'retry-after': said }
  const details = await refusedBy(new Response('', { status: 503, headers }))
  expect(details?.retryAfter).toBe(seconds)
})

test('a sign-in page of a proxy in place of the answer is told, not awaited for ever', async () => {
  const page = new Response('<!doctype html><title>Sign in</title>', { status: 200 })
  expect(await refusedBy(page)).toEqual({ status: 502, title: 'unreadable' })
})

test('an answer that breaks off in its middle is one that did not come', async () => {
  reachedLately.length = 0
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"items": ['))
      controller.error(new TypeError('terminated'))
    },
  })
  expect(await refusedBy(new Response(broken))).toEqual({ status: 0, title: 'offline' })
  expect(reachedLately).toEqual([true, false])
})

test('a server out of reach is told as that, each time', async () => {
  reachedLately.length = 0
  answeredBy(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(ask('GET', '/api/sites')).rejects.toMatchObject({ status: 0 })
  answeredBy(async () => Response.json({ items: [], next: null }))
  await ask('GET', '/api/sites')
  expect(reachedLately).toEqual([false, true])
})

test('what was broken off is neither a problem nor out of reach', async () => {
  reachedLately.length = 0
  const leaving = new AbortController()
  answeredBy(
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  )
  const asked = ask('GET', '/api/sites', { signal: leaving.signal })
  leaving.abort()
  await expect(asked).rejects.toBeInstanceOf(DOMException)
  expect(reachedLately).toEqual([])
})

test('an ended session is told once an answer says so, but not by a wrong password', async () => {
  answeredBy(async () => problem(401, {}))
  await expect(
    ask('POST', '/api/session', { body: { email: 'a@b.example', password: 'x' } }),
  ).rejects.toBeInstanceOf(Problem)
  await expect(ask('POST', '/api/share', { body: { key: 'x' } })).rejects.toBeInstanceOf(Problem)
  expect(ended).toBe(0)
  await expect(ask('GET', '/api/sites')).rejects.toMatchObject({ status: 401 })
  expect(ended).toBe(1)
})

test('an answer without content is nothing', async () => {
  answeredBy(async () => new Response(null, { status: 204 }))
  expect(await ask('DELETE', '/api/session')).toBeUndefined()
})

test('a guest is known by the token alone, and before the link is open by nothing', async () => {
  const seen: [string | null, string][] = []
  answeredBy(async (request) => {
    seen.push([request.headers.get('authorization'), request.credentials])
    return Response.json({})
  })
  askAsGuest()
  await ask('GET', '/api/session')
  askAsGuest('t0k3n')
  await ask('GET', '/api/session')
  expect(seen).toEqual([
    [null, 'omit'],
    ['Bearer t0k3n', 'omit'],
  ])
})
