import './page.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteEvents, previewDeletion } from '../../dashboard/models/deletions.ts'
import { firstEvent } from '../../dashboard/models/first-event.ts'
import {
  erasePerson,
  peopleQuestion,
  peopleTable,
  personFile,
  personInView,
  personPage,
  personQuestion,
} from '../../dashboard/models/people.ts'
import { allowHost, lookForRefused, refused, strangers } from '../../dashboard/models/refused.ts'
import { now } from '../../dashboard/models/view.ts'
import { type App, CHROME } from '../http/server.ts'
import { open } from './page.ts'
import { imported, NOW, startRouter } from './router.ts'

const { signal } = new AbortController()
const DAY = '2026-03-09'
let app: App
beforeAll(async () => {
  app = await startRouter('example.com', 'quiet.example')
  now.value = NOW
  await imported(app, 'example.com', [
    { at: `${DAY}T09:00:00Z`, visitor: 'browser-one-0001', user: 'ada' },
    { at: `${DAY}T10:00:00Z`, visitor: 'browser-one-0001', user: 'ada' },
    { at: `${DAY}T11:00:00Z`, visitor: 'browser-two-0002', url: 'https://example.com/pricing' },
    { at: `${DAY}T11:01:00Z`, visitor: 'browser-two-0002', name: 'Signup' },
  ])
  const crowd = Array.from({ length: 60 }, (_, n) => ({
    at: new Date(Date.UTC(2026, 2, 8, 8, n)).toISOString(),
    visitor: `crowd-${String(n).padStart(10, '0')}`,
  }))
  await imported(app, 'example.com', crowd)
  open('/sites/example.com')
})
afterAll(() => app.close())

const asked = (search: string) => ({ search, sort: 'last_seen' as const })

test('people are read a page at a time, and as many pages as are on show', async () => {
  const one = await peopleQuestion(asked(''), 1)?.fetch(signal)
  expect([one?.rows.length, one?.next === null]).toEqual([50, false])
  const two = await peopleQuestion(asked(''), 2)?.fetch(signal)
  expect([two?.rows.length, two?.next]).toEqual([62, null])
  expect(new Set(two?.rows.map(({ id }) => id)).size).toBe(62)
  const more = await peopleQuestion(asked(''), 3)?.fetch(signal)
  expect(more?.rows).toHaveLength(62)
})

test('a search is another question, and finds people by the beginning of their id', async () => {
  const found = await peopleQuestion(asked('AD'), 1)?.fetch(signal)
  expect(found?.rows.map(({ id }) => id)).toEqual(['user:ada'])
  expect(peopleQuestion(asked('AD'), 1)?.key).not.toBe(peopleQuestion(asked(''), 1)?.key)
})

test('the list as a file is the same question, whole and without a comparison', () => {
  open('/sites/example.com/customers/people?period=7d&compare=year&country=DE')
  const [path, ...body] = peopleTable(asked('ada'))?.split(' ') ?? []
  expect(path).toBe('/api/sites/example.com/reports/people')
  expect(JSON.parse(body.join(' '))).toEqual({
    period: '7d',
    filters: [['is', 'country', ['DE']]],
    search: 'ada',
    sort: 'last_seen',
    limit: 1000,
  })
  open('/sites/new')
  expect([peopleTable(asked('ada')), peopleQuestion(asked(''), 1)]).toEqual([undefined, undefined])
  open('/sites/example.com')
})

test.each([
  'user:ada',
  'user:ada@example.com',
  'user:a/b?c#d',
  'user:50%',
  'visitor:x y',
  'user:春',
])('the page of %s names that person', (id) => {
  open(`/sites/example.com/${personPage(id)}`)
  expect(personInView.value).toBe(id)
})

test('the list is no person’s page', () => {
  open('/sites/example.com/customers/people')
  expect(personInView.value).toBeUndefined()
  expect(personPage('user:ada')).toBe('customers/people/user:ada')
})

test('a person’s visits come with all that was done, and as a file', async () => {
  open('/sites/example.com')
  const ada = await personQuestion('user:ada', 1).fetch(signal)
  expect(ada.person).toMatchObject({ id: 'user:ada', visits: 2, pageviews: 2 })
  expect(ada.items.map(({ start }) => start.slice(0, 13))).toEqual([`${DAY}T10`, `${DAY}T09`])
  expect(personFile('user:ada')).toBe('/api/sites/example.com/people/user%3Aada/export')
  await expect(personQuestion('user:nobody', 1).fetch(signal)).rejects.toMatchObject({
    status: 404,
  })
})

test('what the view shows is deleted, after it was said how much that is', async () => {
  open(`/sites/example.com?period=${DAY}..${DAY}&compare=year&page=/pricing`)
  expect(await previewDeletion(signal)).toMatchObject({ id: null, events: 1, visits: 1, people: 1 })
  expect(await deleteEvents()).toMatchObject({ id: '1', events: 1 })
  open('/sites/example.com?period=all')
  await expect(previewDeletion(signal)).rejects.toMatchObject({ status: 422 })
})

test('an erased person is gone, and nothing that was seen of them is kept', async () => {
  open('/sites/example.com')
  expect(await erasePerson('user:ada')).toEqual({ people: 1, visits: 2, events: 2 })
  await expect(personQuestion('user:ada', 1).fetch(signal)).rejects.toMatchObject({ status: 404 })
})

test('whether a site ever had an event is found out once, and known of no other', async () => {
  firstEvent.follow()
  open('/sites/quiet.example')
  expect(firstEvent.arrived.value).toBeUndefined()
  firstEvent.tell(0)
  await expect.poll(() => firstEvent.arrived.value).toBe(false)
  await imported(app, 'quiet.example', [{ at: `${DAY}T09:00:00Z`, visitor: 'browser-one-0001' }])
  firstEvent.tell(1)
  expect(firstEvent.arrived.value).toBe(true)
  open('/sites/example.com')
  expect(firstEvent.arrived.value).toBeUndefined()
  firstEvent.tell(0)
  await expect.poll(() => firstEvent.arrived.value).toBe(true)
})

let sent = 0

/** Sends what pages of another host would. */
async function refuse(body: string): Promise<void> {
  const headers = { 'user-agent': CHROME, 'content-length': String(Buffer.byteLength(body)) }
  await app.ask('/t/quiet.example', { body, headers, peer: '198.51.100.7' })
}

test('hosts that were refused are strangers until they are allowed', async () => {
  open('/sites/quiet.example')
  for (const host of ['shop.example', 'pay.shop.example', 'shop.example']) {
    const event = { id: `refused-${sent++}`, name: 'Buy', at: NOW, url: `https://${host}/` }
    await refuse(JSON.stringify({ sent: NOW, events: [event] }))
  }
  await lookForRefused()
  expect(refused.value?.refused_hosts).toEqual([
    { host: 'shop.example', count: 2 },
    { host: 'pay.shop.example', count: 1 },
  ])
  expect(strangers()).toEqual(['shop.example', 'pay.shop.example'])
  await allowHost('quiet.example', 'pay.shop.example')
  expect(strangers()).toEqual(['shop.example'])
  await allowHost('quiet.example', 'shop.example')
  expect(strangers()).toEqual([])
  await allowHost('quiet.example', 'pay.shop.example', false)
  expect(strangers()).toEqual([])
  await allowHost('quiet.example', 'shop.example', false)
  expect(strangers()).toEqual(['shop.example', 'pay.shop.example'])
})
