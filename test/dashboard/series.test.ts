import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  columns,
  labelled,
  type Series,
  zeroAt,
} from '../../dashboard/charts/time-series-options.ts'
import { linesOf, valueRange } from '../../dashboard/charts/value-axis.ts'
import { axisLabels } from '../../dashboard/dates.ts'

function series(part: Partial<Series>): Series {
  return {
    values: [],
    past: [],
    labels: [],
    partial: [],
    whole: true,
    formatAxis: (values) => values.map(String),
    tellValue: String,
    ...part,
  }
}

test('the bucket that runs is dashed, from the last whole one on', () => {
  const drawn = columns(series({ values: [3, 5, 4, 1], past: [2, 2], partial: [3] }))
  expect(drawn).toEqual([
    [0, 1, 2, 3],
    [3, 5, 4, null],
    [null, null, 4, 1],
    [2, 2, null, null],
  ])
})

test('of two segments the bucket that runs is dashed in both lines', () => {
  const drawn = columns(series({ values: [3, 5, 1], past: [2, 4, 6], partial: [2], beside: true }))
  expect(drawn.slice(3)).toEqual([
    [2, 4, null],
    [null, 4, 6],
  ])
})

test('when all is over nothing is dashed', () => {
  const drawn = columns(series({ values: [3, 5], past: [1, 1] }))
  expect(drawn[1]).toEqual([3, 5])
  expect(drawn[2]).toEqual([null, null])
})

test('a single bucket that runs has only its own point', () => {
  const drawn = columns(series({ values: [3], partial: [0] }))
  expect([drawn[1], drawn[2]]).toEqual([[null], [3]])
})

test('a comparison that is longer ends where the chart does', () => {
  expect(columns(series({ values: [1, 2], past: [9, 8, 7] }))[3]).toEqual([9, 8])
})

test.each([
  [7, 760, [0, 1, 2, 3, 4, 5, 6]],
  [30, 760, [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]],
  [24, 320, [0, 6, 12, 18]],
  [90, 320, [0, 24, 48, 72]],
  [1, 320, [0]],
  [0, 320, []],
  [3, 50, [0, 2]],
])('%i buckets on %i pixels are named at %j', (count, width, positions) => {
  expect(labelled(Array(count).fill('x'), width)).toEqual(positions)
})

test('names never stand nearer than they are wide, however many buckets there are', () => {
  for (let count = 1; count <= 1_000; count += 37) {
    for (const width of [160, 320, 760, 1_400]) {
      const fit = Math.max(2, Math.floor(width / 76))
      expect(labelled(Array(count).fill('x'), width).length).toBeLessThanOrEqual(fit)
    }
  }
})

/** Keys of hours from a day's beginning on, in Berlin. */
function hoursFrom(start: string, count: number): string[] {
  const berlin = new Intl.DateTimeFormat('sv', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return Array.from({ length: count }, (_, i) => {
    const wall = berlin.format(Date.parse(start) + i * 3_600_000)
    return `${wall.replace(' ', 'T')}+01:00`
  })
}

test('hours of a week are named by their days, also where a day has 25 of them', () => {
  const keys = hoursFrom('2026-10-22T00:00:00+02:00', 169)
  const labels = axisLabels(keys, 'hour', 'en-GB')
  const days = labelled(labels, 1_000).map((position) => [position, labels[position]])
  expect(days.slice(2, 5)).toEqual([
    [48, 'Sat 24 Oct'],
    [72, 'Sun 25 Oct'],
    [97, 'Mon 26 Oct'],
  ])
  expect(days).toHaveLength(7)
})

test('hours of two days are named as hours', () => {
  const labels = axisLabels(hoursFrom('2026-11-03T00:00:00+01:00', 48), 'hour', 'en-GB')
  expect(labels.slice(22, 26)).toEqual(['22:00', '23:00', '0:00', '1:00'])
})

const RULED = { steps: 4, whole: true }

test.each([
  ['a site without anything has an axis all the same', 0, 0, [0, 4]],
  ['so has a chart without values', null, null, [0, 4]],
  ['the axis begins at nothing, not at the least', 50, 100, [0, 100]],
  ['and ends with a line over the greatest', 50, 669, [0, 800]],
  ['as over 1,380 it was not', 0, 1_380, [0, 1_500]],
  ['there is no half of a visitor', 0, 1, [0, 1]],
  ['refunds that outweigh what came in stand below nothing', -50, 100, [-50, 100]],
  ['with refunds alone nothing is at the top', -50, -10, [-60, 0]],
])('%s', (_, least, most, range) => {
  expect(valueRange(least, most, RULED)).toEqual(range)
})

test('an axis ends in lines, has room between them, and holds every value', () => {
  const value = fc.integer({ min: -1_000_000, max: 10_000_000 })
  fc.assert(
    fc.property(value, value, fc.integer({ min: 2, max: 12 }), (a, b, steps) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)]
      const [foot, top] = valueRange(least, most, { steps, whole: true })
      expect(foot).toBeLessThanOrEqual(Math.min(0, least))
      expect(top).toBeGreaterThanOrEqual(Math.max(0, most))
      const lines = linesOf([foot, top], { steps, whole: true })
      expect([lines[0], lines.at(-1)]).toEqual([foot, top])
      expect(lines.length - 1).toBeLessThanOrEqual(steps)
    }),
  )
})

test('shares have steps of parts', () => {
  const of = { steps: 4, whole: false }
  expect(valueRange(0, 0.57, of)).toEqual([0, 0.6])
  expect(linesOf([0, 0.6], of)).toEqual([0, 0.2, 0.4, 0.6])
})

test('a week that the period cuts is dashed at either end', () => {
  const drawn = columns(series({ values: [2, 5, 6, 5, 1], partial: [0, 4] }))
  expect([drawn[1], drawn[2]]).toEqual([
    [null, 5, 6, 5, null],
    [2, 5, null, 5, 1],
  ])
})

test('a value below nothing is inside the plot, and the fill ends at nothing', () => {
  const [foot, top] = valueRange(-1_270, 1_400, RULED)
  expect(foot).toBeLessThan(-1_270)
  expect(top).toBeGreaterThan(1_400)
  expect(zeroAt([-250, 1_000])).toBe(0.8)
  expect(zeroAt([0, 100])).toBe(1)
  expect(zeroAt([-100, 0])).toBe(0)
  expect(zeroAt([0, 0])).toBe(1)
})
