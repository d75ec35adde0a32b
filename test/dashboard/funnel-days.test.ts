import { expect, test } from 'vitest'
import { closedRates, courseOf, lastDayOf, openDays } from '../../dashboard/models/funnel-days.ts'

type Closed = Parameters<typeof closedRates>[0]
type Day = Closed['trend'][number]

/** Days from the 1st on, of which so many of the last may still change. */
function days(counts: readonly [entered: number, converted: number][], open = 0): Day[] {
  return counts.map(([entered, converted], place) => ({
    date: `2026-11-0${place + 1}`,
    ...{ entered, converted, interval: null, abnormal: false, pending: 0, range: null },
    rate: entered === 0 ? null : converted / entered,
    partial: place >= counts.length - open,
    judged: place < counts.length - open,
  }))
}

const limits = {
  ...{ rate: 0.5, sigma: 1, of: 'closed' as const },
  low: [0.3, 0.3, 0.3],
  high: [0.7, 0.7, 0.7],
}

test('the last day is the last whose people have all had their time', () => {
  const trend = days(
    [
      [10, 5],
      [10, 4],
      [10, 0],
    ],
    1,
  )
  expect(lastDayOf({ trend, limits })).toEqual({
    ...{ date: '2026-11-02', rate: 0.4, usual: [0.3, 0.7], state: 'usual' },
  })
})

test('a day that is judged counts although somebody of it may still convert', () => {
  const [first, second] = days([
    [10, 5],
    [10, 4],
  ])
  const trend = [first, { ...second, partial: true, pending: 1 }] as Day[]
  expect(lastDayOf({ trend, limits })).toMatchObject({ date: '2026-11-02', state: 'usual' })
})

test.each([
  [1, 'low'],
  [9, 'high'],
] as const)('a day beyond chance with %i of 10 is %s', (converted, state) => {
  const trend = days([
    [10, 5],
    [10, converted],
  ]).map((day, i) => ({ ...day, abnormal: i === 1 }))
  expect(lastDayOf({ trend, limits })?.state).toBe(state)
})

test('a day that nobody began in is no fall', () => {
  const trend = days([
    [0, 0],
    [10, 5],
    [0, 0],
    [10, 2],
  ])
  expect(courseOf(trend)).toEqual([null, 0.5, 0.5, 0.2])
})

test('with too few days nothing is usual, and a day of nobody says nothing', () => {
  const trend = days([
    [10, 5],
    [0, 0],
  ])
  expect(lastDayOf({ trend, limits: null })).toMatchObject({ date: '2026-11-01', state: 'unknown' })
  expect(lastDayOf({ trend: days([[10, 5]], 1), limits: null })).toBeUndefined()
})

const meta = { data_from: '2026-10-01' } as Closed['meta']

function held(trend: Day[], before: Day[], from = '2026-10-25'): Closed {
  return { meta, trend, compared: { from, trend: before } as Closed['compared'] }
}

test.each([
  ['7d', '2026-11-12', 0],
  ['7d', '2026-11-11', 1],
  ['7d', '2026-11-09', 3],
  ['24h', '2026-11-05', 1],
  ['30m', '2026-11-06', 0],
  ['30m', '2026-11-04', 2],
])('with a window of %s, on %s the last %i days up to the 4th are open', (window, today, open) => {
  const trend = days([
    [10, 5],
    [10, 3],
    [10, 0],
    [1, 0],
  ])
  expect(openDays(trend, { window, today })).toBe(open)
})

test('days that may still change are held against nothing', () => {
  const now = days([
    [10, 5],
    [10, 3],
    [10, 0],
  ])
  const before = days([
    [20, 10],
    [20, 10],
    [20, 20],
  ])
  const clock = { window: '7d', today: '2026-11-10' }
  expect(closedRates(held(now, before), clock)).toEqual({ days: 2, now: 0.4, before: 0.5 })
})

test.each([
  ['nothing is compared', { meta, trend: days([[10, 5]]), compared: undefined }, '2026-12-01'],
  ['no day is over', held(days([[10, 5]]), days([[10, 5]])), '2026-11-08'],
  ['nobody began before', held(days([[10, 5]]), days([[0, 0]])), '2026-12-01'],
  ['there was no data yet', held(days([[10, 5]]), days([[10, 5]]), '2026-09-30'), '2026-12-01'],
])('there is no change where %s', (_, answer, today) => {
  expect(closedRates(answer, { window: '7d', today })).toBeUndefined()
})
