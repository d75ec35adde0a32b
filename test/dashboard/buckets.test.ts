import './page.ts'
import { expect, test } from 'vitest'
import { notesOf, notesWithin } from '../../dashboard/blocks/series/notes.ts'
import {
  begunRows,
  bucketDays,
  bucketKeys,
  bucketOf,
  dailyBucket,
} from '../../dashboard/models/buckets.ts'

const SHOWN = { from: '2026-01-05', to: '2026-03-10' }
const WEEKS = ['2026-01-05', '2026-01-12', '2026-01-19']
const note = (day: string) => ({
  ...{ id: day, day, to: null, text: 'Launch', color: 'red' as const },
  experiment: null,
})

test('a stretch of days is the days themselves', () => {
  const keys = ['2026-01-05', '2026-01-06', '2026-01-07']
  expect(bucketDays(keys, { bucket: 'day', first: 1, last: 2 }, SHOWN)).toEqual({
    from: '2026-01-06',
    to: '2026-01-07',
  })
})

test('a stretch of months ends with the last day of its last month, or with what is shown', () => {
  const keys = ['2026-01', '2026-02', '2026-03']
  expect(bucketDays(keys, { bucket: 'month', first: 0, last: 1 }, SHOWN)).toEqual({
    from: '2026-01-05',
    to: '2026-02-28',
  })
  expect(bucketDays(keys, { bucket: 'month', first: 1, last: 2 }, SHOWN).to).toBe('2026-03-10')
})

test('a note stands in the bucket that its day falls into', () => {
  expect(notesOf([note('2026-01-15')], WEEKS, SHOWN)).toEqual([
    { position: 1, text: 'Launch', own: true, color: 'red' },
  ])
  expect(notesOf([note('2026-02-10')], ['2026-01', '2026-02'], SHOWN)[0]?.position).toBe(1)
})

test('a note before or after the days on show stands nowhere, not at the end of the chart', () => {
  const days = ['2026-01-05', '2026-01-06']
  const shown = { from: '2026-01-05', to: '2026-01-06' }
  expect(notesOf([note('2026-01-04'), note('2026-03-15')], days, shown)).toEqual([])
  expect(notesOf([note('2026-01-06')], [], shown)).toEqual([])
})

test('a note that began before stands where the chart begins', () => {
  const sale = { ...note('2025-12-20'), to: '2026-01-10' }
  expect(notesOf([sale], ['2026-01-05', '2026-01-06'], SHOWN)[0]?.position).toBe(0)
  // A week that began before the days on show.
  expect(notesOf([note('2026-01-06')], ['2026-01-05'], SHOWN)[0]?.position).toBe(0)
})

test('an experiment tells of itself in words of its own, and beside what somebody wrote', () => {
  const told = (step: 'start' | 'ship', variant: string | null = null) => {
    const experiment = { key: 'hero', name: 'Hero', step, variant }
    return { ...note('2026-01-15'), color: null, experiment }
  }
  expect(notesOf([told('start'), told('ship', 'b')], WEEKS, SHOWN)).toEqual([
    { position: 1, text: 'Experiment started: Hero', own: false, color: null },
    { position: 1, text: 'Experiment shipped: Hero (b)', own: false, color: null },
  ])
})

test('among hours a note stands where its day begins', () => {
  const hours = ['2026-01-05T22', '2026-01-05T23', '2026-01-06T00', '2026-01-06T01']
  const keys = hours.map((hour) => `${hour}:00:00+01:00`)
  expect(notesOf([note('2026-01-06')], keys, SHOWN)[0]?.position).toBe(2)
})

test('a note on several days is read on each of them', () => {
  const sale = { ...note('2026-01-15'), to: '2026-01-20' }
  const on = (day: string) => notesWithin([sale], { from: day, to: day }).length
  expect(['2026-01-14', '2026-01-15', '2026-01-20', '2026-01-21'].map(on)).toEqual([0, 1, 1, 0])
})

test('hours to come are no hours without visitors', () => {
  const rows = ['00', '01', '02'].map((hour) => ({ 'time:hour': `2026-03-10T${hour}:00:00+01:00` }))
  const clock = { now: Date.parse('2026-03-10T01:30:00+01:00'), today: '2026-03-10' }
  expect(begunRows(rows, 'hour', clock)).toHaveLength(2)
})

test('the month that runs counts as begun, the next does not', () => {
  const rows = ['2026-02', '2026-03', '2026-04'].map((month) => ({ 'time:month': month }))
  expect(begunRows(rows, 'month', { now: 0, today: '2026-03-10' })).toHaveLength(2)
})

/** https://github.com/umami-software/umami/issues/333: the chart of such a day was drawn over and over. */
test('an hour that comes twice is two hours, and both have begun when the second has', () => {
  const hours = ['02:00:00+02:00', '02:00:00+01:00', '03:00:00+01:00']
  const rows = hours.map((hour) => ({ 'time:hour': `2026-10-25T${hour}` }))
  const at = (now: string) => ({ now: Date.parse(now), today: '2026-10-25' })
  expect(begunRows(rows, 'hour', at('2026-10-25T00:30:00Z'))).toHaveLength(1)
  expect(begunRows(rows, 'hour', at('2026-10-25T01:00:00Z'))).toHaveLength(2)
})

test('a day has begun when it is the site’s today, whatever the clock says elsewhere', () => {
  const rows = ['2026-03-09', '2026-03-10', '2026-03-11'].map((day) => ({ 'time:day': day }))
  const now = Date.parse('2026-03-11T04:00:00Z')
  expect(begunRows(rows, 'day', { now, today: '2026-03-10' })).toHaveLength(2)
})

test('keys stand in the order of the rows; a row without one has an empty key', () => {
  expect(bucketKeys([{ 'time:day': '2026-03-09' }, { visits: 1 }], 'day')).toEqual([
    '2026-03-09',
    '',
  ])
})

test('a week reaches to the day before the next, the last to the end of what is shown', () => {
  const week = (first: number, last: number) =>
    bucketDays(WEEKS, { bucket: 'week', first, last }, SHOWN)
  expect(week(0, 0)).toEqual({ from: '2026-01-05', to: '2026-01-11' })
  expect(week(1, 2)).toEqual({ from: '2026-01-12', to: '2026-03-10' })
})

test('an hour is its day', () => {
  const keys = ['2026-01-05T23:00:00+01:00', '2026-01-06T00:00:00+01:00']
  const days = bucketDays(keys, { bucket: 'hour', first: 0, last: 1 }, SHOWN)
  expect(days).toEqual({ from: '2026-01-05', to: '2026-01-06' })
})

test('a week that began before what is shown begins with it', () => {
  const shown = { from: '2026-01-07', to: '2026-01-14' }
  expect(bucketDays(WEEKS, { bucket: 'week', first: 0, last: 0 }, shown)).toEqual({
    from: '2026-01-07',
    to: '2026-01-11',
  })
})

test('the bucket of an answer is that of its rows; without any it has none', () => {
  expect(bucketOf({ rows: [{ 'time:week': '2026-01-05', visits: 1 }] })).toBe('week')
  expect(bucketOf({ rows: [{ link: 'a', 'time:month': '2026-01' }] })).toBe('month')
  expect(bucketOf({ rows: [] })).toBeUndefined()
})

test.each([
  [1, 'day'],
  [31, 'day'],
  [32, 'week'],
  [366, 'week'],
  [undefined, 'week'],
] as const)('what is known by the day is drawn, of %s days, by the %s', (days, bucket) => {
  expect(dailyBucket(days)).toBe(bucket)
})
