import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forwarderOf } from '../../collector/forward/outbox.ts'
import { destroySite, forgetOld } from '../../collector/store/sqlite/maintenance.ts'
import { DAY, NOW, SITE } from '../store/happenings.ts'
import { heldRows } from './held.ts'
import { KEEP, Side, view } from './side.ts'

let side: Side

beforeEach(() => {
  side = new Side()
})
afterEach(() => side.one.close())

test('events that are old and told leave the file, with all that is known of their visits staying', async () => {
  side.one.import([view('old-one', 60), view('old-two', 60.001), view('new-one', 1)])
  await side.forwarding.run()
  const before = side.heap.rows()
  await side.leave()
  expect([side.count('event'), side.count('visit'), side.count('page')]).toEqual([1, 2, 1])
  await side.forwarding.run()
  expect(side.heap.rows()).toEqual(before)
  expect(await side.differing()).toEqual([])
})

test('what differs over there stays, and it is said why', async () => {
  side.one.import([view('old-one', 60), view('other-one', 50)])
  await side.forwarding.run()
  const [row] = [...heldRows(side.one.db)].find(([table]) => table === 'event')?.[1] ?? []
  await side.heap.store('event', [row ?? []], { version: Number.MAX_SAFE_INTEGER, gone: true })
  await side.leave()
  expect(side.count('event')).toBe(1)
  expect(forwarderOf(side.one.db)?.stays).toBe(
    'example.com, 2026-02-06: 1 events in the file and 0 in ClickHouse',
  )
})

test('while a change waits to be told, what it is about stays', async () => {
  side.one.import([view('old-one', 60)])
  await side.forwarding.run()
  side.one.db.exec('update event set scroll = 5')
  await side.leaveTold()
  expect(side.count('event')).toBe(1)
  await side.leave()
  expect(side.count('event')).toBe(0)
  expect(await side.differing()).toEqual([])
})

test('older events are refused from then on, and known ones are duplicates', async () => {
  side.one.import([view('old-one', 60), view('new-one', 1)])
  expect(side.one.import([view('older-one', 90)])).toEqual(['accepted'])
  await side.leave()
  const lines = [view('old-one', 60), view('late-one', 60), view('near-one', KEEP - 1)]
  expect(side.one.import(lines)).toEqual(['duplicate', 'too_old', 'accepted'])
  expect(
    side.one.db.prepare("select count from quality where kind = 'rejected:too_old'").pluck().get(),
  ).toBe(1)
})

test('nothing leaves while what was removed may come back', async () => {
  side.one.import([view('old-one', 60)])
  side.one.db.exec(`insert into deletion (site, at, until, state, request, events, visits, people, done)
    values (${SITE}, 0, 0, 'removed', '{}', 0, 0, 0, 0)`)
  await side.leave()
  expect(side.count('event')).toBe(1)
  expect(side.one.import([view('late-one', 60)])).toEqual(['accepted'])
})

test('nothing leaves while the site moves to another collector', async () => {
  side.one.import([view('old-one', 60)])
  side.one.db.exec(`insert into departure (site, id, collector, state, extent, visit, round)
    values (${SITE}, 'move', 1, 'copying', -1, 0, 1)`)
  await side.leave()
  expect(side.count('event')).toBe(1)
  side.one.db.exec('delete from departure')
  await side.leave()
  expect(side.count('event')).toBe(0)
})

test('a visit that becomes somebody’s is told, and its events stay where they are', async () => {
  side.one.import([view('old-one', 60)])
  await side.leave()
  side.one.import([view('new-one', 1, { user: 'ann' })])
  await side.forwarding.run()
  expect(side.heap.rows().event).toHaveLength(2)
  const visits = side.heap.rows().visit?.map((row) => JSON.parse(row)) ?? []
  expect(new Set(visits.map((visit) => visit[3])).size).toBe(1)
  expect(await side.differing()).toEqual([])
})

test('of a visit of very many pages the list is the same without its events', async () => {
  const pages = Array.from({ length: 200 }, (_, i) =>
    view(`page-${i}`, 60 - i / 10_000, { url: `https://example.com/${i}` }),
  )
  side.one.import(pages)
  expect(side.count('visit where pages is null')).toBe(1)
  await side.forwarding.run()
  const before = side.heap.rows()
  await side.leave()
  side.one.db.exec('update visit set heard = heard')
  await side.forwarding.run()
  expect(side.heap.rows()).toEqual(before)
})

test('who is erased goes there, too, with what only they had, once it is told', async () => {
  side.one.import([
    view('old-one', 60, { url: 'https://example.com/her-diary', title: 'Of Ann' }),
    view('old-two', 60, { visitor: 'bob' }),
    view('new-one', 1, { visitor: 'bob' }),
  ])
  await side.leave()
  expect(await side.erase('visitor', 'ann')).toEqual({
    ...{ people: 1, visits: 1, events: 1, elsewhere: 1 },
  })
  await side.tidy()
  expect(side.count("page where path = '/her-diary'")).toBe(1)
  await side.forwarding.run()
  await side.tidy()
  await side.forwarding.run()
  expect(side.count("page where path = '/her-diary'")).toBe(0)
  expect(JSON.stringify(side.heap.rows())).not.toMatch(/her-diary|Of Ann/)
  expect(side.heap.rows().event).toHaveLength(2)
  expect(side.heap.rows().page).toHaveLength(1)
  side.one.db.pragma('wal_checkpoint(truncate)')
  expect(readFileSync(side.one.path, 'latin1')).not.toMatch(/her-diary|Of Ann|old-one-event/)
  expect(await side.differing()).toEqual([])
})

test('what only events over there refer to stays when others go', async () => {
  side.one.import([
    view('old-one', 60, { title: 'Of both' }),
    view('new-one', 1, { visitor: 'bob', title: 'Of both' }),
  ])
  await side.leave()
  await side.erase('visitor', 'bob')
  await side.tidy()
  expect([side.count('page'), side.count('title')]).toEqual([1, 1])
})

test('an account that is erased is nobody’s over there either, though its people have another by now', async () => {
  side.one.import([
    view('old-one', 60, { user: 'ann', account: 'acme' }),
    view('new-one', 1, { user: 'ann', account: 'other' }),
  ])
  await side.leave()
  await side.erase('account', 'acme')
  await side.forwarding.run()
  const accounts = side.heap.rows().event?.map((row) => JSON.parse(row).at(-4)) ?? []
  expect(accounts.filter((account) => account !== null)).toHaveLength(1)
  expect(await side.differing()).toEqual([])
})

test('retention and the removal of a site reach there', async () => {
  side.one.import([view('old-one', 60), view('older-one', 90, { visitor: 'bob' }), view('new', 1)])
  await side.leave()
  side.one.db.prepare('update site set retention_days = 70').run()
  await forgetOld(side.one.db, NOW, async () => {})
  await side.forwarding.run()
  expect(side.heap.rows().event).toHaveLength(2)
  side.one.db.prepare('delete from site').run()
  await destroySite(side.one.db, SITE, async () => {})
  await side.forwarding.run()
  expect(side.heap.rows()).toMatchObject({ visit: [], event: [], person: [], page: [] })
  expect(['held', 'left_extent', 'left_label'].map((table) => side.count(table))).toEqual([0, 0, 0])
})

test('a server’s event that an old visit would take in stands alone, and is counted', async () => {
  side.one.import([
    view('old-one', 60),
    { id: 'renewal-event', name: 'Renewal', at: NOW - 60 * DAY + 60_000, user: 'ann' },
  ])
  await side.leave()
  side.one.import([view('new-one', 1, { user: 'ann' })])
  await side.forwarding.run()
  expect(side.count('visit where alone = 1')).toBe(1)
  expect(side.count("quality where kind = 'trimmed' and detail = 'visit'")).toBe(1)
  expect(await side.differing()).toEqual([])
})

test('nothing leaves as long as history comes in', async () => {
  side.one.import([view('old-one', 60)])
  await side.forwarding.run()
  const look = () => side.leaving.some(new AbortController().signal)
  expect(await look()).toBe('soon')
  expect(side.one.import([view('older-one', 90)])).toEqual(['accepted'])
  await side.forwarding.run()
  expect(await look()).toBe('soon')
  expect(await look()).toBe('more')
  expect(side.count('event')).toBe(0)
  expect(await look()).toBe('done')
})
