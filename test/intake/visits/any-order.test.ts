import { expect, test } from 'vitest'
import { CHROME } from '../collector.ts'
import { SITE } from './map-ledger.ts'
import {
  eventsIn,
  figures,
  inOrder,
  type Mapped,
  mapped,
  random,
  readTimes,
  shuffled,
  stored,
  told,
} from './mapped.ts'

/**
 * The hardest rules of visits, over a ledger of plain Maps: events in any order, some at a time, the process stopping
 * between, must end in the visits that the pure partition makes of all of them at once.
 */

const MINUTE = 60_000
const MIDNIGHT = Date.UTC(2026, 2, 10)
const DAY = 86_400_000
const RUNS = 1_000

type Next = () => number
type Line = { id: string; at: number } & Record<string, unknown>

const pick = <T>(next: Next, ...of: readonly T[]) => of[Math.floor(next() * of.length)] as T
const idOf = (index: number) => `event-${String(index).padStart(5, '0')}`

/** Minutes around midnight, each once. */
function minutes(next: Next, most: number): number[] {
  const count = 2 + Math.floor(next() * (most - 1))
  const all = new Set<number>()
  while (all.size < count) all.add(Math.floor(next() * 500) - 250)
  return [...all].sort((a, b) => a - b)
}

/** Takes them a few at a time; now and then the process ends and what it remembered is gone. */
function takeInParts(one: Mapped, lines: readonly object[], next: Next): void {
  for (let from = 0; from < lines.length; ) {
    const size = 1 + Math.floor(next() * 4)
    expect(new Set(one.take(lines.slice(from, from + size)))).toEqual(new Set(['accepted']))
    from += size
    if (next() < 0.1) one.writer.forget()
    if (next() < 0.1) one.settle()
  }
  one.settle()
}

const url = (
  next: Next,
  campaigns: readonly string[] = ['', '', '?utm_source=a', '?utm_source=b'],
) => `https://example.com/${pick(next, '', 'pricing')}${pick(next, ...campaigns)}`

/** A follow-up on one of the pageviews, or on one that never comes. */
function followUp(next: Next, index: number, views: readonly string[], unknown: boolean) {
  const of = unknown && next() < 0.2 ? 'never-comes' : pick(next, ...views)
  const url = `https://example.com/${pick(next, '', 'pricing', 'read')}`
  return { name: 'engagement', url, of, engaged: 1_000 + index, scroll: 50 }
}

type Kind = 'view' | 'event' | 'server' | 'followUp'

interface Kinds {
  /** What a browser is told apart by. */
  sender: object
  users?: readonly string[]
  kinds?: readonly Kind[]
  /** Some follow-ups on what never comes. */
  unknown?: boolean
}

const ALL: readonly Kind[] = ['view', 'view', 'view', 'event', 'followUp', 'server']

/** Follow-ups name nobody: who is there is told by what was done there. */
function lines(next: Next, { sender, users = [], kinds = ALL, unknown = false }: Kinds): Line[] {
  const times = minutes(next, 14)
  const of = times.map((_, index) => (index === 0 ? 'view' : pick(next, ...kinds)))
  const views = of.flatMap((kind, index) => (kind === 'view' ? [idOf(index)] : []))
  const user = () => (users.length > 0 && next() < 0.25 ? { user: pick(next, ...users) } : {})
  const content = {
    view: () => ({ name: 'pageview', url: url(next), ...user() }),
    event: () => ({ name: 'Signup', url: url(next, ['']), ...user() }),
    server: () => ({ name: 'Renewal', ...user() }),
    followUp: (index: number) => followUp(next, index, views, unknown),
  }
  return times.map((minute, index) => ({
    ...{ id: idOf(index), at: MIDNIGHT + minute * MINUTE, ...sender },
    ...content[of[index] ?? 'view'](index),
  }))
}

/** Runs it for many seeds: events, shuffled, taken in parts. A failure names its seed. */
function forSeeds(
  runs: number,
  make: (next: Next) => Line[],
  check: (one: Mapped, lines: Line[], next: Next) => void,
): void {
  for (let seed = 1; seed <= runs; seed++) {
    const next = random(seed)
    const all = shuffled(make(next), next)
    const one = mapped(MIDNIGHT + DAY)
    try {
      takeInParts(one, all, next)
      expect(eventsIn(one.store)).toHaveLength(all.length)
      check(one, all, next)
    } catch (error) {
      throw new Error(`seed ${seed}: ${JSON.stringify(all)}`, { cause: error })
    }
  }
}

function expectAsTold({ store }: Mapped): void {
  expect(stored(store)).toEqual(told(store))
  const read = readTimes(store)
  expect(read.stored).toEqual(read.told)
  const row = figures(store)
  expect(row.stored).toEqual(row.told)
}

test('late events of a browser, with users, campaigns and follow-ups, lie as the rules cut them', () => {
  const kinds = { sender: { visitor: 'ada' }, users: ['ann', 'bob'], unknown: true }
  forSeeds(RUNS, (next) => lines(next, kinds), expectAsTold)
})

test('midnight, at which a cookieless browser changes its key, cuts no visit', () => {
  const sender = { ip: '81.2.69.142', userAgent: CHROME }
  forSeeds(RUNS, (next) => lines(next, { sender, kinds: ['view', 'view', 'event'] }), expectAsTold)
})

test.each([
  ['first', 0],
  ['sometimes', 0.2],
])(
  'server events lie in the visits of their user, or alone, when the browser names that user %s',
  (_, share) => {
    const some = (next: Next) => {
      const all = lines(next, { sender: { visitor: 'ada' } })
      const own = all.filter(({ name }) => name === 'pageview' || name === 'Signup')
      const naming = share === 0 ? own[0] : pick(next, ...own)
      return all.map((line) => {
        const { visitor, ...server } = line
        if (line.name === 'Renewal') return { ...server, user: 'ann' }
        const names = line === naming || (line.name === 'Signup' && next() < share)
        return { ...line, ...(names && { user: 'ann' }) }
      })
    }
    forSeeds(RUNS, some, expectAsTold)
  },
)

test('each of two browsers has its own visits, and each person its first of both', () => {
  const users = ['ann', 'bob']
  const both = (next: Next) => [
    ...lines(next, { sender: { visitor: 'ada' }, users }),
    ...lines(next, { sender: { visitor: 'bea' }, users }).map(ofBea),
  ]
  forSeeds(RUNS, both, ({ store }) => {
    const beas = (id: string) => id.startsWith('bea')
    const all = [...told(store, beas), ...told(store, (id) => !beas(id))]
    expect(stored(store)).toEqual(all.sort(inOrder))
    for (const { id, first_at } of store.tables.persons) {
      const starts = [...store.tables.visits.values()]
        .filter(({ person, alone }) => person === id && alone === 0)
        .map(({ start }) => start)
      if (starts.length > 0) expect(first_at).toBe(Math.min(...starts))
    }
  })
})

/** Her events' ids are her own, so are those of the pageviews that her follow-ups are on. */
function ofBea(line: Line): Line {
  const of = typeof line.of === 'string' ? { of: `bea-${line.of}` } : {}
  return { ...line, ...of, id: `bea-${line.id}` }
}

test('events that are taken out leave what the others make, and brought back they lie as before', () => {
  const kinds = { sender: { visitor: 'ada' }, users: ['ann', 'bob'] }
  forSeeds(
    RUNS,
    (next) => lines(next, kinds),
    ({ store, writer, settle }, _, next) => {
      const before = stored(store)
      const gone = eventsIn(store).filter(() => next() < 0.3)
      writer.commit(({ remove }) => remove(SITE, gone, 1))
      settle()
      expect(stored(store)).toEqual(told(store))
      const row = figures(store)
      expect(row.stored).toEqual(row.told)
      writer.commit(({ bringBack }) => bringBack(SITE, 1, 100))
      settle()
      expect(stored(store)).toEqual(before)
    },
  )
})

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
