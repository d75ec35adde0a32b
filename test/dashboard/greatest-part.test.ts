import { expect, test } from 'vitest'
import { greatestPart } from '../../dashboard/charts/world/greatest-part.ts'
import { WORLD, WORLD_SIZE } from '../../dashboard/charts/world/world.ts'

test('of several parts it is the greatest', () => {
  const outline = 'M100 50l.5 0 0-.5-.5 0zM10 10l4 0 0 2-4 0z'
  expect(greatestPart(outline)).toEqual({ left: 10, top: 10, width: 4, height: 2 })
  expect(greatestPart('')).toEqual({ left: 0, top: 0, width: 0, height: 0 })
})

test('each country lies on the map, and where it does on a globe', () => {
  for (const outline of Object.values(WORLD)) {
    const { left, top, width, height } = greatestPart(outline)
    expect(left).toBeGreaterThanOrEqual(0)
    expect(left + width).toBeLessThanOrEqual(WORLD_SIZE.width)
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top + height).toBeLessThanOrEqual(WORLD_SIZE.height)
  }
  const [france, china, chile] = ['FR', 'CN', 'CL'].map((code) => greatestPart(WORLD[code] ?? ''))
  // Not from South America, where a part of it lies, to Europe.
  expect(france?.left).toBeGreaterThan(440)
  expect(china?.left).toBeGreaterThan(france?.left ?? 0)
  expect(chile?.top).toBeGreaterThan(china?.top ?? 0)
})
