import { afterAll, beforeAll, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { addSite, dataFolder, exported, removeFolder, startServer, tributary } from '../server.ts'
import { bodyOf, pageview, SITE, send } from './sending.ts'

const CRASHES = 20
const SENDERS = 16

const data = dataFolder()
const chance = random(11)
const acknowledged = new Set<string>()
const offered = new Set<string>()

beforeAll(() => addSite(data, SITE))
afterAll(() => removeFolder(data))

/** Sends until the server is gone, noting what was promised. */
async function sendUntilGone(url: string, sender: number): Promise<void> {
  for (;;) {
    const ids = Array.from({ length: 1 + chance.integer(4) }, () => chance.id())
    for (const id of ids) offered.add(id)
    const answer = await send(url, bodyOf(ids.map(pageview), `visitor-${sender}`)).catch(gone)
    if (answer === undefined) return
    expect(answer.status).toBe(202)
    for (const id of ids) acknowledged.add(id)
  }
}

/** Until as many as there are senders were acknowledged, and then for some time. */
async function underLoad(before: number): Promise<void> {
  await expect
    .poll(() => acknowledged.size - before, { interval: 1, timeout: 60_000 })
    .toBeGreaterThan(SENDERS)
  await new Promise((resolve) => setTimeout(resolve, chance.integer(200)))
}

/** fetch's own failure means that the server is gone, which is the point. */
function gone(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error
}

test('killed twenty times under load, every acknowledged event is there once', async () => {
  for (let crash = 0; crash < CRASHES; crash++) {
    const server = await startServer({ data, args: ['--rate-limit', '0'] })
    const before = acknowledged.size
    const senders = Promise.all(
      Array.from({ length: SENDERS }, (_, i) => sendUntilGone(server.url, i)),
    )
    await Promise.race([senders, underLoad(before)])
    await server.kill9()
    await senders
  }
  const ids = (await exported(data, SITE)).map(({ id }) => String(id))
  const stored = new Set(ids)
  expect(acknowledged.size).toBeGreaterThan(CRASHES * SENDERS)
  expect(ids).toHaveLength(stored.size)
  expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([])
  expect(ids.filter((id) => !offered.has(id))).toEqual([])
  expect((await tributary(['doctor', '--data', data])).code).toBe(0)
}, 240_000)
