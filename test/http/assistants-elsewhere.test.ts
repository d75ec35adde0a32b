import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectorSecret } from '../../collector/auth/collector-secret.ts'
import { reachOf } from '../../collector/http/assistant-reach.ts'
import type { Shared } from '../../collector/http/environment.ts'
import { HERE, NOW, twoSites } from '../sql/two-sites.ts'
import type { App } from './server.ts'

let app: App
let server: ReturnType<typeof createAdaptorServer>
let address: string
beforeAll(async () => {
  app = await twoSites()
  server = createAdaptorServer({ fetch: app.fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await app.close()
})

/** What an assistant reaches by another collector, which has no site of its own. */
async function reachedElsewhere({
  at = address as string | null,
  secret = collectorSecret(app.file),
} = {}) {
  const owners = { number: 7, of: () => ({ number: 0, address: at }), secret: () => secret }
  const shared = { owners, config: { reportSeconds: 30 }, now: () => NOW } as unknown as Shared
  const known = { address: '203.0.113.9', secure: true, sql: true, left: VISITS.signal }
  const authorization = `Bearer ${await app.token(['admin'])}`
  const nowhere = { request: () => Promise.reject(new Error('not here')) }
  return reachOf(shared, nowhere as never, { ...known, authorization })
}

const asking = (request: Record<string, unknown>) => {
  return { site: HERE, request, signal: new AbortController().signal }
}
const VISITS = asking({ metrics: ['visits'], period: { from: '2026-11-01', to: '2026-11-20' } })

test('a site that another collector has is asked there', async () => {
  const reach = await reachedElsewhere()
  expect(await reach.report('stats', VISITS)).toMatchObject({ totals: { visits: 1 } })
  expect(await reach.defined('goals', HERE, VISITS.signal)).toMatchObject([{ name: 'Signup' }])
  expect(await reach.sql?.(asking({ query: 'select source from visits' }))).toMatchObject({
    rows: [['ours']],
  })
})

test('what it refuses comes back in its words', async () => {
  const reach = await reachedElsewhere()
  await expect(reach.report('stats', asking({ metrics: ['visit'] }))).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('the nearest known is "visits"'),
  })
})

test('one that cannot be reached, or shares no secret, is a refusal and no wrong answer', async () => {
  const away = await reachedElsewhere({ at: 'http://127.0.0.1:9' })
  await expect(away.report('stats', VISITS)).rejects.toMatchObject({ status: 503 })
  const unknown = await reachedElsewhere({ at: null })
  await expect(unknown.report('stats', VISITS)).rejects.toMatchObject({ status: 503 })
  const stranger = await reachedElsewhere({ secret: 'another' })
  await expect(stranger.report('stats', VISITS)).rejects.toMatchObject({ status: 403 })
})

test('a client that goes ends what it asked for', async () => {
  const token = await app.token(['admin'])
  const query = (text: string, signal?: AbortSignal) =>
    fetch(`${address}/mcp`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
        params: { name: 'query', arguments: { site: HERE, query: text } },
      }),
      ...(signal && { signal }),
    }).then((answer) => answer.text())
  const endless =
    'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'
  const left = AbortSignal.timeout(1_500)
  await expect(query(endless, left)).rejects.toThrow()
  // One at a time: this one waits for the other to end, which by itself takes longer than a test may.
  expect(await query('select 7 as seven')).toContain('seven')
})
