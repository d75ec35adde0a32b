import { beforeAll, describe, expect, test } from 'vitest'
import { CHROME, useApp } from './server.ts'
import { HERE, startSharing } from './sharing.ts'

const app = useApp({}, () => now)
let here: number
let reader: string
let writer: string
let ingest: string
const now = Date.UTC(2026, 4, 1, 12)

beforeAll(async () => {
  here = Number((await app.site('example.com')).id)
  await app.site('other.example')
  reader = await app.token(['read'])
  writer = await app.token(['write'], here)
  ingest = await app.token(['ingest'])
})

const at = (id: string, more = '') =>
  `/api/sites/example.com/people/${encodeURIComponent(id)}${more}`

/** Stores a visit of two events for each. */
async function visits(...senders: object[]): Promise<void> {
  for (const [i, sender] of senders.entries()) {
    const tag = `${Object.values(sender).join('')}-${i}`.replace(/[^\w-]/gu, '').slice(0, 20)
    const event = (name: string, later: number) => ({
      id: `${name}-${tag}`,
      name,
      at: now - 3_600_000 + later,
      url: 'https://example.com/pricing',
      props: { plan: 'pro' },
    })
    const body = { ...sender, events: [event('pageview', 0), event('Signup', 60_000)] }
    const answer = await app.ask('/api/sites/example.com/events', { token: ingest, body })
    expect(await answer.json()).toMatchObject({ accepted: 2 })
  }
}

describe('a person', () => {
  test.each([
    ['user:ann', { user: 'ann', visitor: 'browser-of-ann' }],
    ['visitor:V1StGXR8_Z5jdHi6B-myT', { visitor: 'V1StGXR8_Z5jdHi6B-myT' }],
    ['user:a/b?c#d %2F 王', { user: 'a/b?c#d %2F 王' }],
    ['user:user:x', { user: 'user:x' }],
    [`user:${'x'.repeat(200)}`, { user: 'x'.repeat(200) }],
  ])('is read by the id it was sent with: %s', async (id, sender) => {
    await visits(sender)
    const answer = await app.ask(at(id), { token: reader })
    expect(answer.status).toBe(200)
    const { person, items } = await answer.json()
    expect(person.id).toBe(id)
    expect(items[0].items.map(({ name }: { name: string }) => name)).toEqual(['pageview', 'Signup'])
  })

  test('who is unknown is not found, and a page out of bounds is refused', async () => {
    expect((await app.ask(at('user:nobody'), { token: reader })).status).toBe(404)
    expect((await app.ask(at('nobody', '/export'), { token: reader })).status).toBe(404)
    expect((await app.ask(at('nobody'), { token: writer, method: 'DELETE' })).status).toBe(404)
    for (const query of ['limit=0', 'limit=101', 'cursor=x']) {
      expect((await app.ask(at('user:ann', `?${query}`), { token: reader })).status).toBe(422)
    }
  })

  test('is no one at another site', async () => {
    const path = at('user:ann').replace('example.com', 'other.example')
    expect((await app.ask(path, { token: reader })).status).toBe(404)
    expect((await app.ask(path, { token: writer })).status).toBe(403)
  })
})

test('people are listed by POST and by GET, and as CSV', async () => {
  const path = '/api/sites/example.com/reports/people'
  const body = { period: 'all', search: 'ann' }
  const { rows } = await (await app.ask(path, { token: reader, body })).json()
  expect(rows).toMatchObject([{ id: 'user:ann', visits: 1, events: 1 }])
  const q = encodeURIComponent(JSON.stringify(body))
  const csv = await (await app.ask(`${path}?q=${q}&format=csv`, { token: reader })).text()
  expect(csv).toMatch(/^id,known_by,.*\r\nuser:ann,user,/u)
})

test('an export has everything about a person, with the ids that were sent', async () => {
  await visits({
    user: 'eve',
    visitor: 'browser-of-eve',
    account: 'acme',
    traits: { role: 'boss' },
  })
  const answer = await app.ask(at('user:eve', '/export'), { token: reader })
  expect(answer.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''example.com-user%3Aeve.json",
  )
  const { site, exported_at, person, visits: all } = await answer.json()
  expect({ site, exported_at }).toEqual({
    site: 'example.com',
    exported_at: expect.stringMatching(/Z$/u),
  })
  expect(person).toMatchObject({ id: 'user:eve', account: 'acme', traits: { role: 'boss' } })
  expect(all).toHaveLength(1)
  expect(all[0].events).toMatchObject([
    { id: 'pageview-evebrowser-of-eveacm', name: 'pageview', url: 'https://example.com/pricing' },
    { name: 'Signup', visitor: 'browser-of-eve', user: 'eve', props: { plan: 'pro' } },
  ])
})

test('an export of more visits than fit one part is one JSON object', async () => {
  const events = Array.from({ length: 450 }, (_, i) => ({
    id: `long-${String(i).padStart(6, '0')}`,
    name: 'pageview',
    at: now - 30 * 86_400_000 + i * 3_600_000,
    url: 'https://example.com/',
    visitor: 'long-time-reader',
  }))
  const lines = events.map((event) => JSON.stringify(event)).join('\n')
  await app.ask('/api/sites/example.com/events', {
    token: ingest,
    body: lines,
    headers: { 'content-type': 'application/x-ndjson' },
  })
  const answer = await app.ask(at('visitor:long-time-reader', '/export'), { token: reader })
  const { visits: all } = await answer.json()
  const found = all.flatMap(({ events }: { events: { id: string }[] }) =>
    events.map(({ id }) => id),
  )
  expect(found.sort()).toEqual(events.map(({ id }) => id))
})

describe('erasure', () => {
  test('is for those who may write, and is done when it is answered', async () => {
    await visits({ user: 'zoe', visitor: 'browser-of-zoe' })
    const erase = (token: string) => app.ask(at('user:zoe'), { token, method: 'DELETE' })
    expect((await erase(reader)).status).toBe(403)
    expect((await app.ask(at('user:zoe'), { token: reader })).status).toBe(200)
    const answer = await erase(writer)
    expect(await answer.json()).toEqual({ people: 1, visits: 1, events: 2 })
    expect((await erase(writer)).status).toBe(404)
    for (const id of ['user:zoe', 'visitor:browser-of-zoe']) {
      expect((await app.ask(at(id), { token: reader })).status).toBe(404)
    }
  })

  test('is forgotten by intake, too: who comes again is new, and what is sent again stays away', async () => {
    const send = async (ids: string[]) => {
      const events = ids.map((id) => ({
        id,
        name: 'pageview',
        at: now,
        url: 'https://example.com/',
      }))
      const body = JSON.stringify({ visitor: 'returning-browser', sent: now, events })
      const answer = await app.ask('/t/example.com', {
        body,
        peer: '203.0.113.7',
        headers: { 'user-agent': CHROME },
      })
      return await answer.json()
    }
    const id = 'visitor:returning-browser'
    expect(await send(['first-event'])).toMatchObject({ accepted: 1 })
    const gone = await app.ask(at(id), { token: writer, method: 'DELETE' })
    expect(await gone.json()).toEqual({ people: 1, visits: 1, events: 1 })
    expect(await send(['first-event', 'second-event'])).toMatchObject({ accepted: 1, duplicate: 1 })
    const { items } = await (await app.ask(at(id), { token: reader })).json()
    expect(items).toHaveLength(1)
    expect(items[0].items.map(({ id }: { id: string }) => id)).toEqual(['second-event'])
  })
})

test.each([false, true])(
  'a shared link shows nobody and erases nobody; of one segment: %s',
  async (narrow) => {
    const on = await startSharing(() => now)
    const token = await on.guest(narrow ? { segment: on.segment } : {})
    const person = `${HERE}/people/visitor:may-0`
    const asked = [
      on.app.ask(person, { token }),
      on.app.ask(`${person}/export`, { token }),
      on.app.ask(person, { token, method: 'DELETE' }),
      on.app.ask(`${HERE}/reports/people`, { token, body: {} }),
      on.app.ask(`${HERE}/reports/people/timeline`, { token, body: { id: 'visitor:may-0' } }),
    ]
    const answers = await Promise.all(asked)
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect((await on.app.ask(person, { token: on.admin })).status).toBe(200)
    await on.app.close()
  },
)
