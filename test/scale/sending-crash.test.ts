import type { ServerResponse } from 'node:http'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databasePath } from '../../collector/database-path.ts'
import { mailServer } from '../sending/mail-server.ts'
import { says, useReceiver } from '../sending/receiver.ts'
import {
  addSite,
  createToken,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
} from '../server.ts'

const SITE = 'example.com'
const KINDS = ['webhook', 'slack', 'wecom'] as const

const receiver = useReceiver()
const data = dataFolder()
let token: string

beforeAll(async () => {
  await addSite(data, SITE)
  token = await createToken(data, 'write')
})
afterAll(() => removeFolder(data))

async function ask(server: TestServer, path: string, body?: object) {
  const answer = await fetch(`${server.url}/api/sites/${SITE}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(answer.ok).toBe(true)
  return await answer.json()
}

async function statesOf(server: TestServer): Promise<string[]> {
  return (await ask(server, '/deliveries')).items.map(({ state }: { state: string }) => state)
}

/** As if the two minutes of a claim had gone by. */
function passClaims(): void {
  const db = new Database(databasePath(data))
  db.prepare('update delivery set claimed_until = 1 where claimed_until is not null').run()
  db.close()
}

test('a server that is killed while it sends leaves nothing untold', async () => {
  const mail = await mailServer()
  const env = {
    TRIBUTARY_PRIVATE_WEBHOOKS: 'true',
    TRIBUTARY_SMTP_URL: `smtp://127.0.0.1:${mail.port}?from=growth@example.com`,
  }
  const first = await startServer({ data, env })
  const paths = KINDS.map((kind) => ({ kind, to: `${receiver.url}/${kind}` }))
  for (const way of [...paths, { kind: 'email', to: 'ann@example.org' }]) {
    const { id } = await ask(first, '/channels-out', way)
    await ask(first, `/channels-out/${id}/test`, {})
  }
  expect(mail.got).toHaveLength(1)
  expect(receiver.received).toHaveLength(3)

  // Whoever is told now hears nothing of an answer.
  const hanging: ServerResponse[] = []
  receiver.respond = (_, response) => hanging.push(response)
  const { items } = await ask(first, '/deliveries')
  for (const { id } of items) await ask(first, `/deliveries/${id}/again`, {})
  await expect.poll(() => hanging.length).toBe(3)
  // A kill between the mail and the note of it would have it sent once more.
  await expect.poll(() => mail.got).toHaveLength(2)
  await expect.poll(() => statesOf(first)).toContain('sent')
  await first.kill9()
  receiver.respond = says(200, { errcode: 0 })
  passClaims()

  const second = await startServer({ data, env })
  await expect.poll(() => statesOf(second)).toEqual(['sent', 'sent', 'sent', 'sent'])
  expect(await second.stop()).toBe(0)
  // At least once, and each time under the same id.
  const told = (path: string) => receiver.received.filter(({ url }) => url === path)
  for (const kind of KINDS) expect(told(`/${kind}`)).toHaveLength(3)
  const ids = told('/webhook').map(({ headers }) => headers['tributary-delivery'])
  expect(new Set(ids).size).toBe(1)
  const messageIds = mail.got.map(({ text }) => /^Message-ID: .*$/mu.exec(text)?.[0])
  expect(messageIds).toHaveLength(2)
  expect(new Set(messageIds).size).toBe(1)
  await mail.close()
})

test('a server that is stopped while a receiver hangs ends within ten seconds', async () => {
  const server = await startServer({ data, env: { TRIBUTARY_PRIVATE_WEBHOOKS: 'true' } })
  receiver.respond = () => undefined
  const { items } = await ask(server, '/deliveries')
  const before = receiver.received.length
  for (const { id, channel_kind } of items)
    if (channel_kind !== 'email') await ask(server, `/deliveries/${id}/again`, {})
  await expect.poll(() => receiver.received.length - before).toBe(3)
  // It gives itself nine seconds, and ends with 1 past them.
  expect(await server.stop()).toBe(0)
})
