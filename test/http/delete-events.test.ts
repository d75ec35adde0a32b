import { afterEach, beforeEach, expect, test } from 'vitest'
import { databasePath } from '../../collector/database-path.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { type App, startApp } from './server.ts'

const DAY = 86_400_000
/** The thread that deletes goes by the machine's clock. */
const today = () => Math.floor(Date.now() / DAY) * DAY
const START = today() - 10 * DAY + DAY / 2
const HERE = '/api/sites/example.com'
const OTHER = '/api/sites/other.example'
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const PERIOD = { from: dateOf(START - DAY), to: dateOf(START + DAY) }

let app: App
let token: string

beforeEach(async () => {
  app = await startApp()
  token = await app.token(['admin'])
  await app.site('example.com')
  await app.site('other.example')
})
afterEach(() => app.close())

const json = async (path: string, more: object = {}) => {
  const answer = await app.ask(path, { token, ...more })
  return { status: answer.status, ...(await answer.json()) }
}

async function take(where: string, lines: object[]): Promise<void> {
  const headers = { 'content-type': 'application/x-ndjson' }
  const text = lines.map((line) => JSON.stringify(line)).join('\n')
  const body = text.replaceAll('https://example.com', `https://${where.split('/').at(-1)}`)
  const answer = await app.ask(`${where}/events`, { token, body, headers })
  expect(await answer.json()).toMatchObject({ accepted: lines.length })
}

const honest = (minute: number, visitor: string, more: object = {}) => ({
  id: `honest-${visitor}-${minute}`,
  name: 'pageview',
  at: START + minute * 60_000,
  visitor,
  url: `https://example.com/page/${minute % 3}`,
  ...more,
})
const HONEST = [
  honest(0, 'ann'),
  honest(1, 'ann', { name: 'Purchase', revenue: { amount: '12.34', currency: 'USD' } }),
  // Only the spam between holds these two together as one visit.
  honest(40, 'ann'),
  honest(5, 'bob', { url: 'https://example.com/?utm_source=letter&utm_medium=email' }),
  honest(6, 'bob', { name: 'engagement', engaged: 12_000, of: 'honest-bob-5' }),
]
const spam = (index: number, visitor: string) => ({
  ...honest(20, visitor),
  id: `spam-${visitor}-${String(index).padStart(6, '0')}`,
  name: 'Casino',
  at: START + 20 * 60_000 + index,
  revenue: { amount: '9999999999999', currency: 'USD' },
})
const SPAM = [
  ...Array.from({ length: 1_200 }, (_, index) => spam(index, `robot-${index % 40}`)),
  spam(0, 'ann'),
]
const CASINO = { period: PERIOD, filters: [['is', 'event', ['Casino']]] }

/** Everything that is said of May, as one text. */
async function told(where: string): Promise<string> {
  const metrics = ['visits', 'visitors', 'pageviews', 'events', 'bounce_rate', 'visit_duration']
  const ask = async (dimensions: string[]) =>
    (await json(`${where}/reports/stats`, { body: { period: PERIOD, metrics, dimensions } })).rows
  const asked = [[], ['page'], ['source'], ['event'], ['time:hour'], ['exit_page']]
  const all = [await Promise.all(asked.map(ask))]
  return JSON.stringify(all)
}

const deletion = (id: string) => () => json(`${HERE}/events/delete/${id}`)
const settled = (id: string) => expect.poll(deletion(id)).toMatchObject({ state: 'removed' })
const gone = (id: string) => expect.poll(deletion(id)).toMatchObject({ status: 404 })

test('what was deleted is as if it had never come, and comes back as it was', async () => {
  await take(OTHER, HONEST)
  await take(HERE, [...HONEST, ...SPAM])
  const before = await told(HERE)
  const honestly = await told(OTHER)
  expect(before).not.toBe(honestly)

  const preview = await json(`${HERE}/events/delete`, { body: { ...CASINO, dry_run: true } })
  expect(preview).toMatchObject({ id: null, events: 1_201, visits: 41, people: 41 })
  expect(await told(HERE)).toBe(before)

  const dayBefore = today()
  const deleted = await json(`${HERE}/events/delete`, { body: CASINO })
  expect(deleted).toMatchObject({ status: 200, events: 1_201, visits: 41, people: 41 })
  const ends = [dayBefore, today()].map((day) => new Date(day + 2 * DAY).toISOString())
  expect(ends).toContain(deleted.until)
  await settled(deleted.id)
  expect(await told(HERE)).toBe(honestly)
  const { items } = await json(`${HERE}/events/delete`)
  expect(items).toMatchObject([{ id: deleted.id, state: 'removed', events: 1_201, done: 1_201 }])
  expect(items[0].filters).toEqual(CASINO.filters)

  const headers = { 'content-type': 'application/x-ndjson' }
  const again = await json(`${HERE}/events`, { body: JSON.stringify(SPAM[0]), headers })
  expect(again).toMatchObject({ accepted: 0, duplicate: 1 })

  const back = await json(`${HERE}/events/delete/${deleted.id}`, { method: 'DELETE' })
  expect(back).toMatchObject({ status: 200, state: 'restoring' })
  await gone(deleted.id)
  expect(await told(HERE)).toBe(before)

  const counts = { events: 1_201, visits: 41, people: 41, period: PERIOD }
  const history = await json(`${HERE}/audit?limit=2`)
  expect(history.items).toMatchObject([
    { thing: 'events', what: 'restored', before: counts },
    { thing: 'events', what: 'removed', before: counts },
  ])
})

test('filters that the deletion itself changes are read before the first event goes', async () => {
  await take(HERE, [
    honest(0, 'ann', { url: 'https://example.com/bad' }),
    honest(1, 'ann', { url: 'https://example.com/next' }),
    honest(2, 'bob', { url: 'https://example.com/next' }),
  ])
  const body = { period: PERIOD, filters: [['is', 'landing_page', ['/bad']]] }
  const { id, events } = await json(`${HERE}/events/delete`, { body })
  expect(events).toBe(2)
  await settled(id)
  const { totals } = await json(`${HERE}/reports/stats`, {
    body: { period: PERIOD, metrics: ['pageviews', 'visitors'] },
  })
  expect(totals).toEqual({ pageviews: 1, visitors: 1 })
})

test('a page viewed by everybody of a day goes, and nobody stays among the people', async () => {
  await take(HERE, HONEST)
  const day = { from: dateOf(START), to: dateOf(START) }
  const { id } = await json(`${HERE}/events/delete`, { body: { period: day, filters: [] } })
  await settled(id)
  expect((await json(`${HERE}/reports/people`, { body: { period: PERIOD } })).rows).toEqual([])
})

test('it can be taken back until the end of the next day of its site, and is then gone for good', async () => {
  await take(HERE, SPAM.slice(0, 5))
  const { id } = await json(`${HERE}/events/delete`, { body: CASINO })
  await settled(id)
  expect((await json(`${OTHER}/events/delete/${id}`, { method: 'DELETE' })).status).toBe(404)
  await app.file
    .updateTable('deletion')
    .set({ until: Date.now() - 1 })
    .execute()
  expect((await json(`${HERE}/events/delete/${id}`, { method: 'DELETE' })).status).toBe(410)
  await take(HERE, SPAM.slice(5, 10))
  const later = await json(`${HERE}/events/delete`, { body: CASINO })
  await gone(id)
  await settled(later.id)
  const db = openDatabase(databasePath(app.folder), { readonly: true })
  const kept = db.prepare('select removal, count(*) as count from removed_event group by removal')
  expect(kept.all()).toEqual([{ removal: Number(later.id), count: 5 }])
  db.close()
})

test('nothing chosen removes nothing, and no choice at all is refused', async () => {
  await take(HERE, HONEST)
  expect(await json(`${HERE}/events/delete`, { body: CASINO })).toMatchObject({
    id: null,
    events: 0,
  })
  const all = { period: 'all', filters: [] }
  expect((await json(`${HERE}/events/delete`, { body: all })).status).toBe(422)
  expect((await json(`${HERE}/events/delete`, { body: { filters: [] } })).status).toBe(400)
  expect((await json(`${HERE}/events/delete`)).items).toEqual([])
})

test('whoever may only read sees the list and deletes nothing', async () => {
  await take(HERE, SPAM.slice(0, 5))
  const reader = await app.token(['read', 'ingest'])
  const asked = (path: string, more: object) => app.ask(path, { token: reader, ...more })
  expect((await asked(`${HERE}/events/delete`, { body: CASINO })).status).toBe(403)
  expect((await asked(`${HERE}/events/delete/1`, { method: 'DELETE' })).status).toBe(403)
  expect((await asked(`${HERE}/events/delete`, {})).status).toBe(200)
})
