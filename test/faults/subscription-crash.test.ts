import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { STRIPE_HEAD, stripe } from '../billing/files.ts'
import { addSite, createToken, dataFolder, removeFolder, startServer } from '../server.ts'
import { databaseOf, SITE } from './sending.ts'

const CUSTOMERS = 30_000

const data = dataFolder()
let token: string

beforeAll(async () => {
  await addSite(data, SITE)
  token = await createToken(data, 'write,read')
})
afterAll(() => removeFolder(data))

const FILE = [
  STRIPE_HEAD,
  ...Array.from({ length: CUSTOMERS }, (_, i) =>
    stripe({ id: `sub_${i}`, 'Customer ID': `cus_${i}` }),
  ),
].join('\n')

async function ask(url: string, path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
  const answer = await fetch(`${url}/api/sites/${SITE}/subscriptions${path}`, { ...init, headers })
  return { status: answer.status, body: await answer.json() }
}

const send = (url: string) => ask(url, '?name=stripe.csv', { method: 'POST', body: FILE })

/** Waits until some of the file is stored. */
async function whenBegun(): Promise<void> {
  const db = new Database(databaseOf(data), { readonly: true })
  const stored = db.prepare<[], number>('select count(*) from event').pluck()
  while ((stored.get() ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  db.close()
}

test('a file that a kill has cut off is sent again, and all of it can be taken back', async () => {
  const first = await startServer({ data })
  // fetch's own failure means that the server is gone, which is the point.
  const sent = send(first.url).catch(() => undefined)
  await whenBegun()
  await first.kill9()
  expect(await sent).toBeUndefined()

  const server = await startServer({ data })
  const { body } = await send(server.url)
  expect(body.events).toBeGreaterThan(0)
  expect(body.events).toBeLessThan(CUSTOMERS)
  expect((await send(server.url)).body).toMatchObject({ import: null, events: 0 })
  const { items } = (await ask(server.url, '/imports')).body
  expect(items).toMatchObject([{ id: body.import }, { file: 'stripe.csv' }])
  const undone = []
  for (const { id } of items)
    undone.push(await ask(server.url, `/imports/${id}`, { method: 'DELETE' }))
  expect(undone.map(({ status }) => status)).toEqual([200, 200])
  expect(undone[0]?.body.events + undone[1]?.body.events).toBe(CUSTOMERS)
  await server.stop()
}, 120_000)
