import { beforeAll, expect, test } from 'vitest'
import { addGoal } from '../../collector/settings/goals.ts'
import { useApp } from './server.ts'
import { HERE } from './spending.ts'

// Reports look at the machine's own clock.
const app = useApp()
const PATH = `${HERE}/offline-conversions`
const DAY = 86_400_000
const NOW = Date.now()
const day = (ago: number) => new Date(NOW - ago * DAY).toISOString().slice(0, 10)
const WEEK = { from: day(7), to: day(1) }
let token: string
let reader: string

function event(id: string, ago: number, more: object) {
  return {
    id: `event-${id}`,
    name: 'pageview',
    visitor: 'p',
    at: Date.parse(`${day(ago)}T10:00:00Z`),
    ...more,
  }
}

async function store(...events: object[]) {
  const headers = { 'content-type': 'application/x-ndjson' }
  const body = events.map((one) => JSON.stringify(one)).join('\n')
  const answer = await app.ask(`${HERE}/events`, { token, body, headers })
  expect(answer.status).toBe(202)
}

beforeAll(async () => {
  const { id } = await app.site('example.com')
  token = await app.token(['admin'])
  reader = await app.token(['read'])
  const goal = { name: 'Buy', event: 'Buy', value: 'revenue', count: 'every' } as const
  await addGoal(app.settings, Number(id), goal, 0)
  const revenue = { amount: '12.50', currency: 'EUR', order: 'A-1' }
  await store(
    event('click', 4, { url: 'https://example.com/?gclid=Cj0KCQ-one' }),
    event('sale', 3, { name: 'Buy', revenue }),
  )
})

async function ask(body: object, options: { as?: string; accept?: string } = {}) {
  const { as = token, accept = 'application/json' } = options
  const asked = { platform: 'google', goal: 'Buy', period: WEEK, ...body }
  return await app.ask(PATH, { token: as, body: asked, headers: { accept } })
}

const csv = (body: object = {}) => ask(body, { accept: 'text/csv' })

async function exports(): Promise<{ id: string; kind: string; at: string }[]> {
  return (await (await app.ask(`${PATH}/exports`, { token })).json()).items
}

const remove = (id: string) => app.ask(`${PATH}/exports/${id}`, { token, method: 'DELETE' })

test('as JSON it says what would go out, and remembers nothing', async () => {
  for (let i = 0; i < 2; i++) {
    const answer = await ask({})
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ rows: 1, left_out: [], name: 'Buy' })
  }
  expect(await exports()).toEqual([])
})

test('a file that is only tried is not remembered', async () => {
  expect(await (await csv({ dry_run: true })).text()).toContain('Cj0KCQ-one')
  expect(await exports()).toEqual([])
})

test('the file goes out once, is listed, and can be taken back', async () => {
  const first = await csv({ name: 'Sale' })
  expect(first.headers.get('content-type')).toContain('text/csv')
  expect(first.headers.get('content-disposition')).toContain(
    `example.com-google-conversions-${WEEK.from}-${WEEK.to}.csv`,
  )
  expect(await first.text()).toContain(`Cj0KCQ-one,Sale,${day(3)} 10:00:00+00:00,12.50,EUR,A-1`)
  const second = await csv()
  expect((await second.text()).trimEnd().split('\r\n')).toHaveLength(2)
  expect(await (await ask({})).json()).toMatchObject({
    rows: 0,
    left_out: [{ reason: 'already_sent', events: 1 }],
    name: 'Sale',
  })
  const [one, ...others] = await exports()
  expect(others).toEqual([])
  expect(one).toMatchObject({
    platform: 'google',
    goal: { name: 'Buy' },
    days: [WEEK.from, WEEK.to],
    rows: 1,
  })
  expect(Date.parse(one?.at ?? '')).toBeGreaterThanOrEqual(NOW)
  expect((await remove(one?.id ?? '')).status).toBe(204)
  expect(await (await ask({})).json()).toMatchObject({ rows: 1 })
})

test('a file is not taken back before a later one that rests on it', async () => {
  await csv()
  const revenue = { amount: '-12.50', currency: 'EUR', order: 'A-1' }
  await store(event('refund', 2, { name: 'Buy', revenue }))
  expect(await (await csv({ kind: 'adjustments' })).text()).toContain('RETRACT')
  const [adjustments, conversions] = await exports()
  expect((await remove(conversions?.id ?? '')).status).toBe(409)
  expect((await remove(adjustments?.id ?? '')).status).toBe(204)
  expect((await remove(conversions?.id ?? '')).status).toBe(204)
  expect((await remove('99')).status).toBe(404)
})

test('of two files that are made at once one goes out', async () => {
  const statuses = (await Promise.all([csv(), csv()])).map(({ status }) => status)
  // One after another they are two files, of which the later has no line.
  const sent = await exports()
  expect(sent).toHaveLength(1)
  expect(statuses).toContain(200)
  await remove(sent[0]?.id ?? '')
})

test('what goes out and comes back stands in the history', async () => {
  const audit = await (await app.ask(`${HERE}/audit`, { token })).json()
  const told = audit.items.filter(({ thing }: { thing: string }) => thing === 'offline conversions')
  expect(told[0]).toMatchObject({ what: 'removed' })
  expect(told.at(-1)).toMatchObject({ what: 'added', after: { platform: 'google', goal: 'Buy' } })
})

test('only who may change the site makes a file', async () => {
  expect((await ask({}, { as: reader })).status).toBe(403)
})

test.each([
  [{ goal: 'Bye' }, 422, 'Buy'],
  [{ platform: 'bing' }, 422, 'nearest'],
  [{ dry: true }, 400, 'no such field'],
  [{ name: 'x'.repeat(101) }, 422, '100'],
])('%j is refused with %i', async (body, status, words) => {
  const answer = await ask(body)
  expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(words)])
})
