import { expect, test } from 'vitest'
import { eventsIn, mapped, random, shuffled, stored, told } from './mapped.ts'
import { DAY, expectAsTold, forSeeds, idOf, MIDNIGHT, MINUTE, type Next } from './seeded.ts'

const views = (count: number, at: (index: number) => number, query = (_: number) => '') =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: idOf(index), at: at(index), name: 'pageview', visitor: 'ada' },
    url: `https://example.com/${query(index)}`,
  }))

test('a visit ends after 24 hours, whatever comes when', () => {
  const days = (next: Next) => {
    let minute = -4 * 24 * 60
    return views(300, () => {
      minute += 5 + Math.floor(next() * 24)
      return MIDNIGHT + minute * MINUTE
    })
  }
  forSeeds(20, days, (one) => {
    expectAsTold(one)
    expect(stored(one.store).length).toBeGreaterThan(2)
  })
})

test('a visit ends with its 10,000th event, whatever comes when', () => {
  const next = random(1)
  const all = shuffled(
    views(10_500, (index) => MIDNIGHT + index * 1_000),
    next,
  )
  const one = mapped(MIDNIGHT + DAY)
  for (let from = 0; from < all.length; from += 1_500) one.take(all.slice(from, from + 1_500))
  one.settle()
  expectAsTold(one)
  expect(stored(one.store).map(({ events }) => events.length)).toEqual([10_000, 500])
})

test('of more than 200 events in an instant the rest follows a millisecond later, and all are cut as they lie', () => {
  const instants = (next: Next) =>
    views(
      500,
      () => MIDNIGHT + Math.floor(next() * 2) * MINUTE,
      () => (next() < 0.02 ? `?utm_source=${Math.floor(next() * 3)}` : ''),
    )
  for (let seed = 1; seed <= 10; seed++) {
    const next = random(seed)
    const all = instants(next)
    const one = mapped(MIDNIGHT + DAY)
    for (let from = 0; from < all.length; from += 50) one.take(all.slice(from, from + 50))
    one.settle()
    const held = new Map<number, number>()
    for (const { at } of eventsIn(one.store)) held.set(at, (held.get(at) ?? 0) + 1)
    expect(Math.max(...held.values())).toBeLessThanOrEqual(201)
    expect(eventsIn(one.store)).toHaveLength(all.length)
    expect(stored(one.store), `seed ${seed}`).toEqual(told(one.store))
  }
})
