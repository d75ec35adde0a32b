import { beforeAll, expect, test } from 'vitest'
import { LiveFeeds } from '../../collector/http/live-feeds.ts'
import { useApp } from './server.ts'

const STREAM = '/api/sites/example.com/reports/live/stream'
const app = useApp()

beforeAll(async () => {
  await app.site('example.com')
})

test('one caller has twenty streams open, the next is told when to come again, others are served', async () => {
  const token = await app.token(['read'])
  const open = async () => await app.ask(STREAM, { token })
  const first = await Promise.all(Array.from({ length: 20 }, open))
  expect(first.map(({ status }) => status)).toEqual(first.map(() => 200))
  const refused = await open()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  const other = await app.ask(STREAM, { token: await app.token(['read']) })
  expect(other.status).toBe(200)
  await first[0]?.body?.cancel()
  let again = await open()
  await expect
    .poll(async () => {
      if (again.status !== 200) again = await open()
      return again.status
    })
    .toBe(200)
  for (const { body } of [...first.slice(1), other, again]) await body?.cancel()
})

test('the answer is made once for all who watch a site, and for nobody when nobody does', async () => {
  let asked = 0
  const reports = { run: async () => ({ visitors: ++asked }) }
  const intake = { onCommit: () => () => undefined }
  const feeds = new LiveFeeds({ reports, intake } as never, (error) => {
    throw error
  })
  const heard: string[] = []
  const listener = () => ({ said: (text: string) => heard.push(text), ended: () => undefined })
  const watched = { site: { id: '1', domain: 'example.com' } }
  const leaving = Array.from({ length: 50 }, () => feeds.join(watched, listener()))
  await expect.poll(() => heard.length).toBe(50)
  expect(new Set(heard)).toEqual(new Set(['{"visitors":1}']))
  // Who comes later is told at once what was said last.
  leaving.push(feeds.join(watched, listener()))
  expect(heard.at(-1)).toBe('{"visitors":1}')
  for (const leave of leaving) leave()
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  expect(asked).toBe(1)
})
