import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { keepForwarding } from '../../collector/forward/forwarding.ts'
import {
  beginForwarding,
  endForwarding,
  forwarderOf,
  waitingRows,
} from '../../collector/forward/outbox.ts'
import { type Rounds, rounds } from '../../collector/forward/rounds.ts'
import { tableRows } from '../../collector/forward/rows.ts'
import { columnsOf } from '../../collector/store/clickhouse/tables.ts'
import { destroySite, forgetOld } from '../../collector/store/sqlite/maintenance.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { DAY, happeningsTo, NOW, SITE } from '../store/happenings.ts'
import { Heap } from './heap.ts'
import { heldRows } from './held.ts'

let one: Collector
let heap: Heap
let forwarding: Rounds
let clock: number

beforeEach(() => {
  one = collector({ now: () => NOW })
  heap = new Heap()
  clock = NOW
  forwarding = rounds(one.db, tableRows(0), { sink: heap, there: heap, now: () => clock })
})

afterEach(() => one.close())

function held(): Record<string, string[]> {
  return Object.fromEntries(
    [...heldRows(one.db)].map(([table, rows]) => [
      table,
      rows.map((row) => JSON.stringify(row)).sort(),
    ]),
  )
}

const view = (id: string, more: object = {}) => ({
  ...{ id, name: 'pageview', at: NOW - DAY, url: 'https://example.com/', visitor: 'ann' },
  ...more,
})

describe.each([1, 2, 3, 4, 5, 6])('whatever happens to a file (%i)', (seed) => {
  test('what is forwarded of it is what it holds', async () => {
    const chance = random(seed)
    const happenings = happeningsTo(one, chance)
    for (let step = 0; step < 30; step++) await chance.pick(happenings)()
    // What lay there before comes, too.
    beginForwarding(one.db)
    for (let step = 0; step < 120; step++) {
      await chance.pick(happenings)()
      if (!chance.chance(0.3)) continue
      await forwarding.run()
      expect({ step, rows: heap.rows() }).toEqual({ step, rows: held() })
    }
  })

  test('also where a round is cut off anywhere, and the next one goes on', async () => {
    const chance = random(seed)
    const happenings = happeningsTo(one, chance)
    beginForwarding(one.db)
    const cut = rounds(one.db, tableRows(0), {
      now: () => clock,
      there: heap,
      sink: {
        async store(table, rows, how) {
          // Stored, and the answer lost; or not stored at all.
          if (chance.chance(0.2)) await heap.store(table, rows, how)
          if (chance.chance(0.3)) throw new Error('cut off')
          await heap.store(table, rows, how)
        },
      },
    })
    for (let step = 0; step < 120; step++) {
      await chance.pick(happenings)()
      // A clock that goes back makes no row older than it was.
      clock += chance.integer(1_000) - 500
      if (chance.chance(0.3)) await cut.run().catch(() => undefined)
    }
    await forwarding.run()
    expect(heap.rows()).toEqual(held())
    expect(waitingRows(one.db)).toBe(0)
  })
})

test('nothing is noted before it begins and after it has ended', async () => {
  const notes = () => one.db.prepare('select count(*) from outbox').pluck().get()
  one.import([view('first-one')])
  expect(notes()).toBe(0)
  beginForwarding(one.db)
  one.import([view('second-one')])
  expect(notes()).toBeGreaterThan(0)
  endForwarding(one.db)
  one.import([view('third-one')])
  expect(notes()).toBe(0)
  expect(forwarderOf(one.db)).toBeUndefined()
})

test('a round without news sends nothing, and a pageview more is one event and its visit', async () => {
  beginForwarding(one.db)
  one.import([view('first-one'), view('second-one', { at: NOW - DAY + 60_000 })])
  await forwarding.run()
  heap.stored = 0
  expect(await forwarding.run()).toBe(0)
  one.import([view('third-one', { at: NOW - DAY + 120_000 })])
  // The event, the visit, and the day's count of what was accepted.
  expect(await forwarding.run()).toBe(3)
  expect(heap.rows()).toEqual(held())
})

test('what is written while a round is under way goes with the next', async () => {
  beginForwarding(one.db)
  one.import([view('first-one')])
  let during = () => one.import([view('second-one', { at: NOW - DAY + 60_000 })])
  const busy = rounds(one.db, tableRows(0), {
    now: () => clock,
    there: heap,
    sink: {
      async store(...told) {
        during()
        during = () => []
        await heap.store(...told)
      },
    },
  })
  await busy.run()
  expect(heap.rows()).not.toEqual(held())
  await busy.run()
  expect(heap.rows()).toEqual(held())
})

test('visits that are forgotten and sites that are removed go over there, too', async () => {
  one.import([view('first-one'), view('second-one', { visitor: 'bob', at: NOW - 100 * DAY })])
  beginForwarding(one.db)
  await forwarding.run()
  one.db.prepare('update site set retention_days = 30').run()
  await forgetOld(one.db, NOW, async () => {})
  one.store.forget()
  await forwarding.run()
  expect(heap.rows()).toEqual(held())
  expect(heap.rows().visit).toHaveLength(1)
  one.db.prepare('delete from site').run()
  await destroySite(one.db, SITE, async () => {})
  await forwarding.run()
  expect(heap.rows()).toEqual(held())
  expect(heap.rows()).toMatchObject({ visit: [], event: [], person: [], page: [], quality: [] })
})

test('when all has gone, it is as fresh as the round’s beginning', async () => {
  beginForwarding(one.db)
  one.import([view('first-one')])
  clock = NOW + 5_000
  await forwarding.run()
  expect(forwarderOf(one.db)).toMatchObject({ fresh_at: NOW + 5_000, extent: 0 })
})

test('each collector has numbers of its own, but for names that mean something', async () => {
  const told = tableRows(3)
  const first = 3 * 2 ** 43
  expect(told.name.said([3, 'exposure'])).toEqual([3, 'exposure'])
  expect(told.name.said([9, 'signup'])).toEqual([first + 9, 'signup'])
  expect(told.page.bare({ site: 7, id: 5 })).toMatchObject({ 0: first + 5, 1: 7 })
  const columns = columnsOf('visit')
  const visit = columns.map((column) => (column === 'pages' ? '10,0,4' : 1))
  expect(told.visit.said(visit)[columns.indexOf('pages')]).toEqual([0, first + 4, first + 10])
  expect(Number.isSafeInteger(1_023 * 2 ** 43 + 2 ** 43 - 1)).toBe(true)
})

test('a file goes there under one number', async () => {
  beginForwarding(one.db, 7)
  const nobody = new Proxy({}, { get: () => async () => ({ json: async () => [] }) })
  const forwarding = {
    ...{ db: one.db, client: nobody as never, cluster: '', collector: 8 },
    ...{ now: () => NOW, tell: () => undefined },
  }
  const { signal } = new AbortController()
  await expect(keepForwarding(forwarding, signal)).rejects.toThrow('collector 7')
})
