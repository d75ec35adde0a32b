import { beforeAll, expect, test, vi } from 'vitest'
import { CLOUD_COLUMNS, cloudCells, csv, umamiRows } from '../moving/made-up.ts'
import { bomb, zip } from '../moving/packed.ts'
import { ORIGIN, useApp } from './server.ts'

const NOW = Date.UTC(2026, 5, 15)
const app = useApp({}, () => NOW)
const HERE = '/api/sites/example.com'
let token: string

beforeAll(async () => {
  await app.site('example.com')
  token = await app.token(['write', 'read', 'ingest'])
})

async function send(body: Uint8Array | string, query = '') {
  const answer = await app.send(
    new Request(`${ORIGIN}${HERE}/imports?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, host: 'growth.example' },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    }),
  )
  return { status: answer.status, body: await answer.json() }
}

async function ask(path: string, method = 'GET', body?: object) {
  const answer = await app.ask(`${HERE}/${path}`, { token, method, body })
  return { status: answer.status, body: await answer.json() }
}

async function totals() {
  const { body } = await ask('reports/stats', 'POST', {
    period: { from: '2025-01-01', to: '2025-12-31' },
    metrics: ['visitors', 'visits', 'pageviews', 'events'],
  })
  return body.totals
}

const rows = [...umamiRows(2_000)]
const cloud = zip({
  'website_event.csv': csv(CLOUD_COLUMNS, rows.map(cloudCells)),
})

test('a file is looked at, brought in, brought in again as nothing new, and taken back', async () => {
  const looked = await send(cloud, 'dry_run=true')
  expect(looked).toMatchObject({
    status: 200,
    body: {
      format: 'umami',
      kind: 'events',
      label: 'Umami',
      read: 2_000,
      coming: 2_000,
      stored: 0,
      rejected: {},
      from: '2025-01-01',
      complete: true,
      share: 1,
    },
  })
  expect(await totals()).toMatchObject({ events: 0 })
  const brought = await send(cloud, 'name=umami.zip')
  expect(brought).toMatchObject({
    status: 200,
    body: { state: 'done', file: 'umami.zip', read: 2_000, stored: 2_000, duplicate: 0, share: 1 },
  })
  const visitors = new Set(rows.map(({ session_id }) => session_id))
  expect(await totals()).toMatchObject({
    pageviews: rows.filter(({ event_type }) => event_type === '1').length,
    visits: visitors.size,
  })
  const again = await send(cloud, 'format=umami')
  expect(again.body).toMatchObject({ stored: 0, duplicate: 2_000 })
  const { body: list } = await ask('imports')
  expect(list.items.map(({ stored }: { stored: number }) => stored)).toEqual([0, 2_000])
  const undone = await ask(`imports/${brought.body.id}`, 'DELETE')
  expect(undone).toMatchObject({ status: 200, body: { events: 2_000 } })
  await expect.poll(totals).toMatchObject({ events: 0, visits: 0 })
  expect(await ask(`imports/${brought.body.id}`)).toMatchObject({ status: 404 })
})

test('what is refused has its reason and its line, before and after', async () => {
  const cells = rows.slice(0, 3).map(cloudCells)
  const wrong = [
    { ...cells[0], hostname: 'other.test' },
    { ...cells[1], created_at: 'yesterday' },
    { ...cells[2], event_type: '5' },
  ]
  const file = csv(CLOUD_COLUMNS, wrong)
  const reasons = { hostname: 1, 'created_at is no time': 1 }
  const looked = await send(file, 'dry_run=true')
  expect(looked.body).toMatchObject({
    read: 3,
    coming: 0,
    rejected: reasons,
    left_out: { 'loading times': 1 },
  })
  const brought = await send(file)
  expect(brought.body).toMatchObject({ state: 'done', stored: 0, rejected: reasons })
  expect(brought.body.rejected_lines).toContainEqual(
    expect.objectContaining({ line: 3, reason: 'created_at is no time' }),
  )
})

test('what has not come yet is no history, of events and of daily sums', async () => {
  const [today, later] = ['2026-06-15', '2100-01-01']
  const cells = rows.slice(0, 2).map(cloudCells)
  const events = [today, later].map((day, i) => ({ ...cells[i], created_at: `${day} 10:00:00` }))
  const days = [today, later].map((day) => `${day},1,1,1,1,1`).join('\n')
  for (const file of [
    csv(CLOUD_COLUMNS, events),
    `date,visitors,pageviews,bounces,visits,visit_duration\n${days}\n`,
  ])
    expect((await send(file, 'dry_run=true')).body).toMatchObject({
      ...{ read: 2, coming: 1, from: today, to: today },
      rejected: { 'of a day that has not come yet': 1 },
    })
})

test.each<[string, Uint8Array | string, string, string]>([
  ['an empty file', '', '', 'the file is empty'],
  ['half a zip', cloud.subarray(0, 900), '', 'cut off or broken'],
  ['a zip bomb', bomb('website_event.csv', 200), 'format=umami', 'can be read here'],
  ['another tool’s file', cloud, 'format=matomo', 'it looks like Umami’s'],
  ['missing columns', 'event_id,session_id\n1,2\n', 'format=umami', 'url_path'],
  ['no history', 'hello\n', '', 'it cannot be seen whose file this is'],
  ['an unknown format', 'x', 'format=excel', 'format'],
  ['an unknown field', 'x,y\n1,2\n', 'format=csv&mapping=when=x', 'unknown field "when"'],
  [
    'a missing column',
    'x,y\n1,2\n',
    'format=csv&mapping=at=z,url=y,visitor=x',
    'there is no column',
  ],
])('%s is refused, and nothing is listed of it', async (_, body, query, detail) => {
  const { body: before } = await ask('imports')
  const answer = await send(body, query)
  expect([400, 422]).toContain(answer.status)
  expect(answer.body.detail).toContain(detail)
  expect((await ask('imports')).body).toEqual(before)
})

test('files that come at once are few: each is gigabytes of the disk and a core', async () => {
  const writers: (() => Promise<void>)[] = []
  const hold = () => {
    const held = new TransformStream<Uint8Array, Uint8Array>()
    const writer = held.writable.getWriter()
    writers.push(() => writer.close())
    return app.send(
      new Request(`${ORIGIN}${HERE}/imports?dry_run=true`, {
        ...{ method: 'POST', body: held.readable, duplex: 'half' },
        headers: { authorization: `Bearer ${token}`, host: 'growth.example' },
      } as RequestInit),
    )
  }
  const coming = [hold(), hold()]
  await vi.waitFor(async () => {
    const third = await send('hello', 'dry_run=true')
    expect(third).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('on their way') },
    })
  }, 10_000)
  for (const end of writers) await end()
  await Promise.all(coming)
  expect(await send('hello', 'dry_run=true')).toMatchObject({ status: 422 })
})

test('one that cannot be noted among the changes is brought in all the same', async () => {
  const insert = app.settings.insertInto.bind(app.settings)
  const broken = vi.spyOn(app.settings, 'insertInto').mockImplementation(((table: 'audit') => {
    if (table === 'audit') throw new Error('no room')
    return insert(table)
  }) as typeof insert)
  const many = zip({ 'website_event.csv': csv(CLOUD_COLUMNS, rows.map(cloudCells)) })
  const answer = await send(many, 'name=unnoted.zip').finally(() => broken.mockRestore())
  expect(answer.status).toBe(500)
  await vi.waitFor(async () => {
    const [newest] = (await ask('imports')).body.items
    expect(newest).toMatchObject({ file: 'unnoted.zip', state: 'done', read: 2_000 })
  }, 10_000)
})
