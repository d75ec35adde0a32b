import { expect, test } from 'vitest'
import { type GoalInput, replaceGoal } from '../../collector/settings/goals.ts'
import type { IntakeSite } from '../../collector/settings/intake-site.ts'
import { addSegment, replaceSegment, type SegmentInput } from '../../collector/settings/segments.ts'
import type { EventReader } from '../../collector/store/port.ts'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { sweepUnits } from '../../collector/store/sqlite/kept-units.ts'
import { unitWriting } from '../../collector/store/sqlite/unit-writing.ts'
import { processorTime } from '../processor-time.ts'
import { BUY, DOMAIN, SITE, START, useScene } from './unit-scene.ts'

const scene = useScene()
const HOUR = 3_600_000
let sent = 0
const at = (visitor: string, name: string, time: number, more: object = {}) => ({
  ...{ visitor, name, at: time, id: `own-event-${sent++}`, url: `https://${DOMAIN}/` },
  ...more,
})
const shown = (visitor: string, variant: string, time: number) => [
  at(visitor, 'pageview', time),
  at(visitor, 'exposure', time, { props: { experiment: 'all', variant } }),
]
const bought = (visitor: string, time: number) =>
  at(visitor, 'Buy', time, { revenue: { amount: 5, currency: 'USD' } })

const count = (table: string) => scene.one.db.prepare(`select count(*) from ${table}`).pluck().get()

interface Said {
  health: { units: number }
  metrics: { variants: { sum: number }[] }[]
}
const sumsOf = async (metric: number) => {
  const { metrics } = (await scene.ask(scene.kept, { key: 'all' })) as Said
  return metrics[metric]?.variants.map(({ sum }) => sum)
}

test('nobody is outdated before somebody asks, then until somebody asks again', async () => {
  scene.one.import([...shown('a', 'b', START + HOUR), bought('a', START + 2 * HOUR)])
  expect([count('unit_watch'), count('unit_outdated')]).toEqual([0, 0])
  await scene.compare({ key: 'all' })
  expect([count('unit_row'), count('unit_value'), count('unit_outdated')]).toEqual([1, 3, 0])
  scene.one.import([at('a', 'Signup', START + 3 * HOUR), at('a', 'download', START + 3 * HOUR)])
  expect(count('unit_outdated')).toBe(1)
  await scene.compare({ key: 'all' })
  expect([count('unit_value'), count('unit_outdated')]).toEqual([4, 0])
})

test('an event of a name that nobody has sent before counts', async () => {
  scene.one.import(shown('a', 'b', START + HOUR))
  expect(await sumsOf(4)).toEqual([0, 0])
  scene.one.import([bought('a', START + 2 * HOUR)])
  expect(await sumsOf(4)).toEqual([0, 5])
})

test('an event counts whose name was forgotten and came again under another number', async () => {
  scene.one.import([...shown('a', 'b', START + HOUR), bought('a', START + 2 * HOUR)])
  expect(await sumsOf(4)).toEqual([0, 5])
  const site = scene.one.store.sites().get(DOMAIN) as IntakeSite
  await scene.one.removal.remove(site, scene.one.places('amount > 0'), 1)
  scene.one.db.exec("delete from name where text = 'Buy'")
  scene.one.store.forget()
  scene.one.import([at('a', 'download', START + HOUR), at('a', 'other', START + HOUR)])
  expect(await sumsOf(4)).toEqual([0, 0])
  scene.one.import([bought('a', START + 3 * HOUR)])
  expect(await sumsOf(4)).toEqual([0, 5])
})

test('a new name is looked for among those that nobody has sent', () => {
  const names = (from: string) =>
    processorTime(() => {
      for (let i = 0; i < 300; i++)
        scene.one.db.exec(`insert into name (text) values ('${from} ${i}')`)
    })
  scene.one.db.exec('begin')
  names('before')
  const alone = names('alone')
  scene.one.db.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 50000)
    insert into unit_watch select i + 100000, 'watched ' || i, 1, 1, 0, 0 from n`)
  expect(names('after')).toBeLessThan(alone * 10)
  scene.one.db.exec('commit')
})

test('nothing is written to what is put away', async () => {
  scene.one.import(shown('a', 'b', START + HOUR))
  await scene.compare({ key: 'all' })
  const { db } = scene.one
  const read = db.prepare('select id, revision, (select epoch from writer) as epoch from unit_kept')
  const state = read.get() as { id: number; revision: number; epoch: number }
  const write = (revision: number) =>
    unitWriting(
      db,
      { of: 'person' },
      { ...state, revision },
    )({
      ...{ units: [], worked: [], causes: [], whole: true, rates: '[]' },
    })
  expect(write(state.revision)).toBe(true)
  db.exec('update unit_kept set away = 1')
  expect(write(state.revision + 1)).toBe(false)
  expect(count('unit_watch')).toBe(0)
})

test.each([
  ['is given up', () => scene.one.db.exec("delete from experiment where key = 'all'")],
  ['means something else', () => scene.compare({ key: 'all' })],
])('what is kept of an experiment that %s is watched no more', async (_, happen) => {
  scene.one.import(shown('a', 'b', START + HOUR))
  await scene.compare({ key: 'all' })
  const first = scene.one.db.prepare('select max(id) from unit_kept').pluck().get()
  await replaceGoal(scene.settings, SITE, scene.goals.buy.id, { ...BUY, value: 7 })
  await happen()
  const of =
    scene.one.db.prepare(`select k.away, (select count(*) from unit_watch where kept = k.id) as watched
    from unit_kept k where id = ?`)
  expect(of.get(first)).toEqual({ away: 1, watched: 0 })
})

test('an event that is taken out counts no more, and again once it is brought back', async () => {
  scene.one.import([...shown('a', 'b', START + HOUR), bought('a', START + HOUR + 60_000)])
  const site = scene.one.store.sites().get(DOMAIN) as IntakeSite
  expect(await sumsOf(4)).toEqual([0, 5])
  await scene.one.removal.remove(site, scene.one.places('amount > 0'), 1)
  expect(await sumsOf(4)).toEqual([0, 0])
  await scene.one.removal.bringBack(site, 1)
  expect(await sumsOf(4)).toEqual([0, 5])
})

const sold = (visitor: string, time: number) => ({
  ...bought(visitor, time),
  revenue: { amount: 5, currency: 'USD', order: 'one' },
})

test('of an order the earliest sale counts, also when another visit had it', async () => {
  scene.one.import([...shown('a', 'b', START + HOUR), sold('a', START + 3 * HOUR)])
  scene.one.import(shown('c', 'control', START + HOUR))
  expect(await sumsOf(4)).toEqual([0, 5])
  scene.one.import([sold('c', START + 2 * HOUR)])
  expect(await sumsOf(4)).toEqual([5, 0])
  const site = scene.one.store.sites().get(DOMAIN) as IntakeSite
  await scene.one.removal.remove(site, scene.one.places(`at = ${START + 2 * HOUR}`), 1)
  expect(await sumsOf(4)).toEqual([0, 5])
})

test.each([
  { sent: 'one after another', timeOf: (place: number) => START + HOUR + place * 1_000, orders: 0 },
  { sent: 'backwards', timeOf: (place: number) => START + HOUR - place * 1_000, orders: 1 },
  { sent: 'of one instant', timeOf: () => START + HOUR, orders: 1 },
])(
  'each of many sales of an order, sent $sent, outdates its own visit and at most the order',
  async ({ timeOf, orders }) => {
    scene.one.import([...shown('a', 'b', START + HOUR), sold('a', START + HOUR)])
    await scene.compare({ key: 'all' })
    const changes = scene.one.db.prepare<[], number>('select total_changes()').pluck()
    const costs = Array.from({ length: 60 }, (_, place) => {
      const before = changes.get() ?? 0
      scene.one.import([sold(`many-${place}`, timeOf(place + 1))])
      return (changes.get() ?? 0) - before
    })
    const of = scene.one.db.prepare('select count(*) from unit_outdated where kind = ?').pluck()
    expect([of.get(0), of.get(1), of.get(2)]).toEqual([60, 0, orders])
    expect(Math.max(...costs.slice(30))).toBeLessThanOrEqual(Math.max(...costs.slice(0, 30)))
    await scene.compare({ key: 'all' })
    expect(count('unit_outdated')).toBe(0)
  },
)

test('an event ahead of the clock counts once it is time, though nothing happens then', async () => {
  scene.one.import([...shown('a', 'b', START + HOUR), bought('a', scene.now + 30_000)])
  scene.one.import(shown('ahead', 'control', scene.now + 40_000))
  expect(await sumsOf(4)).toEqual([0, 0])
  expect(count('unit_outdated')).toBe(0)
  scene.now += 60_000
  expect(await sumsOf(4)).toEqual([0, 5])
  expect(await scene.ask(scene.kept, { key: 'all' })).toMatchObject({ health: { units: 2 } })
})

test('whoever is erased leaves no row, before anybody asks again', async () => {
  scene.one.import([...shown('a', 'b', START + HOUR), bought('a', START + 2 * HOUR)])
  scene.one.import(shown('c', 'b', START + HOUR))
  await scene.compare({ key: 'all' })
  const between = { forget: () => scene.one.store.forget(), pause: async () => {} }
  await erasePeople(scene.one.db, SITE, { kind: 'visitor', id: 'a' }, between)
  expect([count('unit_row'), count('unit_value')]).toEqual([1, 0])
  await scene.compare({ key: 'all' })
})

test('what was worked out before somebody went is not written after it', async () => {
  scene.one.import([...shown('a', 'b', START + HOUR), bought('a', START + 2 * HOUR)])
  await scene.compare({ key: 'all' })
  scene.one.import([bought('a', START + 3 * HOUR)])
  const site = scene.one.store.sites().get(DOMAIN) as IntakeSite
  const removeAll = () => scene.one.removal.remove(site, scene.one.places('true'), 1)
  // While the answer is worked out, in a state of the file in which they still are.
  const asked = scene.ask({ ...scene.kept, units: interrupted(removeAll) }, { key: 'all' })
  expect(await asked).toMatchObject({ health: { units: 1 } })
  expect([count('unit_row'), count('unit_value')]).toEqual([0, 0])
  await scene.compare({ key: 'all' })
})

function interrupted(between: () => Promise<unknown>): NonNullable<EventReader['units']> {
  const { units } = scene.kept
  if (!units) throw new Error('nothing is kept')
  return {
    read: ({ work, ...reading }) =>
      units.read({
        ...reading,
        async *work(whose) {
          yield* work(whose)
          await between()
        },
      }),
  }
}

test('a segment that a goal names counts as it is defined now', async () => {
  const isGerman = { name: 'German', filters: [['is', 'language', ['de']]] }
  const { id } = await addSegment(scene.settings, SITE, isGerman as SegmentInput, 5)
  const where = [['segment', id]] as NonNullable<GoalInput['where']>
  await replaceGoal(scene.settings, SITE, scene.goals.buy.id, { ...BUY, where })
  buysIn('a', 'de')
  expect(await sumsOf(4)).toEqual([0, 5])
  const isFrench = { name: 'German', filters: [['is', 'language', ['fr']]] }
  await replaceSegment(scene.settings, SITE, id, isFrench as SegmentInput)
  expect(await sumsOf(4)).toEqual([0, 0])
})

function buysIn(visitor: string, language: string): void {
  const lines = [...shown(visitor, 'b', START + HOUR), bought(visitor, START + HOUR + 60_000)]
  scene.one.import(lines.map((line) => ({ ...line, language })))
}

test('rows of what is kept no longer are swept, and what is lost is made again', async () => {
  scene.one.import([...shown('a', 'b', START + HOUR), bought('a', START + 2 * HOUR)])
  await scene.compare({ key: 'all' })
  await replaceGoal(scene.settings, SITE, scene.goals.buy.id, { ...BUY, value: 7 })
  await scene.compare({ key: 'all' })
  expect(count('unit_row')).toBe(2)
  await sweepUnits(scene.one.db, async () => {})
  expect([count('unit_row'), count('unit_kept')]).toEqual([1, 1])
  scene.one.db.exec('delete from unit_kept; delete from unit_row; delete from unit_value')
  await scene.compare({ key: 'all' })
  expect(count('unit_row')).toBe(1)
})
