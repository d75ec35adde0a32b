import { expect, test } from 'vitest'
import { begunRows, bucketDays } from '../../dashboard/models/buckets.ts'
import { notesOf, notesWithin } from '../../dashboard/views/overview/notes.ts'

const SHOWN = { from: '2026-01-05', to: '2026-03-10' }
const note = (day: string) => ({ id: day, day, to: null, text: 'Launch' })

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
  const weeks = ['2026-01-05', '2026-01-12', '2026-01-19']
  expect(notesOf([note('2026-01-15')], weeks)).toEqual([{ position: 1, text: 'Launch' }])
  expect(notesOf([note('2025-12-31')], weeks)).toEqual([])
  expect(notesOf([note('2026-02-10')], ['2026-01', '2026-02'])[0]?.position).toBe(1)
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
