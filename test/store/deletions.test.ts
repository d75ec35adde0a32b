import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventRemoval } from '../../collector/intake/visits/remove-events.ts'
import { eventWriter } from '../../collector/intake/visits/writer.ts'
import { deletions } from '../../collector/store/sqlite/deletions.ts'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { unpackId } from '../../collector/store/sqlite/uid.ts'
import { type Collector, collector } from '../intake/collector.ts'

const AT = Date.UTC(2026, 3, 1, 12)
const UNTIL = AT + 86_400_000
let now: number
let one: Collector
beforeEach(() => {
  now = AT
  one = collector({ now: () => now })
  one.import(Array.from({ length: 3_000 }, (_, i) => event(i)))
})
afterEach(() => one.close())

/** Thirty visitors, each with a hundred events in a few visits; every other event is spam. */
const event = (i: number) => ({
  id: `an-event-${i}`,
  name: i % 4 < 2 ? 'pageview' : 'Casino',
  at: AT - 86_400_000 + i * 20_000,
  url: `https://example.com/${i % 5}`,
  visitor: `visitor-${i % 30 < 15 ? i % 15 : 20}`,
  user: i % 300 === 7 ? 'ann' : undefined,
})

/** A process that works on deletions; it stops at its `lives`th pause, as if the power went. */
function process(lives = Number.POSITIVE_INFINITY) {
  const db = openDatabase(one.path)
  const store = eventStore(db, () => now)
  const writer = eventWriter(store, () => now)
  let left = lives
  const pause = async () => {
    left -= 1
    if (left < 0) throw new Error('the power went')
  }
  return {
    db,
    work: deletions(db, { store, removal: eventRemoval(writer, pause), pause, now: () => now }),
  }
}

function listed(where: string) {
  const rows = one.db
    .prepare<
      [],
      { visitor: number; visit: number; uid: Buffer | string }
    >(`select v.visitor, e.visit, e.uid
      from event e join visit v on v.id = e.visit where ${where}`)
    .all()
  return rows.map(({ visitor, visit, uid }) => ({ visitor, visit, id: unpackId(uid) }))
}

function begun(where: string): number {
  const { db, work } = process()
  const id = work.begin({ site: 1, at: AT, until: UNTIL, request: '{}' })
  const events = listed(where)
  work.list(id, events)
  work.start(id, { events: events.length, visits: 0, people: 0 })
  db.close()
  return id
}

const count = (table: string, where = '1') =>
  one.db.prepare(`select count(*) from ${table} where ${where}`).pluck().get()

const SPAM = `e.name = (select id from name where text = 'Casino')`

/** Works until nothing is left, each process being stopped sooner or later; answers how many there were. */
async function workThroughStops(): Promise<number> {
  for (let times = 1; ; times++) {
    const { db, work } = process(times * 3)
    work.dropUnfinished()
    const whole = await work.work().then(
      () => true,
      () => false,
    )
    db.close()
    if (whole) return times
  }
}

test('a deletion that is stopped again and again removes all it listed, once, and so does taking it back', async () => {
  const before = one.visits()
  const id = begun(SPAM)
  expect(await workThroughStops()).toBeGreaterThan(1)
  expect(count('event', 'name <> 1')).toBe(0)
  expect(count('removed_event')).toBe(1_500)
  expect(count('deletion', `state = 'removed'`)).toBe(1)

  const clean = collector({ now: () => now })
  clean.import(Array.from({ length: 3_000 }, (_, i) => event(i)).filter((_, i) => i % 4 < 2))
  expect(one.visits()).toEqual(clean.visits())
  clean.close()

  const { db, work } = process()
  expect(work.takeBack(1, id)).toBe(true)
  db.close()
  expect(await workThroughStops()).toBeGreaterThan(1)
  expect(one.visits()).toEqual(before)
  expect([count('deletion'), count('removed_event'), count('deletion_event')]).toEqual([0, 0, 0])
})

test('what is being removed can be taken back before all of it has gone', async () => {
  const before = one.visits()
  const id = begun(SPAM)
  const stopped = process(2)
  await expect(stopped.work.work()).rejects.toThrow('power')
  stopped.db.close()
  const { db, work } = process()
  expect(count('removed_event')).toBeGreaterThan(0)
  expect(work.takeBack(1, id)).toBe(true)
  await work.work()
  db.close()
  expect(one.visits()).toEqual(before)
  expect(count('deletion_event')).toBe(0)
})

test('a list that was never finished removes nothing', async () => {
  const { db, work } = process()
  const id = work.begin({ site: 1, at: AT, until: UNTIL, request: '{}' })
  work.list(id, listed(SPAM))
  db.close()
  const next = process()
  next.work.dropUnfinished()
  await next.work.work()
  next.db.close()
  expect([count('event'), count('deletion'), count('deletion_event')]).toEqual([3_000, 0, 0])
})

test('a list whose asker left is forgotten when it could have been brought back no longer', async () => {
  const { db, work } = process()
  work.list(work.begin({ site: 1, at: AT, until: UNTIL, request: '{}' }), listed(SPAM))
  await work.work()
  expect(count('deletion')).toBe(1)
  now = UNTIL
  await work.work()
  db.close()
  expect([count('event'), count('deletion'), count('deletion_event')]).toEqual([3_000, 0, 0])
})

test('what is asked for while older deletions are forgotten waits for no other turn', async () => {
  begun(`e.seq = 1`)
  const { db, work } = process()
  await work.work()
  now = UNTIL
  const forgetting = work.work()
  begun(SPAM)
  db.exec(`update deletion set until = until + 1 where state = 'removing'`)
  await forgetting
  const left = db.prepare('select state, done = events as whole from deletion').all()
  db.close()
  expect(left).toEqual([{ state: 'removed', whole: 1 }])
})

test('after its end neither the events nor who had only those are left', async () => {
  const id = begun(`v.visitor = (select id from person where kind = 1 limit 1)`)
  const people = Number(count('person'))
  const { db, work } = process()
  await work.work()
  expect(count('person')).toBe(people)
  now = UNTIL
  expect(work.takeBack(1, id)).toBe(false)
  await work.work()
  db.close()
  expect([count('removed_event'), count('deletion')]).toEqual([0, 0])
  expect(count('person')).toBe(people - 1)
})

test('who is erased is erased from what could be brought back, too', async () => {
  const id = begun(SPAM)
  const { db, work } = process()
  await work.work()
  const visitor = one.visits().length
  const store = eventStore(db, () => now)
  const between = { forget: store.forget, pause: async () => {} }
  const erased = await erasePeople(db, 1, { kind: 'visitor', id: 'visitor-3' }, between)
  expect(erased).toMatchObject({ people: 1, events: 50 })
  expect(count('removed_event')).toBe(1_450)
  expect(work.takeBack(1, id)).toBe(true)
  await work.work()
  db.close()
  expect(count('event')).toBe(2_900)
  expect(one.visits().length).toBeLessThan(visitor)
})
