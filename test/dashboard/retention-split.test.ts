import './page.ts'
import { describe, expect, test } from 'vitest'
import { apart } from '../../dashboard/charts/apart.ts'
import {
  lineParts,
  type Part,
  readPeriods,
  usualPeriods,
} from '../../dashboard/views/retention/split.ts'
import { type Feature, periodsUsed, stacksOf } from '../../dashboard/views/retention/stacks.ts'

test.each([
  ['1, 4, 12', [1, 4, 12]],
  ['12 4;4，1', [1, 4, 12]],
  ['0', [0]],
  ['', undefined],
  [', ,', undefined],
  ['13', undefined],
  ['1, x', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1 2 3 4 5 6 7', undefined],
])('of twelve periods "%s" names %j', (text, periods) => {
  expect(readPeriods(text, 12)).toEqual(periods)
})

test('unless others are named, those are shown that somebody has come to', () => {
  expect(usualPeriods('week', 12)).toEqual([1, 4, 8])
  expect(usualPeriods('day', 8)).toEqual([1, 7])
  expect(usualPeriods('month', 0)).toEqual([1])
})

const point = (n: number, rate: number | null) => ({ n, rate, interval: null, people: 9 })
const part = (value: string | null, later: number | null, other = false): Part => ({
  ...{ value, other, size: 9 },
  curve: [point(0, 1), point(1, later)],
})

test('the three greatest have a line, those that nobody can have come back of yet and the rest have none', () => {
  const parts = [
    ...[part('Direct', 0.4), part('Fresh', null), part(null, 0)],
    ...[part('Email', 0.2), part('Paid Social', 0.1), part(null, 0.3, true)],
  ]
  expect(lineParts(parts).map(({ value }) => value)).toEqual(['Direct', null, 'Email'])
})

describe('names at the ends of lines', () => {
  test.each([
    [
      [0.5, 0.52, 0.1],
      [0.5, 0.6, 0.1],
    ],
    [
      [1, 0.99],
      [1, 0.9],
    ],
    [
      [0, 0],
      [0, 0.1],
    ],
  ])('of %j stand at %j', (heights, places) => {
    const found = apart(heights, 0.1)
    for (const [i, place] of places.entries()) expect(found[i]).toBeCloseTo(place, 9)
  })

  test('that have no room stand evenly', () => {
    expect(apart([1, 1, 1], 0.8)).toEqual([0, 0.5, 1])
  })
})

function feature(event: string, share: (number | null)[]): Feature {
  return { event, people: 9, use: share, share, with: [], without: [] }
}

test('seven events have a share of their own, all others one together, in each period that anything was done in', () => {
  const rows = [0.3, 0.2, 0.1, 0.1, 0.1, 0.06, 0.06, 0.05, 0.03].map((share, i) =>
    feature(`event ${i}`, [share, null, share]),
  )
  const { events, rest, columns } = stacksOf(rows)
  expect(events).toHaveLength(7)
  expect(rest).toBe(true)
  expect(columns.map(({ n }) => n)).toEqual([0, 2])
  expect(columns[1]?.shares.at(-1)).toBeCloseTo(0.08, 9)
  expect(columns[1]?.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
})

test('those have a share of their own that are used most, whenever that is', () => {
  const first = Array.from({ length: 7 }, (_, i) => feature(`first ${i}`, [0.12, 0.02, 0.01]))
  const { events, columns } = stacksOf([...first, feature('later', [0.16, 0.86, 0.93])])
  expect(events[0]).toBe('later')
  expect(events).toHaveLength(7)
  expect(columns[2]?.shares.at(-1)).toBeCloseTo(0.01, 9)
})

test('of few events there is no rest, of none no period', () => {
  expect(stacksOf([feature('Buy', [1])])).toEqual({
    events: ['Buy'],
    rest: false,
    columns: [{ n: 0, shares: [1] }],
  })
  expect(periodsUsed([])).toEqual([])
  expect(periodsUsed([feature('Buy', [null, null])])).toEqual([])
})
