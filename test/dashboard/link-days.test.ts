import './page.ts'
import { beforeEach, expect, test } from 'vitest'
import { followAddress } from '../../dashboard/models/address.ts'
import { clicksOf, type LinkClicks } from '../../dashboard/models/link-clicks.ts'
import type { StatsAnswer } from '../../dashboard/models/stats.ts'
import {
  type LinkResults,
  linkBuckets,
  linkQuestion,
  linkSteps,
  undatedClicks,
} from '../../dashboard/views/links/link-days.ts'
import { answeredBy, open } from './page.ts'

followAddress()

const TOLD: LinkClicks = {
  rows: [
    { slug: 'a', day: '2026-11-02', clicks: 3, bots: 9 },
    { slug: 'b', day: '2026-11-02', clicks: 5, bots: 0 },
    { slug: 'a', day: '2026-11-04', clicks: 1, bots: 0 },
  ],
}
const DAYS = ['2026-11-02', '2026-11-03', '2026-11-04']

const bucket = (key: string, clicks: number | null) => ({
  ...{ key, clicks, visits: 1, visitors: 1, conversions: 0, revenue: 0 },
})
const results = (totals: Record<string, number>, more: Partial<LinkResults> = {}): LinkResults => ({
  bucket: 'day',
  shown: { from: '2026-11-02', to: '2026-11-04' },
  isFiltered: false,
  answer: { totals, rows: [] } as unknown as StatsAnswer,
  clicks: TOLD,
  ...more,
})

beforeEach(() => open('/sites/example.com/links/saved?period=7d'))

test('a link’s clicks are those of browsers, by bucket', () => {
  expect(clicksOf(TOLD, 'a', DAYS)).toEqual([3, 0, 1])
  expect(clicksOf(TOLD, 'c', DAYS)).toEqual([0, 0, 0])
  expect(clicksOf(undefined, 'a', DAYS)).toBeUndefined()
})

test('visits are a share of clicks, conversions of people', () => {
  const totals = { visits: 3, visitors: 2, conversions: 4, revenue: 9, conversion_rate: 0.5 }
  const steps = linkSteps({ clicks: 99 }, results(totals), [bucket('2026-11-02', 4)])
  expect(steps.map(({ name, value, share }) => [name, value, share?.rate])).toEqual([
    ['clicks', 4, undefined],
    ['visits', 3, 0.75],
    ['visitors', 2, undefined],
    ['conversions', 4, 0.5],
    ['revenue', 9, undefined],
  ])
})

test('more visits than clicks are no share: an address may be shared after the click', () => {
  const steps = linkSteps({ clicks: 1 }, results({ visits: 3 }), [bucket('2026-11-02', 1)])
  expect(steps[1]?.share).toBeUndefined()
})

test('under a filter visits are not held against clicks, which know no filter', () => {
  const filtered = results({ visits: 3 }, { isFiltered: true })
  const steps = linkSteps({ clicks: 4 }, filtered, [bucket('2026-11-02', 4)])
  expect(steps[1]?.share).toBeUndefined()
})

test('of all time the link itself knows its clicks, of too many days nobody', () => {
  const unknown = [bucket('2026-11-02', null)]
  expect(linkSteps({ clicks: 7 }, results({}), unknown)[0]?.value).toBeNull()
  const ever = results({}, { shown: undefined })
  expect(linkSteps({ clicks: 7 }, ever, unknown)[0]?.value).toBe(7)
})

test('clicks of before days were kept are told where the whole life of the link is on show', () => {
  const link = { clicks: 10, created_at: '2026-11-02T10:00:00.000Z' }
  const buckets = [bucket('2026-11-02', 3), bucket('2026-11-03', 4)]
  const shown = { from: '2026-11-01', to: '2026-11-03' }
  expect(undatedClicks(link, buckets, shown, '2026-11-03')).toBe(3)
  expect(undatedClicks(link, buckets, { ...shown, from: '2026-11-02' }, '2026-11-03')).toBe(0)
  expect(undatedClicks(link, buckets, shown, '2026-11-04')).toBe(0)
  expect(undatedClicks(link, buckets, undefined, '2026-11-03')).toBe(0)
})

const rowsOf = (keys: readonly string[]) =>
  keys.map((key, i) => ({ 'time:day': key, visits: i + 1 }))
const told = { rows: rowsOf(DAYS), totals: { visits: 6 } } as unknown as StatsAnswer

test('a link’s buckets are those of its answer, however far ahead the address is', () => {
  open('/sites/example.com/links/saved?period=12mo')
  const buckets = linkBuckets({ slug: 'a' }, results({}, { answer: told }))
  expect(buckets.map(({ key, clicks, visits }) => [key, clicks, visits])).toEqual([
    ['2026-11-02', 3, 1],
    ['2026-11-03', 0, 2],
    ['2026-11-04', 1, 3],
  ])
})

test('a link’s clicks and visits come together, of the days that were asked', async () => {
  open('/sites/example.com/links/saved?period=2026-11-02..2026-11-04')
  const question = linkQuestion('a')
  answeredBy(async ({ url }) =>
    Response.json(url.includes('/link-clicks?') ? { ...TOLD, next: null } : told),
  )
  open('/sites/example.com/links/saved?period=all&country=DE')
  expect(await question?.fetch(AbortSignal.timeout(1_000))).toEqual({
    bucket: 'day',
    shown: { from: '2026-11-02', to: '2026-11-04' },
    isFiltered: false,
    answer: told,
    clicks: TOLD,
  })
})

test('of all time no clicks by the day are asked', async () => {
  open('/sites/example.com/links/saved?period=all')
  const asked: string[] = []
  answeredBy(async ({ url }) => {
    asked.push(url)
    return Response.json(told)
  })
  const found = await linkQuestion('a')?.fetch(AbortSignal.timeout(1_000))
  expect([found?.shown, found?.clicks, asked.length]).toEqual([undefined, undefined, 1])
})
