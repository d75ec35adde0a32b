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
const told = async (from: string, to: string, site = 'india.example', more = '') =>
  app.ask(`/api/sites/${site}/link-clicks?from=${from}&to=${to}${more}`, { token })

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
    next: null,
  })
  const { rows } = await (await told('2026-05-02', '2026-05-02')).json()
  expect(rows).toHaveLength(1)
})

test('of another site’s links nothing is told', async () => {
  await add('papaya')
  await click('papaya', '2026-05-03T10:00:00Z')
  const answer = await told('2026-05-01', '2026-05-31', 'other.example')
  expect(await answer.json()).toEqual({ rows: [], next: null })
})

test('a link that is removed takes its clicks along', async () => {
  const id = await add('gone')
  await click('gone', '2026-05-04T10:00:00Z')
  await app.ask(`${path}/${id}`, { token, method: 'DELETE' })
  expect(await (await told('2026-05-04', '2026-05-04')).json()).toEqual({ rows: [], next: null })
})

test.each([
  ['2026-05-02', '2026-05-01'],
  ['2025-01-01', '2026-05-01'],
])('%s to %s are no days to tell of', async (from, to) => {
  expect((await told(from, to)).status).toBe(422)
})

test('of named links those alone are told, however they are written', async () => {
  for (const slug of ['Lime', 'lemon', 'lotus']) {
    await add(slug)
    await click(slug, '2026-06-01T10:00:00Z')
  }
  const slugs = async (named: string) => {
    const answer = await told('2026-06-01', '2026-06-01', 'india.example', `&slug=${named}`)
    const { rows } = await answer.json()
    return rows?.map(({ slug }: { slug: string }) => slug) ?? answer.status
  }
  expect(await slugs('lime,LOTUS')).toEqual(['Lime', 'lotus'])
  expect(await slugs('nowhere')).toEqual([])
  expect(await slugs('lime,')).toBe(422)
  expect(await slugs(Array(101).fill('lime').join(','))).toBe(422)
})

test('of 400 days a dozen links fit one answer, and the rest are told by its cursor', async () => {
  await app.site('many.example')
  const all = Array.from({ length: 26 }, (_, i) => `fruit-${String(i).padStart(2, '0')}`)
  for (const slug of all) {
    const body = { ...LINK, slug }
    await app.ask('/api/sites/many.example/links', { token, body })
    // One that nobody clicked takes no place.
    if (slug !== 'fruit-03') await click(slug, '2026-06-02T10:00:00Z')
  }
  const answers: string[][] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const more: string = cursor && `&cursor=${cursor}`
    const answer = await told('2025-06-01', '2026-07-05', 'many.example', more)
    const { rows, next } = await answer.json()
    answers.push(rows.map(({ slug }: { slug: string }) => slug))
    cursor = next
  }
  expect(answers.map((slugs) => slugs.length)).toEqual([12, 12, 1])
  expect(answers.flat()).toEqual(all.filter((slug) => slug !== 'fruit-03'))
})

test('a day of 23 hours and one of 25 have their own clicks', async () => {
  const admin = await app.token(['admin'])
  const body = { domain: 'berlin.example', timezone: 'Europe/Berlin' }
  await app.ask('/api/sites', { token: admin, body })
  await app.ask('/api/sites/berlin.example/links', { token, body: { ...LINK, slug: 'rye' } })
  const instants = ['03-28T22:59', '03-28T23:00', '03-29T21:59', '03-29T22:00', '10-25T22:59']
  for (const at of instants) await click('rye', `2026-${at}:00Z`)
  const days = async (from: string, to: string) => {
    const { rows } = await (await told(from, to, 'berlin.example')).json()
    return rows.map(({ day, clicks }: { day: string; clicks: number }) => [day, clicks])
  }
  expect(await days('2026-03-28', '2026-03-30')).toEqual([
    ['2026-03-28', 1],
    ['2026-03-29', 2],
    ['2026-03-30', 1],
  ])
  expect(await days('2026-10-25', '2026-10-26')).toEqual([['2026-10-25', 1]])
})
