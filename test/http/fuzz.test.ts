import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()
let token: string

beforeAll(async () => {
  token = await app.token(['admin'])
  await app.site('example.com')
})

const paths = fc.constantFrom(
  ...[
    'goals',
    'segments',
    'annotations',
    'views',
    'rates',
    'tokens',
    'members',
    'events',
    'reports/stats',
  ],
  ...[
    'reports/live',
    'reports/data-quality',
    'channels/preview',
    'channels',
    'aliases',
    'spend',
    '',
  ],
)
const words = fc.constantFrom(
  ...[
    'name',
    'event',
    'page',
    'where',
    'filters',
    'rules',
    'channel',
    'when',
    'rows',
    'day',
    'rate',
  ],
  ...[
    'source',
    'scopes',
    'email',
    'role',
    'period',
    'metrics',
    'dimensions',
    'from',
    'to',
    'events',
  ],
  ...[
    'is',
    'or',
    'not',
    'segment',
    'has_done',
    '__proto__',
    'Infinity',
    '\u0000',
    '\ud800',
    '2026-02-31',
  ],
)
const { json } = fc.letrec((tie) => ({
  leaf: fc.oneof(words, fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
  json: fc.oneof(
    { maxDepth: 5 },
    tie('leaf'),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(words, tie('json'), { maxKeys: 6 }),
  ),
}))

test('no body makes the server fail: each is taken or refused with its reason', async () => {
  const methods = fc.constantFrom('POST', 'PUT')
  await fc.assert(
    fc.asyncProperty(paths, methods, json, async (path, method, value) => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify(value) ?? 'null'
      const at = `/api/sites/example.com/${path}`.replace(/\/$/u, '')
      const answer = await app.ask(at, { token, method, body, headers })
      if (answer.status >= 500) throw new Error(`${answer.status} ${await answer.text()}`)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['segments', { name: 'x', filters: ['deep'] }],
  ['goals', { name: 'x', event: 'E', value: 'none', count: 'every', where: ['deep'] }],
  ['funnels', { name: 'x', steps: [{ event: 'A', where: ['deep'] }, { event: 'B' }] }],
  [
    'alerts',
    { name: 'x', metric: 'visits', filters: ['deep'], when: 'above', value: 5, per: 'day' },
  ],
  ['channels/preview', { rules: [{ channel: 'X', when: ['deep'] }] }],
  ['events/delete', { period: '7d', filters: ['deep'] }],
  ['spend', { import: 'x', rows: ['deep'] }],
  ['reports/stats', { period: '7d', metrics: ['visits'], filters: ['deep'] }],
  ['sql', { query: 'select 1', parameters: ['deep'] }],
])('what nests deeper than a stack is refused by %s', async (path, body) => {
  const deep = `${'["not",'.repeat(20_000)}1${']'.repeat(20_000)}`
  const answer = await app.ask(`/api/sites/example.com/${path}`, {
    token,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body).replace('"deep"', deep),
  })
  expect([400, 422]).toContain(answer.status)
})

test('no path and no query makes it fail either', async () => {
  const queries = fc.dictionary(
    fc.constantFrom('limit', 'cursor', 'q', 'format', 'from', 'to'),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(fc.webPath(), paths, queries, async (web, path, query) => {
      const search = new URLSearchParams(query)
      for (const at of [`/api/sites/example.com/${path}?${search}`, `/api${web}`, web || '/']) {
        const answer = await app.ask(at, { token })
        if (answer.status >= 500) throw new Error(`${at} ${answer.status} ${await answer.text()}`)
      }
    }),
    { numRuns: 60 },
  )
})

test.each(['/api/sites/%E0%A4%A/goals', '/t/%ff.js', '/%', '/sign-in/%00', '/api/sites/%2e%2e/x'])(
  'a malformed path like %s is refused, not stumbled over',
  async (path) => {
    expect((await app.ask(path, { token })).status).toBeLessThan(500)
  },
)
