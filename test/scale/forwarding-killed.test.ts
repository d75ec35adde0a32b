import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { bodyOf, ownFolder, pageview, SITE, send } from '../faults/sending.ts'
import { addSite, startServer, tributary } from '../server.ts'
import { startClickHouse, type TestClickHouse } from './clickhouse.ts'
import { isAllTold } from './in-file.ts'

let clickhouse: TestClickHouse

beforeAll(async () => {
  clickhouse = await startClickHouse()
})
afterAll(() => clickhouse.remove())

const chance = random(5)

/** Notes what was promised. */
async function sendUntilGone(url: string, sender: number, acknowledged: Set<string>) {
  for (;;) {
    const events = Array.from({ length: 1 + chance.integer(4) }, () => pageview(chance.id()))
    const answer = await send(url, bodyOf(events, `visitor-${sender}`)).catch(() => undefined)
    if (answer === undefined) return
    if (answer.status === 202) for (const { id } of events) acknowledged.add(String(id))
  }
}

test('killed twenty times under load, with ClickHouse killed in between, both sides are the same in the end', async () => {
  const data = ownFolder()
  await addSite(data, SITE)
  const database = await clickhouse.database()
  const args = ['--rate-limit', '0', '--clickhouse-url', database.url]
  const acknowledged = new Set<string>()
  for (let crash = 0; crash < 20; crash++) {
    const running = await startServer({ data, args })
    const before = acknowledged.size
    const senders = Array.from({ length: 8 }, (_, i) => sendUntilGone(running.url, i, acknowledged))
    await expect.poll(() => acknowledged.size - before, { interval: 1 }).toBeGreaterThan(10)
    await new Promise((resolve) => setTimeout(resolve, chance.integer(900)))
    if (crash % 5 === 3) {
      await clickhouse.kill9()
      await clickhouse.restart()
    }
    await running.kill9()
    await Promise.all(senders)
  }
  const last = await startServer({ data, args })
  onTestFinished(async () => void (await last.stop()))
  await expect.poll(() => isAllTold(data)).toBe(true)
  const there = await database.ask<{ uid: string }>('select uid from event final')
  const ids = new Set(there.map(({ uid }) => uid))
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([])
  expect(ids.size).toBe(there.length)
  const env = { TRIBUTARY_CLICKHOUSE_URL: database.url }
  expect((await tributary(['clickhouse', 'verify', '--data', data], { env })).code).toBe(0)
}, 240_000)
