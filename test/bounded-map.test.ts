import { expect, test } from 'vitest'
import { BoundedMap } from '../collector/bounded-map.ts'

test('a cache never holds more than it may', () => {
  const cache = new BoundedMap<number, number>(100)
  for (let key = 0; key < 1_000; key++) cache.set(key, key)
  const held = Array.from({ length: 1_000 }, (_, key) => cache.get(key)).filter(
    (value) => value !== undefined,
  )
  expect(held.length).toBeGreaterThanOrEqual(50)
  expect(held.length).toBeLessThanOrEqual(100)
})

test('what is asked for again and again stays', () => {
  const cache = new BoundedMap<string, number>(100)
  cache.set('asked', 1)
  for (let key = 0; key < 1_000; key++) {
    cache.set(`passing ${key}`, key)
    expect(cache.get('asked')).toBe(1)
  }
})

test('a newer value hides the older one, and a deleted key is gone from both halves', () => {
  const cache = new BoundedMap<string, number | null>(4)
  cache.set('a', 1)
  cache.set('b', 2)
  cache.set('a', null)
  expect(cache.get('a')).toBeNull()
  cache.delete('a')
  expect(cache.get('a')).toBeUndefined()
  expect(cache.get('b')).toBe(2)
})
