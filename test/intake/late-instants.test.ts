import { afterEach, expect, test } from 'vitest'
import { type Collector, collector } from './collector.ts'

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
