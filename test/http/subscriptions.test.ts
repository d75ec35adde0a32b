import { beforeAll, expect, test } from 'vitest'
import { invoice, invoiceFile, STRIPE_HEAD, stripe } from '../billing/files.ts'
import { ORIGIN, useApp } from './server.ts'

const NOW = Date.UTC(2026, 5, 15)
// Files of one instant have an order, too.
const app = useApp({}, () => NOW)
const HERE = '/api/sites/example.com'
let token: string
let read: string

beforeAll(async () => {
  await app.site('example.com')
  token = await app.token(['write', 'ingest'])
  read = await app.token(['read'])
})

const fileOf = (...lines: string[]) => [STRIPE_HEAD, ...lines].join('\n')

async function send(text: string, query = '', as = token) {
  const answer = await app.send(
    new Request(`${ORIGIN}${HERE}/subscriptions?${query}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': 'text/csv',
        host: 'growth.example',
      },
      body: text,
    }),
  )
  return { status: answer.status, body: await answer.json() }
}

async function ask(path: string, method = 'GET') {
  const answer = await app.ask(`${HERE}/${path}`, { token, method })
  return { status: answer.status, body: await answer.json() }
}

/** What is stored of subscriptions, in order. */
async function stored(): Promise<unknown[]> {
  const answer = await app.ask(`${HERE}/export`, { token: read })
  const lines = (await answer.text()).trim().split('\n').filter(Boolean)
  return lines
    .map((line) => JSON.parse(line))
    .map(({ at, account, subscription }) => [
      new Date(at).toISOString().slice(0, 10),
      account,
      subscription.amount,
      subscription.status,
    ])
}

const ENDED = stripe({
  id: 'sub_2',
  'Customer ID': 'cus_2',
  Status: 'canceled',
  'Ended At (UTC)': '2026-04-01 10:22',
})

test('a file is looked at first, stored whole, stored once, and taken back', async () => {
  const first = fileOf(stripe({ 'Trial End (UTC)': '2026-03-15 10:22' }), ENDED)
  const looked = await send(first, 'dry_run=true')
  expect(looked).toMatchObject({
    status: 200,
    body: {
      import: null,
      subscriptions: 2,
      changed: 2,
      events: 4,
      customers: { named: 2, known: 0 },
      warnings: [expect.stringContaining('no account of this site is called')],
      lines: [
        { customer: 'cus_1', subscription: 'sub_1', amount: '49.00', told: 2 },
        { customer: 'cus_2', standing: 'ended', ended: '2026-04-01T10:22:00.000Z', told: 2 },
      ],
    },
  })
  expect(await stored()).toEqual([])

  const { body } = await send(first, 'name=stripe.csv')
  expect(body).toMatchObject({ import: expect.any(String), events: 4 })
  const whole = [
    ['2026-03-01', 'cus_1', '49.00', 'trialing'],
    ['2026-03-01', 'cus_2', '49.00', 'active'],
    ['2026-03-15', 'cus_1', '49.00', 'active'],
    ['2026-04-01', 'cus_2', '49.00', 'ended'],
  ]
  expect(new Set((await stored()).map(String))).toEqual(new Set(whole.map(String)))

  expect(await send(first)).toMatchObject({
    status: 200,
    body: {
      ...{ import: null, events: 0, changed: 0 },
      // Nobody was told of but by the file itself.
      customers: { named: 2, known: 0 },
      warnings: [expect.stringContaining('no account of this site is called')],
    },
  })
  expect(await stored()).toHaveLength(4)

  const dearer = fileOf(
    stripe({ Amount: '99.00', 'Current Period Start (UTC)': '2026-06-01 10:22' }),
    ENDED,
  )
  const second = await send(dearer, 'name=later.csv')
  expect(second.body).toMatchObject({ changed: 1, events: 1 })
  expect((await stored()).at(-1)).toEqual(['2026-06-01', 'cus_1', '99.00', 'active'])

  const { body: imports } = await ask('subscriptions/imports')
  expect(
    imports.items.map(({ file, events }: { file: string; events: number }) => [file, events]),
  ).toEqual(
    expect.arrayContaining([
      ['later.csv', 1],
      ['stripe.csv', 4],
    ]),
  )
})

test('only the newest is taken back, and its events go with it', async () => {
  const { items } = (await ask('subscriptions/imports')).body
  const [newest, earlier] = items
  expect((await ask(`subscriptions/imports/${earlier.id}`, 'DELETE')).status).toBe(409)
  expect(await ask(`subscriptions/imports/${newest.id}`, 'DELETE')).toMatchObject({ status: 200 })
  await expect.poll(async () => (await stored()).length).toBe(5 - newest.events)
  expect((await ask(`subscriptions/imports/${newest.id}`, 'DELETE')).status).toBe(404)
})

test('of a file with a line that cannot be meant nothing is stored, unless such lines may be left out', async () => {
  const before = await stored()
  const text = fileOf(stripe({ id: 'sub_9', 'Customer ID': 'cus_9' }), stripe({ Interval: 'moon' }))
  const { status, body } = await send(text)
  expect(status).toBe(422)
  expect(body.errors).toEqual([{ path: 'line 3', message: 'the interval "moon" is unknown' }])
  expect(await stored()).toEqual(before)
  expect((await send(text, 'skip_bad=true')).body).toMatchObject({
    events: 1,
    rejected: [{ line: 3 }],
  })
})

test('a file of invoices is taken in and back in the same way', async () => {
  const before = await stored()
  const text = invoiceFile(invoice('2026-01-01', '2026-02-01', { Subscription: 'sub_7' }))
  const { body } = await send(text, 'name=invoices.csv')
  expect(body).toMatchObject({ kind: 'invoices', invoices: 1, subscriptions: 1, changed: 1 })
  expect(await stored()).toHaveLength(before.length + body.events)
  expect((await ask(`subscriptions/imports/${body.import}`, 'DELETE')).status).toBe(200)
  await expect.poll(async () => (await stored()).length).toBe(before.length)
})

/** Subscriptions of as many customers. */
const many = (count: number, cells: Parameters<typeof stripe>[0] = {}) =>
  fileOf(
    ...Array.from({ length: count }, (_, i) =>
      stripe({ id: `many_${i}`, 'Customer ID': `many_${i}`, ...cells }),
    ),
  )

const newest = async () => (await ask('subscriptions/imports')).body.items[0]

test('files at once are taken in one after the other: the second tells what the first has not', async () => {
  const first = many(50)
  const dearer = many(50, { Amount: '99.00', 'Current Period Start (UTC)': '2026-06-01 10:22' })
  const [stands] = await twice(first, [50, 50])
  const [newer] = await twice(dearer, [0, 50])
  expect((await ask(`subscriptions/imports/${stands?.body.import}`, 'DELETE')).status).toBe(409)
  expect((await ask(`subscriptions/imports/${newer?.body.import}`, 'DELETE')).status).toBe(200)
})

/** Whichever of the two comes first is new, and tells as many events; it is the first of the answers. */
async function twice(text: string, told: [fresh: number, events: number]) {
  const answers = await Promise.all([send(text), send(text)])
  const sorted = answers.toSorted((a, b) => b.body.events - a.body.events)
  expect(sorted.map(({ body }) => [body.new, body.events])).toEqual([told, [0, 0]])
  return sorted
}

test('a file that follows at once on what is taken back is stored whole', async () => {
  const before = await newest()
  expect((await ask(`subscriptions/imports/${before.id}`, 'DELETE')).status).toBe(200)
  const { body } = await send(many(50))
  expect(body).toMatchObject({ new: 50, events: 50 })
  const own = (await stored()).filter((one) => String(one).includes('many_'))
  expect(own).toHaveLength(50)
  const [one, other] = await Promise.all(
    [1, 2].map(() => ask(`subscriptions/imports/${body.import}`, 'DELETE')),
  )
  // Whoever comes second is told so, whichever that is.
  expect([one?.status, other?.status].toSorted()).toEqual([200, 404])
})

test.each([
  ['mapping=customer%3DKunde', 422, /no column .*Kunde/],
  ['mapping=wer%3DKunde', 422, /unknown field .*wer/],
  ['as=team', 422, /as/],
])('%s is refused', async (query, status, detail) => {
  const answer = await send(fileOf(stripe({})), query)
  expect(answer.status).toBe(status)
  expect(JSON.stringify(answer.body)).toMatch(detail)
})

test('who may only read takes nothing in', async () => {
  expect((await send(fileOf(stripe({})), '', read)).status).toBe(403)
})
