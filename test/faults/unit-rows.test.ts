import { afterAll, beforeAll, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import { openSettings } from '../../collector/settings/tables.ts'
import type { EventReader } from '../../collector/store/port.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { addSite, createToken, dataFolder, removeFolder, startServer } from '../server.ts'
import { bodyOf, databaseOf, pageview, SITE, send } from './sending.ts'

const CRASHES = 8
const SENDERS = 6

const data = dataFolder()
const chance = random(17)
let token = ''

beforeAll(async () => {
  await addSite(data, SITE)
  token = await createToken(data, 'read,write')
})
afterAll(() => removeFolder(data))

async function post(url: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/api/sites/${SITE}/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
}

/** Somebody of forty is shown a variant, or buys. */
function events() {
  const variant = chance.chance(0.5) ? 'control' : 'b'
  const page = pageview(chance.id())
  const own = { ...page, id: chance.id() }
  return chance.chance(0.5)
    ? [page, { ...own, name: 'exposure', of: page.id, props: { experiment: 'hero', variant } }]
    : [page, { ...own, name: 'Buy', revenue: { amount: 5, currency: 'USD' } }]
}

/** Until the server is gone. */
async function untilGone(work: () => Promise<unknown>): Promise<void> {
  for (let isThere = true; isThere; ) {
    isThere = await work().then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof TypeError)) throw error
        return false
      },
    )
  }
}

async function answerOf(reader: EventReader, now: number): Promise<unknown> {
  const settings = openSettings(openDatabase(databaseOf(data), { readonly: true }))
  try {
    const task = { name: 'experiment', site: SITE, request: { key: 'hero' } }
    return await runReport({ reader, settings, now }, task)
  } finally {
    await settings.destroy()
  }
}

/** Of the rows that are whole; moves with whatever is written of them. */
function writtenRows(): { state: string; units: number } {
  const db = openDatabase(databaseOf(data), { readonly: true })
  try {
    const written = db.prepare<[], { state: string; units: number }>(
      `select k.id || '.' || k.revision as state, (select count(*) from unit_row r where r.kept = k.id) as units
      from unit_kept k where k.whole = 1 and k.away = 0`,
    )
    return written.get() ?? { state: 'none', units: 0 }
  } finally {
    db.close()
  }
}

test('killed while results are asked for, what is kept of units says what their events say', async () => {
  const first = await startServer({ data, args: ['--rate-limit', '0'] })
  await post(first.url, 'goals', { name: 'Buy', event: 'Buy', value: 'revenue' })
  const variants = [{ key: 'control' }, { key: 'b' }]
  const primary = { goal: 'Buy', kind: 'revenue', window: null }
  await post(first.url, 'experiments', {
    key: 'hero',
    name: 'Hero',
    variants,
    metrics: { primary },
  })
  await post(first.url, 'experiments/hero/start', {})
  await first.stop()
  let crashesAfterRows = 0
  for (let crash = 0; crash < CRASHES; crash++) {
    const before = writtenRows()
    const { url, kill9 } = await startServer({ data, args: ['--rate-limit', '0'] })
    const senders = Array.from({ length: SENDERS }, () =>
      untilGone(() => send(url, bodyOf(events(), `visitor-${chance.integer(40)}`))),
    )
    const asker = untilGone(() => post(url, 'reports/experiment', { key: 'hero' }))
    const hasRows = () => writtenRows().units > 0 && writtenRows().state !== before.state
    // Every other time before any may have been written, but for the first, which is to have some to be compared.
    if (crash % 2 === 0) await expect.poll(hasRows, { timeout: 60_000 }).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, chance.integer(500)))
    await kill9()
    await Promise.all([...senders, asker])
    if (hasRows()) crashesAfterRows++
    const now = Date.now() + 60_000
    const kept = eventReader(openDatabase(databaseOf(data), { readonly: true }))
    const { units, ...plain } = eventReader(openDatabase(databaseOf(data), { readonly: true }))
    const said = await answerOf(kept, now)
    expect(said).toEqual(await answerOf(plain, now))
    expect((said as { health: { units: number } }).health.units).toBeGreaterThan(0)
    await kept.close()
    await plain.close()
  }
  expect(crashesAfterRows).toBeGreaterThanOrEqual(CRASHES / 2)
}, 240_000)
