import { beforeAll, expect, test } from 'vitest'
import { CHROME, useApp } from './server.ts'

const now = Date.UTC(2026, 4, 1, 12)
const app = useApp({}, () => now)
let token: string

beforeAll(async () => {
  token = await app.token(['write'])
  await app.site('example.com')
})

const SPRING = {
  url: 'https://example.com/sale',
  source: 'newsletter',
  medium: 'email',
  campaign: 'spring sale',
}

const at = (path = '') => `/api/sites/example.com/links${path}`
const add = (body: object) => app.ask(at(), { token, body })
const click = (slug: string) => app.ask(`/l/${slug}`, { headers: { 'user-agent': CHROME } })
const clicks = async (id: string) =>
  (await (await app.ask(at(`/${id}`), { token })).json()).clicks as number

test('two links of the same tags have each their own clicks, visits and money (case L3)', async () => {
  const both = await Promise.all(
    ['twin-a', 'twin-b'].map(async (slug) => (await add({ ...SPRING, slug })).json()),
  )
  const landing = async (slug: string) => (await click(slug)).headers.get('location')
  const seen = async (visitor: string, slug: string) => ({
    ...{
      id: `twin-view-${visitor}`,
      name: 'pageview',
      visitor,
      at: now,
      url: await landing(slug),
    },
  })
  const revenue = { amount: '40.00', currency: 'USD' }
  const lines = [
    await seen('ann', 'twin-a'),
    await seen('bob', 'twin-b'),
    { id: 'twin-sale-ann', name: 'Twin sale', visitor: 'ann', at: now + 60_000, revenue },
  ]
  const goal = { name: 'Twin sale', event: 'Twin sale', value: 'revenue' }
  await app.ask('/api/sites/example.com/goals', { token, body: goal })
  const headers = { 'content-type': 'application/x-ndjson' }
  const body = lines.map((line) => JSON.stringify(line)).join('\n')
  const ingest = await app.token(['ingest'])
  const sent = await app.ask('/api/sites/example.com/events', { token: ingest, body, headers })
  expect((await sent.json()).accepted).toBe(3)
  const asked = {
    ...{ period: { from: '2026-05-01', to: '2026-05-01' }, goal: 'Twin sale' },
    ...{ metrics: ['visits', 'revenue'], dimensions: ['link'] },
  }
  const path = '/api/sites/example.com/reports/stats'
  expect((await (await app.ask(path, { token, body: asked })).json()).rows).toEqual([
    { link: 'twin-a', visits: 1, revenue: 40 },
    { link: 'twin-b', visits: 1, revenue: 0 },
  ])
  expect(await Promise.all(both.map(({ id }) => clicks(id)))).toEqual([1, 1])
})
