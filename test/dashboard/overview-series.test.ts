import './page.ts'
import { expect, test } from 'vitest'
import { partialBuckets, pastValues, seriesValues } from '../../dashboard/blocks/series/series.ts'
import { cutBuckets, isBefore } from '../../dashboard/models/buckets.ts'
import type { StatsAnswer } from '../../dashboard/models/stats.ts'

const SHOWN = { from: '2026-10-29', to: '2026-11-11' }

test('a week that the period begins in is cut, as is one that it ends in', () => {
  const weeks = ['2026-10-26', '2026-11-02', '2026-11-09']
  expect([...cutBuckets(weeks, 'week', SHOWN)]).toEqual([
    [0, { days: 4, of: 7 }],
    [2, { days: 3, of: 7 }],
  ])
})

test('whole weeks, days and hours are never cut; a month by its own days', () => {
  expect(cutBuckets(['2026-11-02'], 'week', { from: '2026-11-02', to: '2026-11-08' }).size).toBe(0)
  expect(cutBuckets(['2026-10-29'], 'day', SHOWN).size).toBe(0)
  expect([...cutBuckets(['2026-02'], 'month', { from: '2026-02-10', to: '2026-03-31' })]).toEqual([
    [0, { days: 19, of: 28 }],
  ])
})

test.each([
  ['2026-07', 'month', true],
  ['2026-08', 'month', false],
  ['2026-08-17', 'week', true],
  ['2026-08-24', 'week', false],
  ['2026-08-28', 'day', true],
  ['2026-08-29', 'day', false],
  ['2026-08-29T00:00:00+02:00', 'hour', false],
] as const)('data begin on 29 August: the %s (%s) is before them: %s', (key, bucket, before) => {
  expect(isBefore(key, bucket, '2026-08-29')).toBe(before)
  expect(isBefore(key, bucket, null)).toBe(false)
})

const months = ['2026-07', '2026-08', '2026-09', '2026-10']
const row = (month: string, visits: number) => ({
  'time:month': month,
  visits,
  bounce_rate: visits === 0 ? 0 : 0.5,
})
const ANSWER = {
  meta: { from: '2026-07-01', to: '2026-10-10', partial: true, data_from: '2026-08-29' },
  rows: months.map((month, i) => row(month, i * 10)),
  totals: {},
  compared: {
    from: '2025-07-01',
    to: '2025-10-31',
    rows: [row('2025-07', 0)],
    totals: {},
  },
} as unknown as StatsAnswer

test('months before the first event are no months without visits', () => {
  const asked = { metric: 'visits', answer: ANSWER, bucket: 'month' } as const
  expect(seriesValues(asked, 4)).toEqual([null, 10, 20, 30])
  expect(seriesValues(asked, 3)).toEqual([null, 10, 20, null])
  expect(pastValues(asked, 4)).toEqual([null])
})

test('the month in which data begin is cut, and the one that runs is running', () => {
  const { running, cuts } = partialBuckets({ metric: 'visits', answer: ANSWER, bucket: 'month' }, 4)
  expect(running).toBe(3)
  expect([...cuts]).toEqual([[1, { days: 3, of: 31 }]])
})

test('other visits of the same days have nothing to come either', () => {
  const { meta, rows } = ANSWER
  const compared = { from: meta.from, to: meta.to, until: null, unconverted: [], rows, totals: {} }
  const asked = { metric: 'visits', answer: { ...ANSWER, compared }, bucket: 'month' } as const
  expect(pastValues(asked, 3)).toEqual([null, 10, 20, null])
})

test('a rate of nobody is no rate', () => {
  const rows = [row('2026-09', 0), row('2026-10', 4)]
  const asked = { metric: 'bounce_rate', answer: { ...ANSWER, rows }, bucket: 'month' } as const
  expect(seriesValues(asked, 2)).toEqual([null, 0.5])
})
