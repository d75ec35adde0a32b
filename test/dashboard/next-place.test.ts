import { expect, test } from 'vitest'
import { grown } from '../../dashboard/charts/drawn-box.ts'
import { nextPlace } from '../../dashboard/charts/next-place.ts'

const PLACES = [
  { key: 'c', x: 0.9, y: 0.2 },
  { key: 'a', x: 0.1, y: 0.8 },
  { key: 'b', x: 0.1, y: 0.5 },
  { key: 'twin', x: 0.1, y: 0.5 },
]

test.each([
  ['a', 'ArrowRight', 'c'],
  ['a', 'ArrowLeft', 'twin'],
  ['b', 'ArrowRight', 'twin'],
  ['c', 'ArrowUp', 'b'],
  ['a', 'ArrowDown', 'twin'],
  ['b', 'Home', 'b'],
  ['b', 'End', 'c'],
  ['c', 'ArrowRight', undefined],
  ['b', 'Enter', undefined],
])('from %s %s leads to %s', (from, pressed, key) => {
  expect(nextPlace(PLACES, from, pressed)).toBe(key)
})

test('either way each is reached, also those that lie upon one another', () => {
  for (const [first, pressed] of [
    ['b', 'ArrowRight'],
    ['c', 'ArrowUp'],
  ] as const) {
    const reached = [first as string]
    for (let at = nextPlace(PLACES, first, pressed); at; at = nextPlace(PLACES, at, pressed))
      reached.push(at)
    expect(reached.toSorted()).toEqual(['a', 'b', 'c', 'twin'])
  }
})

test('a box grows to the side that an arrow points to, and not out of its room', () => {
  const box = { x: [0.4, 0.5], y: [0, 0.98] } as const
  expect(grown(box, 'ArrowLeft').x[0]).toBeCloseTo(0.35)
  expect(grown(box, 'ArrowRight').x[1]).toBeCloseTo(0.55)
  expect(grown(box, 'ArrowUp').y).toEqual([0, 1])
  expect(grown(box, 'ArrowDown').y).toEqual([0, 0.98])
  expect(grown(box, 'Enter')).toEqual(box)
})
