import { afterEach, beforeEach, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { isOnTheWay } from '../../collector/forward/on-the-way.ts'
import { beginForwarding } from '../../collector/forward/outbox.ts'
import { type Rounds, rounds } from '../../collector/forward/rounds.ts'
import { tableRows } from '../../collector/forward/rows.ts'
import { addSite, type Collector, collector } from '../intake/collector.ts'
import { DAY, DOMAIN, happeningsTo, NOW } from '../store/happenings.ts'
import { acquaint, movingSite } from '../store/moving-site.ts'
import { Heap } from './heap.ts'
import { heldRows } from './held.ts'

let from: Collector
let to: Collector
let heap: Heap
let clock: number
let forwarding: [Rounds, Rounds]

beforeEach(() => {
  from = collector({ now: () => NOW })
  to = collector({ now: () => NOW })
  acquaint(from, to)
  addSite(to.db, 'other.example')
  heap = new Heap()
  clock = NOW
  const now = () => ++clock
  forwarding = [
    rounds(from.db, tableRows(0), { sink: heap, there: heap, now }),
    rounds(to.db, tableRows(1), { sink: heap, there: heap, now }),
  ]
  beginForwarding(from.db, 0)
  beginForwarding(to.db, 1)
})
afterEach(() => {
  from.close()
  to.close()
})

async function forward(): Promise<void> {
  for (const one of forwarding) await one.run()
}

/** Rows of the site, or of what it names, in all files. */
function held(...files: [Collector, number][]): Record<string, Set<string>> {
  const all: Record<string, Set<string>> = {}
  for (const [{ db }, number] of files)
    for (const [table, rows] of heldRows(db, tableRows(number))) {
      all[table] ??= new Set()
      for (const row of rows) all[table].add(JSON.stringify(row))
    }
  return all
}

const there = () =>
  Object.fromEntries(Object.entries(heap.rows()).map(([table, rows]) => [table, new Set(rows)]))

const COUNTED = ['visit', 'event', 'spelling', 'quality'] as const

test.each([1, 2, 3, 4])(
  'what moves is told by one collector at a time, and in the end by the one that has it (%i)',
  async (seed) => {
    const chance = random(seed)
    const happenings = happeningsTo(from, chance).filter((_, kind) => kind !== 2 && kind !== 3)
    const happen = async (steps: number) => {
      for (let step = 0; step < steps; step++) await chance.pick(happenings)()
    }
    const site = movingSite(from, to, () => clock)
    await happen(60)
    await forward()
    await site.begin()
    for (let step = 0; step < 30; step++) {
      await happen(1)
      site.tellOne()
      await forward()
      const own = held([from, 0])
      for (const table of COUNTED) expect(there()[table]).toEqual(own[table])
    }
    site.handOver()
    expect(isOnTheWay(to.db, DOMAIN)).toBe(true)
    await site.clear()
    expect(site.settle()).toBe(false)
    await forward()
    expect(site.settle()).toBe(true)
    expect(isOnTheWay(to.db, DOMAIN)).toBe(false)
    to.import([
      {
        id: 'event-later',
        name: 'pageview',
        at: NOW - DAY,
        url: `https://${DOMAIN}/`,
        visitor: 'late',
      },
    ])
    await forward()
    expect(there()).toEqual(held([from, 0], [to, 1]))
    expect(there().visit?.size).toBeGreaterThan(5)
  },
)
