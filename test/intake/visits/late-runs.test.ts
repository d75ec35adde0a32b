import { afterEach, expect, test } from 'vitest'
import { type Collector, collector } from '../collector.ts'

const NOON = Date.UTC(2026, 2, 10, 12)
const SECOND = 1_000
const open: Collector[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

function fresh(): Collector {
  const one = collector({ now: () => NOON + 86_400_000 })
  open.push(one)
  return one
}

const page = (id: string, at: number, query = '') => ({
  id,
  name: 'pageview',
  at,
  url: `https://example.com/${id.slice(-2)}${query}`,
  visitor: 'ada',
})

/** Pageviews a second apart. */
function run(size: number): object[] {
  return Array.from({ length: size }, (_, i) => page(`in-order-${i}`, NOON + i * SECOND))
}

/** Pageviews between those, each of another campaign. */
function late(size: number, count: number): object[] {
  const apart = Math.floor(size / count) * SECOND
  return Array.from({ length: count }, (_, i) =>
    page(`too-late-${i}`, NOON + i * apart + 500, `?utm_campaign=c-${i}`),
  )
}

/** Slices until nothing is left. */
function settle({ store }: Collector): number {
  let slices = 0
  while (store.isDue) {
    store.settle()
    slices += 1
  }
  return slices
}

test('late events of a run of 25,000 are cut in slices, to the visits of an import in order', () => {
  const events = run(25_000)
  const between = late(25_000, 40)
  const straight = fresh()
  straight.import([...events, ...between])
  settle(straight)
  const one = fresh()
  one.import(events)
  for (const event of between) one.import([event])
  settle(one)
  expect(one.visits()).toEqual(straight.visits())
  expect(one.visits()).toHaveLength(41)
})

test('everything is stored before it is cut, and a stop between two slices loses nothing', () => {
  const size = 25_000
  const one = fresh()
  one.import(run(size))
  one.import(late(size, 40))
  expect(one.db.prepare('select count(*) from event').pluck().get()).toBe(size + 40)
  one.store.settle()
  // As after a start: what is due is read from the file.
  one.store.forget()
  expect(one.store.isDue).toBe(true)
  settle(one)
  expect(one.db.prepare('select count(*) from recut').pluck().get()).toBe(0)
  expect(one.visits()).toHaveLength(41)
  expect(one.visits().reduce((sum, { pageviews }) => sum + pageviews, 0)).toBe(size + 40)
})

test('a commit leaves long runs for later, and others are right at once meanwhile', () => {
  const one = fresh()
  one.import(run(25_000))
  const others = [0, 20, 40].map((minute) => ({
    ...page(`other-${minute}-${minute}`, NOON + minute * 60 * SECOND),
    visitor: 'bob',
  }))
  one.import([...late(25_000, 40), others[2] as object, others[0] as object])
  one.import([others[1] as object])
  expect(one.store.isDue).toBe(true)
  const bobs = one.visits().filter(({ visitor }) => visitor === '626F62')
  expect(bobs).toMatchObject([{ pageviews: 3 }])
})

test('twice the run takes twice the slices, not four times', () => {
  const slices = [20_000, 40_000].map((size) => {
    const one = fresh()
    one.import(run(size))
    one.import(late(size, 40))
    return settle(one)
  })
  expect(slices[0]).toBeGreaterThan(0)
  expect(slices[1]).toBeLessThanOrEqual(2 * (slices[0] ?? 0) + 2)
})
