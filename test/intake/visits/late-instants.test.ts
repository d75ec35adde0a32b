import { afterEach, expect, test } from 'vitest'
import { type Collector, collector } from '../collector.ts'

const NOON = Date.UTC(2026, 2, 10, 12)
const open: Collector[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

function fresh(): Collector {
  const one = collector({ now: () => NOON + 86_400_000 })
  open.push(one)
  return one
}

/** Each is a visit of its own: it has another campaign than the one before it. */
function landings(count: number, apart: number): object[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `landing-${String(i).padStart(5, '0')}`,
    name: 'pageview',
    at: NOON + i * apart,
    url: `https://example.com/?utm_campaign=c${i}`,
    visitor: 'ada',
  }))
}

function settle({ store }: Collector): void {
  while (store.isDue) store.settle()
}

const EARLY = {
  ...landings(1, 0)[0],
  id: 'before-all',
  at: NOON - 1_000,
  url: 'https://example.com/?utm_campaign=before',
}

// More visits than are read at once: the next page has to begin behind the last one.
test.each([
  { apart: 0, name: 'in one instant' },
  { apart: 1, name: 'a millisecond apart' },
])('700 visits $name are cut anew to what they are in order', ({ apart }) => {
  const straight = fresh()
  straight.import([EARLY, ...landings(700, apart)])
  settle(straight)
  const one = fresh()
  const all = landings(700, apart)
  for (const part of [all.slice(0, 350), all.slice(350)]) one.import(part)
  one.import([EARLY])
  settle(one)
  expect(one.visits()).toEqual(straight.visits())
  expect(one.visits()).toHaveLength(701)
  expect(one.db.prepare('select sum(members), count(*) from visit').raw().get()).toEqual([701, 701])
})

test('an instant holds some hundreds of one visitor; what comes then follows a millisecond later, in order', () => {
  const one = fresh()
  const all = landings(1_000, 0)
  for (let from = 0; from < all.length; from += 100) one.import(all.slice(from, from + 100))
  settle(one)
  const held = one.db
    .prepare('select at, count(*) as events from event group by at order by at')
    .all()
  expect(held).toEqual([
    { at: NOON, events: 201 },
    ...[1, 2, 3].map((later) => ({ at: NOON + later, events: 200 })),
    { at: NOON + 4, events: 199 },
  ])
  const campaigns = one.visits().map(({ campaign }) => campaign)
  expect(campaigns.toSorted()).toEqual(all.map((_, i) => `c${i}`).toSorted())
})

test("a full instant is nobody else's: another visitor's events lie in it", () => {
  const one = fresh()
  one.import([...landings(500, 0), { ...EARLY, id: 'of-another', at: NOON, visitor: 'bea' }])
  settle(one)
  const held = one.db.prepare('select count(*) from event where at = ?').pluck().get(NOON)
  expect(held).toBe(201 + 1)
})
