import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Gate } from '../../../collector/http/gate.ts'
import { delivery } from '../../../collector/http/peers/delivery.ts'

/** Of several collectors: one that has `there.example`, this one has the rest. */
interface Asked {
  path: string
  headers: IncomingHttpHeaders
  body: string
}
let asked: Asked[] = []
let answer = { status: 202, body: '{"accepted":1,"duplicate":0,"rejected":[]}' }
const other = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  asked.push({ path: request.url ?? '', headers: request.headers, body })
  response.writeHead(answer.status, { 'retry-after': '7' }).end(answer.body)
})
let address: string | null = null

beforeAll(async () => {
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
})
afterAll(() => {
  other.close()
})
beforeEach(() => {
  asked = []
  answer = { status: 202, body: '{"accepted":1,"duplicate":0,"rejected":[]}' }
  address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
})

const took: string[] = []
const deliver = delivery(
  {
    config: { trackerPath: '/t' },
    owners: {
      number: 1,
      areSeveral: () => true,
      of: (domain: string) => (domain === 'there.example' ? { number: 2, address } : 'here'),
      secret: () => 'shared',
    },
    gate: new Gate(),
    now: () => Date.UTC(2026, 5, 1),
    intake: {
      import: async ({ site }: { site: string }) => {
        took.push(`import ${site}`)
        return { status: 202, body: '' }
      },
    },
  } as never,
  {
    take: async ({ site }: { site: string }) => {
      took.push(`live ${site}`)
      return { status: 202, body: '' }
    },
  } as never,
)
const part = (site: string, more: object = {}) => ({
  site,
  body: '{"events":[]}',
  ip: '203.0.113.9',
  userAgent: 'Visitor/1.0',
  ...more,
})

test('each site’s part goes to whoever has it', async () => {
  await Promise.all([deliver(part('here.example')), deliver(part('there.example'))])
  expect(took).toContain('live here.example')
  expect(asked).toMatchObject([
    {
      path: '/t/there.example',
      headers: { 'user-agent': 'Visitor/1.0', 'content-type': 'text/plain' },
      body: '{"events":[]}',
    },
  ])
  const [said = ''] = String(asked[0]?.headers['tributary-passed']).split('.')
  expect(JSON.parse(Buffer.from(said, 'base64url').toString())).toMatchObject({
    from: 1,
    client: '203.0.113.9',
    hops: 1,
  })
})

test('a server’s goes to the door for servers, with its token', async () => {
  await deliver(part('there.example', { token: 'secret' }))
  await deliver(part('here.example', { token: 'secret' }))
  expect(asked).toMatchObject([
    { path: '/api/sites/there.example/events', headers: { authorization: 'Bearer secret' } },
  ])
  expect(took).toContain('import here.example')
})

test('what the other one refuses is refused, with when to come again', async () => {
  answer = { status: 429, body: '{"status":429}' }
  expect(await deliver(part('there.example'))).toMatchObject({
    status: 429,
    headers: { 'retry-after': '7' },
  })
})

test.each([
  ['has not got it either', 421, undefined],
  ['is nowhere', 202, null],
  ['does not answer', 202, 'http://127.0.0.1:1'],
])('who has the site %s: 503, and nothing is lost without a word', async (_, status, at) => {
  answer = { status, body: '' }
  if (at !== undefined) address = at
  expect((await deliver(part('there.example'))).status).toBe(503)
})
