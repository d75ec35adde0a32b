import { beforeAll, expect, test } from 'vitest'
import { CHROME, useApp } from './server.ts'

const app = useApp({}, () => now)
let token: string
let now = Date.UTC(2026, 4, 1)

const LINK = {
  url: 'https://india.example/',
  source: 'newsletter',
  medium: 'email',
  campaign: 'spring',
}

beforeAll(async () => {
  token = await app.token(['write'])
  const admin = await app.token(['admin'])
  const body = { domain: 'india.example', timezone: 'Asia/Kolkata' }
  await app.ask('/api/sites', { token: admin, body })
  await app.site('other.example')
})

const path = '/api/sites/india.example/links'
const add = async (slug: string) =>
  (await (await app.ask(path, { token, body: { ...LINK, slug } })).json()).id as string
const click = (slug: string, at: string, agent = CHROME) => {
  now = Date.parse(at)
  return app.ask(`/l/${slug}`, { headers: { 'user-agent': agent } })
}
const told = async (from: string, to: string, site = 'india.example') =>
  app.ask(`/api/sites/${site}/link-clicks?from=${from}&to=${to}`, { token })

test('clicks lie on the days of the site’s zone, whose midnight is at half past', async () => {
  await add('Mango')
  await click('mango', '2026-05-01T18:29:59Z')
  await click('mango', '2026-05-01T18:30:00Z')
  await click('mango', '2026-05-02T10:00:00Z')
  await click('mango', '2026-05-02T10:00:01Z', 'Slackbot-LinkExpanding 1.0')
  expect(await (await told('2026-05-01', '2026-05-02')).json()).toEqual({
    rows: [
      { slug: 'Mango', day: '2026-05-01', clicks: 1, bots: 0 },
      { slug: 'Mango', day: '2026-05-02', clicks: 2, bots: 1 },
    ],
  })
  const { rows } = await (await told('2026-05-02', '2026-05-02')).json()
  expect(rows).toHaveLength(1)
})

test('of another site’s links nothing is told', async () => {
  await add('papaya')
  await click('papaya', '2026-05-03T10:00:00Z')
  const answer = await told('2026-05-01', '2026-05-31', 'other.example')
  expect(await answer.json()).toEqual({ rows: [] })
})

test('a link that is removed takes its clicks along', async () => {
  const id = await add('gone')
  await click('gone', '2026-05-04T10:00:00Z')
  await app.ask(`${path}/${id}`, { token, method: 'DELETE' })
  expect(await (await told('2026-05-04', '2026-05-04')).json()).toEqual({ rows: [] })
})

test.each([
  ['2026-05-02', '2026-05-01'],
  ['2025-01-01', '2026-05-01'],
])('%s to %s are no days to tell of', async (from, to) => {
  expect((await told(from, to)).status).toBe(422)
})
