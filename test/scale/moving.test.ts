import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { databaseOf } from '../faults/sending.ts'
import { tributary } from '../server.ts'
import { api, MEANWHILE, pageviews, rows, send, statusOf } from './asking.ts'
import { type Collectors, someCollectors } from './collectors.ts'

const ZERO = 'zero.example'
const ONE = 'one.example'
const VISITORS = 40

let collectors: Collectors

beforeEach(async () => {
  collectors = await someCollectors(2, { [ZERO]: 0, [ONE]: 1 })
  await collectors.start(0)
  await collectors.start(1)
})
afterEach(() => collectors.remove())

const move = (...args: string[]) =>
  tributary(['collectors', 'move', ONE, ...args, '--data', collectors.folders[0] ?? ''])

/** Sends events of a few visitors to both collectors until it is told to end; each is sent until it is taken. */
function load() {
  let isOver = false
  const refused: number[] = []
  let sent = 0
  let taken = 0

  async function sendOne(n: number): Promise<void> {
    const url = collectors.urls[n % 2] ?? ''
    const visitor = `visitor-${n % VISITORS}`
    for (;;) {
      const status = await statusOf(send(url, ONE, `n-${n}`, { visitor }))
      if (status === 202) taken += 1
      if (status === 202) return
      refused.push(status)
      await sleep(50)
    }
  }

  const sender = async () => {
    while (!isOver) await sendOne(sent++)
  }
  const senders = Promise.all(Array.from({ length: 6 }, sender))
  return {
    refused,
    /** Until each visitor has a visit. */
    async isUnderWay(): Promise<void> {
      await expect.poll(() => taken).toBeGreaterThan(2 * VISITORS)
    },
    /** Answers how many events were sent. */
    async end(): Promise<number> {
      isOver = true
      await senders
      return sent
    },
  }
}

/** A history that takes some slices. */
async function history(): Promise<number> {
  const lines = Array.from({ length: 30_000 }, (_, n) =>
    JSON.stringify({
      ...{ id: `line-0000${n}`, name: 'pageview', url: `https://${ONE}/${n % 50}` },
      ...{ at: Date.now() - (2 + (n % 30)) * 86_400_000, visitor: `older-${n % 900}` },
    }),
  )
  const answer = await fetch(`${collectors.urls[1]}/api/sites/${ONE}/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${collectors.token}`,
      'content-type': 'application/x-ndjson',
    },
    body: lines.join('\n'),
  })
  expect(answer.status).toBe(202)
  return lines.length
}

/** All that was sent, once, in one visit of each visitor, at the collector that has the site now. */
async function expectWhole(sent: number, before: number): Promise<void> {
  const [zero = '', one = ''] = collectors.urls
  expect(await pageviews(collectors, zero, ONE)).toBe(sent)
  expect(await pageviews(collectors, one, ONE)).toBe(sent)
  expect(rows(collectors, 0, 'event')).toBe(sent + before)
  // Where it is told that the site is there already, the other one may not have cleared its own yet.
  await expect
    .poll(() => [rows(collectors, 1, 'event'), rows(collectors, 1, 'visit')])
    .toEqual([0, 0])
  const asked = { period: MEANWHILE, metrics: ['visits', 'visitors'] }
  const answer = await api(collectors, zero, `${ONE}/reports/stats`, { body: asked })
  const { totals } = (await answer.json()) as { totals: object }
  expect(totals).toMatchObject({ visits: VISITORS, visitors: VISITORS })
}

test('a site moves under load: no event is refused, lost or doubled, and open visits go on', async () => {
  const before = await history()
  const traffic = load()
  await traffic.isUnderWay()
  const { code, stderr } = await move('0')
  expect([code, stderr]).toEqual([0, expect.stringContaining(`${ONE} is at collector 0 now`)])
  await sleep(300)
  const sent = await traffic.end()
  expect(traffic.refused).toEqual([])
  await expectWhole(sent, before)
})

test('imported days go along, more than a part holds', async () => {
  const days = Array.from({ length: 4_500 }, (_, n) => `2025-01-0${1 + (n % 9)},/${n},2,1,3`)
  const file = ['date,page,visits,visitors,pageviews', ...days].join('\n')
  const headers = { authorization: `Bearer ${collectors.token}` }
  const address = `${collectors.urls[1]}/api/sites/${ONE}/imports?format=plausible&name=pages.csv`
  const brought = await fetch(address, { method: 'POST', headers, body: file })
  expect(await brought.json()).toMatchObject({ state: 'done', stored: 4_500 })
  const { code, stderr } = await move('0')
  expect([code, stderr]).toEqual([0, expect.stringContaining(`${ONE} is at collector 0 now`)])
  expect([0, 1].map((number) => rows(collectors, number, 'imported_sum'))).toEqual([4_500, 0])
  const asked = { period: 'all', metrics: ['pageviews'], dimensions: ['page'], limit: 1 }
  const answer = await api(collectors, collectors.urls[0] ?? '', `${ONE}/reports/stats`, {
    body: asked,
  })
  expect(await answer.json()).toMatchObject({ rows: [{ pageviews: 3, imported: 'all' }] })
})

/** A history that comes line by line until it is told to end. */
function slowly() {
  const line = (n: number) =>
    JSON.stringify({
      ...{ id: `slow-0000${n}`, name: 'pageview', url: `https://${ONE}/`, visitor: 'older' },
      at: Date.now() - 2 * 86_400_000,
    })
  let lines = 0
  let isOver = false
  const body = new ReadableStream({
    async pull(controller) {
      if (isOver) return controller.close()
      controller.enqueue(new TextEncoder().encode(`${line(lines++)}\n`))
      await sleep(100)
    },
  })
  const status = statusOf(
    fetch(`${collectors.urls[1]}/api/sites/${ONE}/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${collectors.token}`,
        'content-type': 'application/x-ndjson',
      },
      body,
      duplex: 'half',
    } as RequestInit),
  )
  return {
    /** Answers how many lines it had. */
    async end(): Promise<number> {
      isOver = true
      expect(await status).toBe(202)
      return lines
    },
  }
}

/** Where the site is to go, as the collector that has it knows. */
function movingTo(): number | null {
  const db = openDatabase(databaseOf(collectors.folders[1] ?? ''), { readonly: true })
  const to = db.prepare('select moving_to from assignment where moving_to is not null').pluck()
  const found = to.get() as number | undefined
  db.close()
  return found ?? null
}

/** Sends one event after another for so long; how long each has waited, ms. */
async function waitsOf(ms: number, name: string): Promise<number[]> {
  const waits: number[] = []
  for (const until = performance.now() + ms; performance.now() < until; ) {
    const before = performance.now()
    const id = `${name}-${waits.length}`
    expect(await statusOf(send(collectors.urls[1] ?? '', ONE, id))).toBe(202)
    waits.push(performance.now() - before)
    await sleep(20)
  }
  return waits
}

test('a site that is imported into moves after that, and events hardly wait for it', async () => {
  const usual = await waitsOf(500, 'before')
  const importing = slowly()
  const moving = move('0')
  await expect.poll(movingTo).toBe(0)
  const waits = await waitsOf(5_000, 'meanwhile')
  expect(movingTo()).toBe(0)
  // Were the gate closed again and again until the import has ended, they would wait for three quarters of the time.
  const [most] = [...usual].sort((a, b) => b - a)
  const waited = waits.map((ms) => Math.max(0, ms - Math.max(200, most ?? 0)))
  expect(waited.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(2_500)
  const lines = await importing.end()
  expect((await moving).code).toBe(0)
  expect(rows(collectors, 0, 'event')).toBe(usual.length + waits.length + lines)
})

test('a move waits while the other one is down, and can be given up or go on', async () => {
  await collectors.kill(0)
  expect((await send(collectors.urls[1] ?? '', ONE, 'first')).status).toBe(202)
  const moving = tributary(['collectors', 'move', ONE, '0', '--data', collectors.folders[1] ?? ''])
  const state = async () => (await list()).find(({ domain }) => domain === ONE)
  await expect.poll(state).toMatchObject({ collector: 1, moving_to: 0 })
  const given = await move('--cancel')
  expect([given.code, given.stderr]).toEqual([0, `${ONE} stays at collector 1\n`])
  const givenUp = expect.stringContaining('stays at collector 1: the move was given up')
  expect(await moving).toMatchObject({ code: 1, stderr: givenUp })
  expect(await state()).toMatchObject({ collector: 1, moving_to: null })
  expect((await send(collectors.urls[1] ?? '', ONE, 'second')).status).toBe(202)
  const again = move('0')
  await expect.poll(state).toMatchObject({ moving_to: 0 })
  await collectors.start(0)
  expect((await again).code).toBe(0)
  expect(rows(collectors, 0, 'event')).toBe(2)
})

async function list(): Promise<{ domain: string; collector: number; moving_to: number | null }[]> {
  const folder = collectors.folders[1] ?? ''
  return JSON.parse((await tributary(['collectors', 'list', '--json', '--data', folder])).stdout)
}

test.each([1, 2, 3, 4])(
  'either is killed at any point of it, and nothing is lost (%i)',
  async (seed) => {
    const chance = random(seed)
    const before = await history()
    const traffic = load()
    await traffic.isUnderWay()
    const moving = move('0')
    for (let kill = 0; kill < 3; kill++) {
      await sleep(50 + chance.integer(700))
      const number = chance.integer(2)
      await collectors.kill(number)
      await collectors.start(number)
    }
    // The command ends with the server that it asks; the move goes on.
    await moving
    await expect
      .poll(async () => (await move('0')).stderr)
      .toMatch(/is at collector 0 now|is there already/)
    const sent = await traffic.end()
    await expectWhole(sent, before)
  },
)
