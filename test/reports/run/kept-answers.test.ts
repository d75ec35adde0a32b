import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ReportsPort, RunOptions } from '../../../collector/reports/port.ts'
import { keptAnswers } from '../../../collector/reports/run/kept-answers.ts'
import type { Versions } from '../../../collector/store/port.ts'
import { fileVersions } from '../../../collector/store/sqlite/versions.ts'
import { fiveVisits, NOVEMBER } from '../five-visits.ts'
import { DOMAIN, type ReportedSite } from '../site.ts'

const NOON = Date.parse('2026-11-20T12:00:00Z')
const DAY = 86_400_000

let site: ReportedSite
let versions: Versions
/** What was asked of the reports themselves. */
let ran: string[]
let now: number
let reports: ReportsPort

beforeEach(async () => {
  site = await fiveVisits()
  versions = fileVersions(site.path)
  ran = []
  now = NOON
  reports = keptAnswers(
    {
      async run(name, _, request, { scope }) {
        ran.push(name)
        return await site.run(name, request, scope?.segment ?? undefined)
      },
      expect: () => {},
      close: async () => {},
    },
    versions,
    () => now,
  )
})
afterEach(async () => {
  await reports.close()
  site.close()
})

const WEEK = { from: '2026-11-02', to: '2026-11-08' }
const VISITS = { period: WEEK, metrics: ['visits'], dimensions: [] }

/** How often the reports themselves were asked meanwhile. */
async function askedFor(requests: object[], options: RunOptions = {}, name = 'stats') {
  const before = ran.length
  const answers: unknown[] = []
  for (const request of requests) answers.push(await reports.run(name, DOMAIN, request, options))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  return ran.length - before
}

test('the same question is worked out once, until something in its days has changed', async () => {
  expect(await askedFor([VISITS, VISITS, VISITS])).toBe(1)
  site.take([{ at: '2026-11-20T11:00:00', visitor: 'somebody', path: '/' }])
  expect(await askedFor([VISITS])).toBe(0)
  site.take([{ at: '2026-11-03T11:00:00', visitor: 'late', path: '/' }])
  expect(await askedFor([VISITS, VISITS])).toBe(1)
})

test('what is compared with counts as well', async () => {
  const compared = { ...VISITS, compare: 'previous' }
  expect(await askedFor([compared, compared])).toBe(1)
  site.take([{ at: '2026-10-30T11:00:00', visitor: 'late', path: '/' }])
  expect(await askedFor([VISITS])).toBe(1)
  expect(await askedFor([compared])).toBe(1)
})

test('of what is usual the eight weeks before count as well', async () => {
  const usual = { period: WEEK, metrics: ['visits'] }
  expect(await askedFor([usual, usual], {}, 'usual')).toBe(1)
  site.take([{ at: '2026-09-08T11:00:00', visitor: 'late', path: '/' }])
  expect(await askedFor([usual, usual], {}, 'usual')).toBe(1)
  site.take([{ at: '2026-11-20T11:00:00', visitor: 'today', path: '/' }])
  expect(await askedFor([usual], {}, 'usual')).toBe(0)
  const running = { ...usual, period: 'today' }
  expect(await askedFor([running, running], {}, 'usual')).toBe(1)
  now += 60_000
  expect(await askedFor([running], {}, 'usual')).toBe(1)
})

test('a period that is named moves on at the site’s midnight', async () => {
  const yesterday = { ...VISITS, period: 'yesterday' }
  expect(await askedFor([yesterday, yesterday])).toBe(1)
  now += DAY / 2 - 1
  expect(await askedFor([yesterday])).toBe(0)
  now += 1
  expect(await askedFor([yesterday])).toBe(1)
})

test('who came by a shared link is never given the answer of somebody else', async () => {
  const { id } = await site.segment({ name: 'All', filters: [['is_not', 'country', ['XX']]] })
  expect(await askedFor([VISITS])).toBe(1)
  expect(await askedFor([VISITS, VISITS], { scope: { segment: id } })).toBe(1)
  const account = { ...VISITS, dimensions: ['account'] }
  await reports.run('stats', DOMAIN, account, {})
  await expect(
    reports.run('stats', DOMAIN, account, { scope: { segment: id } }),
  ).rejects.toMatchObject({ status: 403 })
})

test('of two links to different segments neither is given the other’s answer', async () => {
  const only = (path: string) => site.segment({ name: path, filters: [['is', 'page', [path]]] })
  const [one, other] = [await only('/pricing'), await only('/docs')]
  const through = (segment: string | null) => ({ scope: { segment } })
  expect(await askedFor([VISITS, VISITS], through(one.id))).toBe(1)
  expect(await askedFor([VISITS, VISITS], through(other.id))).toBe(1)
  // All of the site, by way of a link, is still not the answer of whoever is signed in.
  expect(await askedFor([VISITS, VISITS], through(null))).toBe(1)
  expect(await askedFor([VISITS, VISITS])).toBe(1)
})

test('what a period is compared with, and how, is part of the question', async () => {
  const ways = [
    { compare: 'previous' },
    { compare: 'year' },
    { compare: 'previous', match: 'weekday' },
    { compare: { from: '2026-10-01', to: '2026-10-07' } },
    { compare: { from: '2026-10-02', to: '2026-10-08' } },
  ]
  for (const way of ways) expect(await askedFor([{ ...VISITS, ...way }])).toBe(1)
  for (const way of ways) expect(await askedFor([{ ...VISITS, ...way }])).toBe(0)
})

test('beside all that there is, which is not over, a range of as many days counts up to this minute', async () => {
  const range = { from: '2025-11-02', to: '2025-11-20' }
  const all = { period: 'all', compare: range, metrics: ['visits'], dimensions: [] }
  expect(await askedFor([all, all])).toBe(1)
  now += 2 * 60_000
  expect(await askedFor([all])).toBe(1)
})

test('who is pending in a funnel drops as time goes by: an answer about them is not kept', async () => {
  const place = { steps: [{ page: '*' }, { page: '/pricing' }], step: 1 }
  const filters = [['not', ['funnel', 'pending', place]]]
  expect(await askedFor([VISITS, { ...VISITS }])).toBe(1)
  expect(
    await askedFor([
      { ...VISITS, filters },
      { ...VISITS, filters },
    ]),
  ).toBe(2)
  const { id } = await site.segment({ name: 'Not pending', filters: filters as never })
  const named = { ...VISITS, filters: [['segment', id]] }
  expect(await askedFor([named, named])).toBe(2)
})

test('refusals are not kept, and other reports always asked', async () => {
  const wrong = { ...VISITS, metrics: ['visit'] }
  for (const times of [1, 2]) {
    await expect(reports.run('stats', DOMAIN, wrong, {})).rejects.toMatchObject({ status: 422 })
    expect(ran).toHaveLength(times)
  }
  expect(await askedFor([{}, {}], {}, 'live')).toBe(2)
})

test('data quality is kept until intake has counted something on its days', async () => {
  const quality = { period: NOVEMBER }
  expect(await askedFor([quality, quality], {}, 'data-quality')).toBe(1)
  site.takeLines('no JSON')
  expect(await askedFor([quality], {}, 'data-quality')).toBe(1)
})

test('what was not asked for longest goes first, and what is long is not kept', async () => {
  const limited = (limit: number) => ({ ...VISITS, limit })
  for (let limit = 1; limit <= 400; limit++) await reports.run('stats', DOMAIN, limited(limit), {})
  expect(await askedFor([limited(1)])).toBe(0)
  expect(await askedFor([{ ...VISITS, offset: 1 }])).toBe(1)
  expect(await askedFor([limited(2)])).toBe(1)
  expect(await askedFor([limited(1)])).toBe(0)
  const hours = { period: { from: '2026-01-01', to: '2026-06-30' }, metrics: ['visits'] }
  const long = { ...hours, dimensions: ['time:hour'] }
  expect(await askedFor([long, long])).toBe(2)
})

test('a question as long as a book is answered and not kept, so that nobody fills the memory with questions', async () => {
  const filters = [['is', 'page', Array.from({ length: 20 }, () => 'x'.repeat(1_000))]]
  const long = { ...VISITS, filters }
  expect(await askedFor([long, long])).toBe(2)
})
