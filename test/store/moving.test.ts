import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import type { Slice } from '../../collector/store/moving.ts'
import { sweepLeftovers } from '../../collector/store/sqlite/leftovers.ts'
import { addSite, type Collector, collector } from '../intake/collector.ts'
import { DAY, happeningsTo, NOW, SITE } from './happenings.ts'
import { acquaint, movingSite } from './moving-site.ts'
import { saidOf } from './said-of-site.ts'

let from: Collector
let to: Collector
/** The one file that takes everything. */
let all: Collector

const pause = async () => {}
const MOVE = { site: SITE, id: 'move', collector: 1 }

beforeEach(() => {
  ;[from, to, all] = [1, 2, 3].map(() => collector({ now: () => NOW })) as [
    Collector,
    Collector,
    Collector,
  ]
  acquaint(from, to)
  addSite(to.db, 'other.example')
})
afterEach(() => {
  for (const one of [from, to, all]) one.close()
})

const site = () => movingSite(from, to)
const leaving = () => site().leaving()
const coming = () => site().coming()
const begin = () => site().begin()
const tellOne = (isLost = false) => site().tellOne(isLost)

async function finish(): Promise<void> {
  site().handOver()
  await site().clear()
  expect(site().settle()).toBe(true)
}

/** The same happens to whoever has the site and to the one that takes everything. */
function traffic(seed: number, has: () => Collector) {
  const chance = random(seed)
  const here = new Proxy({} as Collector, { get: (_, name) => Reflect.get(has(), name) })
  const [moving = [], staying = []] = [here, all].map((one) => happeningsTo(one, random(seed)))
  // Without deleting by filter, for which a move waits.
  const kinds = [0, 1, 4, 5, 6].map((kind) => [kind, moving[kind]?.[1] ?? 0] as const)
  return {
    chance,
    async happen(steps: number): Promise<void> {
      for (let step = 0; step < steps; step++) {
        const kind = chance.pick(kinds)
        await moving[kind]?.[0]()
        await staying[kind]?.[0]()
      }
    },
  }
}

/** Some slices come twice, and once in a while all of them. */
function tellSome(chance: ReturnType<typeof random>): void {
  if (chance.chance(0.4)) tellOne(chance.chance(0.3))
  if (chance.chance(0.02)) leaving().again(SITE)
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'whatever happens to a site, it is the same in the file that it moves to (%i)',
  async (seed) => {
    let has = from
    const { chance, happen } = traffic(seed, () => has)
    const elsewhere = { id: 'of-another', name: 'pageview', at: NOW - DAY, visitor: 'w' }
    to.import([{ ...elsewhere, url: 'https://x.example/' }])
    await happen(60)
    await begin()
    for (let step = 0; step < 60; step++) {
      await happen(1)
      tellSome(chance)
    }
    await finish()
    expect(saidOf(to.db, SITE).events?.length).toBeGreaterThan(20)
    expect(saidOf(to.db, SITE)).toEqual(saidOf(all.db, SITE))
    expect(saidOf(from.db, SITE)).toMatchObject({ visits: [], events: [], people: [], quality: [] })
    has = to
    await happen(60)
    for (const one of [to, all]) {
      one.store.settle()
      await sweepLeftovers(one.db, { forget: () => one.store.forget(), pause })
    }
    expect(saidOf(to.db, SITE)).toEqual(saidOf(all.db, SITE))
  },
)

describe('a site that moves', () => {
  const view = (id: string, more: object = {}) => ({
    ...{ id: `event-${id}`, name: 'pageview', at: NOW - DAY, url: 'https://example.com/' },
    ...{ visitor: 'somebody', ...more },
  })
  const page = (id: string) => {
    const events = [{ id: `event-${id}`, name: 'pageview', at: NOW, url: 'https://example.com/' }]
    return { sent: NOW, events }
  }
  const move = async () => {
    await begin()
    await finish()
  }
  const visits = (one: Collector) => one.db.prepare('select count(*) from visit').pluck().get()

  test('keeps its open visits, also those of browsers that are known by a salt alone', async () => {
    from.live(page('0001'))
    // The file that it comes to has a salt of its own for the day.
    to.import([view('0002', { visitor: undefined, ip: '203.0.113.9', userAgent: 'X', at: NOW })])
    await move()
    to.live(page('0003'))
    const row = to.db.prepare('select pageviews from visit').all()
    expect(row).toEqual([{ pageviews: 2 }])
  })

  test('knows which events it has', async () => {
    from.import([view('0001')])
    await move()
    expect(to.import([view('0001'), view('0002')])).toEqual(['duplicate', 'accepted'])
  })

  test('takes nothing more in the file that it leaves, whoever writes there', async () => {
    from.import([view('0001')])
    await begin()
    while (tellOne());
    expect(leaving().leave(SITE)).toBeDefined()
    expect(() => from.import([view('0002')])).toThrow('this site has gone to another collector')
    expect(() => from.db.exec('delete from visit')).toThrow('has gone')
    // What is left to tell can be asked for again, after whatever stop.
    expect(leaving().leave(SITE)?.quality).not.toEqual([])
  })

  test('does not leave before all that has changed is told', async () => {
    from.import([view('0001')])
    await begin()
    while (tellOne());
    from.import([view('0002')])
    expect(leaving().leave(SITE)).toBeUndefined()
    expect(leaving().all()).toMatchObject([{ state: 'copying', changed: 2 }])
  })

  test('stays where it is when the move is given up, and nothing of it is left in the other file', async () => {
    from.import([view('0001')])
    const before = saidOf(from.db, SITE)
    await begin()
    while (tellOne());
    leaving().cancel(SITE)
    await coming().cancel(SITE)
    expect(saidOf(from.db, SITE)).toEqual(before)
    expect(visits(to)).toBe(0)
    expect(from.db.prepare('select count(*) from departure_note').pluck().get()).toBe(0)
    await move()
    expect(visits(to)).toBe(1)
  })

  test.each([0, 1, 3, 6])(
    'leaves nothing in the other file when a slice comes while what is there goes (after %i turns)',
    async (turns) => {
      from.import(Array.from({ length: 50 }, (_, n) => view(`00${n}`, { visitor: `v-${n}` })))
      await begin()
      const slices: Slice[] = []
      for (let next = leaving().next(SITE); next; next = leaving().next(SITE)) {
        slices.push(next.slice)
        tellOne()
      }
      const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
      const going = site().coming(turn)
      const cancelled = going.cancel(SITE)
      for (let count = 0; count < turns; count++) await turn()
      for (const slice of slices)
        expect(() => going.store(SITE, MOVE.id, slice)).toThrow('nothing is known here')
      await cancelled
      const left = ['arrival', 'arrival_extent', 'extent', 'visit', 'event', 'person'].map(
        (table) => to.db.prepare(`select count(*) from ${table}`).pluck().get(),
      )
      expect(left).toEqual([0, 0, 0, 0, 0, 0])
    },
  )

  test('is told from the start where the answer to its beginning was lost', async () => {
    from.import([view('0001')])
    await begin()
    expect(await coming().begin({ ...MOVE, collector: 0 })).toBe(false)
    while (tellOne());
    expect(await coming().begin({ ...MOVE, collector: 0 })).toBe(true)
  })

  test('begins anew in a file that knows of another attempt', async () => {
    from.import([view('0001')])
    await begin()
    while (tellOne());
    expect(await coming().begin({ ...MOVE, collector: 0 })).toBe(true)
    expect(await coming().begin({ ...MOVE, id: 'another', collector: 0 })).toBe(false)
    expect(visits(to)).toBe(0)
    expect(() => tellOne()).not.toThrow()
    from.import([view('0002')])
    expect(() => tellOne()).toThrow('nothing is known here of this move')
  })

  test('waits while events that were deleted can be brought back', () => {
    from.db.exec(`insert into deletion (site, at, until, state, request, events, visits, people, done)
      values (${SITE}, 0, ${NOW}, 'removed', '{}', 1, 1, 1, 1)`)
    expect(() => leaving().begin(MOVE)).toThrow('can be brought back until 2026-04-07')
  })

  test('stays where events have left the file, for they have its numbers elsewhere', () => {
    from.db.exec(`insert into held (site, since) values (${SITE}, ${NOW})`)
    expect(() => leaving().begin(MOVE)).toThrow('it cannot move')
  })

  test('goes back to where it came from', async () => {
    from.import([view('0001')])
    const before = saidOf(from.db, SITE)
    await move()
    ;[from, to] = [to, from]
    from.db.exec(`update assignment set collector = 0`)
    to.db.exec(`update assignment set collector = 0`)
    await move()
    expect(saidOf(to.db, SITE)).toEqual(before)
  })

  test('takes along what became of an acquisition by another rule, also after it was told', async () => {
    from.import([view('0001', { url: 'https://example.com/?utm_source=news' })])
    await begin()
    while (tellOne());
    from.db.exec(`update acquisition set channel = 'Own'`)
    await finish()
    expect(to.db.prepare('select distinct channel from acquisition').pluck().all()).toEqual(['Own'])
  })
})
