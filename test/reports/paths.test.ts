import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { derive } from '../../collector/acquisition/derive.ts'
import { NO_RULES } from '../../collector/acquisition/site-rules.ts'
import { csvOf } from '../../collector/csv.ts'
import { NOVEMBER } from './five-visits.ts'
import { type ReportedSite, reportedSite } from './site.ts'

const VISITS = [
  ['/caf%C3%A9', 'one'],
  ['/caf%c3%a9', 'two'],
  ['/café', 'three'],
  ['/Caf%C3%A9', 'four'],
  ['/danke-sch%c3%b6n', 'one'],
  ['/thank%20you', 'two'],
  ['/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7', 'three'],
  ['/plain', 'four'],
] as const

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  site.take(VISITS.map(([path, visitor], i) => ({ at: `2026-11-03T10:0${i}:00`, path, visitor })))
  // As a version before stored it, and no longer does.
  site.db.prepare("update page set path = '/caf%c3%a9' where path = '/caf%C3%A9'").run()
  site.take([{ at: '2026-11-03T11:00:00', path: '/caf%C3%A9', visitor: 'five' }])
})
afterAll(() => site.close())

test('what was stored in two spellings is one row, as people read it', async () => {
  const { rows } = await site.stats({
    period: NOVEMBER,
    metrics: ['pageviews', 'visits'],
    dimensions: ['page'],
  })
  expect(rows).toEqual([
    { page: '/café', pageviews: 4, visits: 4 },
    { page: '/Café', pageviews: 1, visits: 1 },
    { page: '/danke-schön', pageviews: 1, visits: 1 },
    { page: '/plain', pageviews: 1, visits: 1 },
    { page: '/thank you', pageviews: 1, visits: 1 },
    { page: '/مرحبا', pageviews: 1, visits: 1 },
  ])
  expect(csvOf({ rows })).toContain('\r\n/danke-schön,1,1\r\n')
})

test('a visit that saw one page in two spellings counts once in its row', async () => {
  const twice = await reportedSite()
  twice.take([
    { at: '2026-11-03T10:00:00', path: '/%C3%A9' },
    { at: '2026-11-03T10:01:00', path: '/old' },
  ])
  twice.db.prepare("update page set path = '/%c3%a9' where path = '/old'").run()
  const { rows } = await twice.stats({
    period: NOVEMBER,
    metrics: ['visits', 'visitors', 'pageviews'],
    dimensions: ['page'],
  })
  expect(rows).toEqual([{ page: '/é', visits: 1, visitors: 1, pageviews: 2 }])
  twice.close()
})

describe('filters', () => {
  test.each([
    [['is', 'page', ['/café']], 4],
    [['is', 'page', ['/caf%C3%A9']], 4],
    [['is', 'page', ['/caf%c3%a9']], 4],
    [['is', 'page', ['/cafe\u0301']], 4],
    [['is', 'page', ['/Café']], 1],
    [['is', 'page', ['/Caf%C3%89']], 0],
    [['is', 'landing_page', ['/café', '/Café']], 5],
    [['is', 'exit_page', ['/thank you']], 1],
    [['is', 'exit_page', ['/thank%20you']], 1],
    [['contains', 'page', ['CAFÉ']], 5],
    [['contains', 'page', ['%C3%89']], 5],
    [['contains', 'page', ['schön']], 1],
    [['matches', 'page', ['/caf*']], 4],
    [['matches', 'page', ['/*é']], 5],
    [['matches', 'page', ['/*%C3%A9']], 5],
    [['matches', 'page', ['/danke-sch?n']], 0],
    [['is', 'page', ['/مرحبا']], 1],
    [['not_contains', 'landing_page', ['café']], 0],
  ])('%j chooses %i visits', async (filter, visits) => {
    const { totals } = await site.stats({
      period: NOVEMBER,
      metrics: ['visits'],
      filters: [filter],
    })
    expect(totals).toEqual({ visits })
  })
})

test.each([
  ['/danke-schön', 1],
  ['/danke-sch%C3%B6n', 1],
  ['/danke-sch%c3%b6n', 1],
  ['/thank you', 1],
  ['/thank%20you', 1],
  ['/caf*', 4],
  ['*é', 5],
])('the goal %s is reached %i times', async (page, conversions) => {
  const { name } = await site.goal({ name: `Goal ${page}`, page, value: 'none', count: 'every' })
  const { totals } = await site.stats({ period: NOVEMBER, metrics: ['conversions'], goal: name })
  expect(totals).toEqual({ conversions })
})

test('live events and a person’s timeline show the readable path', async () => {
  const now = await reportedSite({}, '2026-11-03T10:05:00Z')
  now.take([{ at: '2026-11-03T10:04:00', path: '/caf%c3%a9', visitor: 'one' }])
  const { events } = (await now.run('live', {})) as { events: { page: string }[] }
  expect(events.map(({ page }) => page)).toEqual(['/café'])
  const { items } = (await now.run('people/timeline', { id: 'visitor:one' })) as {
    items: { landing_page: string; items: { page: string }[] }[]
  }
  expect(items[0]?.landing_page).toBe('/café')
  expect(items[0]?.items[0]?.page).toBe('/café')
  now.close()
})

test('an export keeps the address as it is sent, and reads back to the same page', async () => {
  const { text } = (await site.run('export', {})) as { text: string }
  expect(text).toContain('"https://example.com/danke-sch%C3%B6n"')
  const copy = await reportedSite()
  copy.takeLines(text)
  const ask = { period: NOVEMBER, metrics: ['pageviews', 'visits'], dimensions: ['page'] }
  expect((await copy.stats(ask)).rows).toEqual((await site.stats(ask)).rows)
  copy.close()
})

test('a channel rule finds a landing page by either spelling', () => {
  const channels = ['/café', '/caf%C3%A9'].map((path) => ({
    channel: path,
    when: [['is', 'landing_page', [path]] as const],
  }))
  for (const channel of channels) {
    for (const landing of ['/caf%C3%A9', '/caf%c3%a9']) {
      const facts = { tags: {}, click_type: null, referrer: null }
      const rules = { ...NO_RULES, channels: [channel] }
      expect(derive(facts, landing, rules).channel).toBe(channel.channel)
    }
  }
})
