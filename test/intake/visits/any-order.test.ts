import { expect, test } from 'vitest'
import { CHROME } from '../collector.ts'
import { SITE } from './map-ledger.ts'
import { eventsIn, figures, inOrder, stored, told } from './mapped.ts'
import {
  expectAsTold,
  forSeeds,
  idOf,
  type Line,
  MIDNIGHT,
  MINUTE,
  type Next,
  pick,
} from './seeded.ts'

/**
 * The hardest rules of visits, over a ledger of plain Maps: events in any order, some at a time, the process stopping
 * between, must end in the visits that the pure partition makes of all of them at once.
 */

const RUNS = 1_000

/** Minutes around midnight, each once. */
function minutes(next: Next, most: number): number[] {
  const count = 2 + Math.floor(next() * (most - 1))
  const all = new Set<number>()
  while (all.size < count) all.add(Math.floor(next() * 500) - 250)
  return [...all].sort((a, b) => a - b)
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

test('late events of a browser, with users, campaigns and follow-ups, lie as the rules cut them', () => {
  const kinds = { sender: { visitor: 'ada' }, users: ['ann', 'bob'], unknown: true }
  forSeeds(RUNS, (next) => lines(next, kinds), expectAsTold)
})

test('midnight, at which a cookieless browser changes its key, cuts no visit', () => {
  const sender = { ip: '81.2.69.142', userAgent: CHROME }
  forSeeds(RUNS, (next) => lines(next, { sender, kinds: ['view', 'view', 'event'] }), expectAsTold)
})

test.each([
  ['before midnight', [-48, -23, 0]],
  ['after midnight', [-15, 10, 35]],
])(
  'a report %s that came first holds a cookieless visit together',
  (_, [first = 0, told = 0, last = 0]) => {
    const sender = { ip: '81.2.69.142', userAgent: CHROME, url: 'https://example.com/' }
    const all = [
      { id: idOf(0), at: MIDNIGHT + first * MINUTE, name: 'pageview', ...sender },
      { id: idOf(1), at: MIDNIGHT + told * MINUTE, name: 'exposure', ...sender },
      { id: idOf(2), at: MIDNIGHT + last * MINUTE, name: 'pageview', ...sender },
    ]
    forSeeds(
      50,
      () => all,
      ({ store }) => {
        expect(stored(store)).toMatchObject([{ events: all.map(({ id }) => id), alone: false }])
      },
    )
  },
)

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
