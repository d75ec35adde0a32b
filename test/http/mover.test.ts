import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Gate } from '../../collector/http/gate.ts'
import { Mover } from '../../collector/http/mover.ts'
import { moving } from '../../collector/intake/moving.ts'
import type { IntakePort } from '../../collector/intake/port.ts'
import { openLog } from '../../collector/log.ts'
import { openSettings } from '../../collector/settings/tables.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { imported, pageDay, totalsDay } from '../imported/scene.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { DOMAIN, NOW, SITE } from '../store/happenings.ts'
import { acquaint } from '../store/moving-site.ts'

type Leaving = IntakePort['leaving']
/** What the one that the site comes to is asked, before it answers. */
type OnTheWay = (deed: string) => Promise<void> | void

let from: Collector
let to: Collector
const ending = new AbortController()

beforeEach(() => {
  from = collector({ now: () => NOW })
  to = collector({ now: () => NOW })
  acquaint(from, to)
  const view = { name: 'pageview', url: `https://${DOMAIN}/`, at: NOW - 1 }
  from.import(
    Array.from({ length: 20 }, (_, n) => ({ ...view, id: `event-00${n}`, visitor: `v-${n}` })),
  )
})
afterEach(() => {
  from.close()
  to.close()
})

const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The intake's orders about sites that leave. */
function leavingFrom({ db }: Collector): Leaving {
  const follow = moving({ db, collector: 0, store: eventStore(db, () => NOW), pause })
  const ask =
    (_: object, what: string | symbol) =>
    async (...given: unknown[]) =>
      await follow({ kind: 'leaving', what: what as keyof Leaving, given })
  return new Proxy({}, { get: ask }) as Leaving
}

/** Moves from the one file to the other, with the wire between them in hand. */
async function mover(onTheWay: OnTheWay) {
  const { db } = to
  const follow = moving({ db, collector: 1, store: eventStore(db, () => NOW), pause })
  const told: string[] = []

  function orderOf(deed: string, body: Record<string, never>) {
    if (deed === 'begin')
      return follow({ ...coming('begin'), given: [{ ...body, site: SITE, collector: 0 }] })
    if (deed === 'slice') return follow({ ...coming('store'), given: [SITE, body.id, body.slice] })
    if (deed === 'imports')
      return follow({ ...coming('imports'), given: [SITE, body.id, body.files] })
    if (deed === 'import')
      return follow({ ...coming('storeImport'), given: [SITE, body.id, body.part] })
    if (deed === 'take') return follow({ ...coming('take'), given: [SITE, body.id, body.sheets] })
    return follow({ ...coming(deed as 'settle' | 'cancel'), given: [SITE] })
  }

  const gate = new Gate()
  const intake = { leaving: leavingFrom(from) }
  const moved = new Mover({
    ...{ intake, gate, ending: ending.signal, log: await openLog('silent') },
    clicks: { settle: async () => undefined },
    settings: openSettings(from.db),
    other: (number) => ({ number, address: 'http://127.0.0.1:1' }),
    async ask(_, path, body) {
      const deed = path.split('/').at(-1) ?? ''
      told.push(deed)
      await onTheWay(deed)
      const done = await orderOf(deed, JSON.parse(JSON.stringify(body ?? {})))
      return { known: done, settled: done, places: done }
    },
  })
  return { moved, gate, told }
}

/** Something that lasts until it is let go. */
function heldUp() {
  let letGo = () => {}
  const until = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return { until, letGo }
}

const coming = <What extends string>(what: What) => ({ kind: 'coming' as const, what })
const left = () =>
  ['arrival', 'extent', 'visit', 'event', 'person'].map((table) =>
    to.db.prepare(`select count(*) from ${table}`).pluck().get(),
  )
const assigned = () => from.db.prepare('select collector, moving_to from assignment').get()

test.each(['begin', 'slice'])(
  'a move that is given up while a %s is on its way leaves nothing at the other collector',
  async (slow) => {
    const held = heldUp()
    const { moved, told } = await mover((deed) => (deed === slow ? held.until : undefined))
    await moved.begin(SITE, DOMAIN, 1)
    await expect.poll(() => told.at(-1)).toBe(slow)
    const cancelled = moved.cancel(SITE)
    await expect.poll(() => moved.state(SITE)).toBe(null)
    held.letGo()
    await cancelled
    await sleep(100)
    expect(told.at(-1)).toBe('cancel')
    expect(left()).toEqual([0, 0, 0, 0, 0])
    expect(assigned()).toEqual({ collector: 0, moving_to: null })
  },
)

test('a move that begins while another is given up goes on after it', async () => {
  const held = heldUp()
  const { moved, told } = await mover((deed) => (deed === 'slice' ? held.until : undefined))
  await moved.begin(SITE, DOMAIN, 1)
  await expect.poll(() => told.at(-1)).toBe('slice')
  const cancelled = moved.cancel(SITE)
  await expect.poll(() => moved.state(SITE)).toBe(null)
  await moved.begin(SITE, DOMAIN, 1)
  held.letGo()
  await cancelled
  await expect.poll(() => moved.state(SITE)).toBe(null)
  expect(assigned()).toMatchObject({ collector: 1 })
  expect(to.db.prepare('select count(*) from event').pluck().get()).toBe(20)
})

test('while a request takes long, whoever else comes waits a second at most; then the site leaves', async () => {
  const { moved, gate, told } = await mover(() => undefined)
  const held = vi.spyOn(gate, 'hold')
  const leaveLate = await gate.enter(DOMAIN)
  await moved.begin(SITE, DOMAIN, 1)
  for (const until = performance.now() + 3_000; performance.now() < until; await sleep(10)) {
    const leave = await gate.enter(DOMAIN)
    leave()
  }
  // Not even once where it was already known to take long.
  expect([[], [[DOMAIN, 1_000]]]).toContainEqual(held.mock.calls)
  expect(told).not.toContain('take')
  leaveLate()
  await expect.poll(() => moved.state(SITE)).toBe(null)
  expect(told).toContain('take')
})

test('imported days go beforehand, and those that come in between before the last word', async () => {
  const here = openSettings(from.db)
  const first = Array.from({ length: 4_500 }, (_, n) => pageDay('2026-01-01', `/${n}`, 1))
  await imported(here, SITE, first)
  const { moved, gate, told } = await mover(() => undefined)
  const leave = await gate.enter(DOMAIN)
  await moved.begin(SITE, DOMAIN, 1)
  await expect.poll(() => told.filter((deed) => deed === 'import')).toHaveLength(3)
  await imported(here, SITE, [totalsDay('2026-01-02', 7)])
  leave()
  await expect.poll(() => moved.state(SITE)).toBe(null)
  expect(told.filter((deed) => deed === 'import')).toHaveLength(4)
  expect(told.lastIndexOf('import')).toBeLessThan(told.indexOf('take'))
  const counts = ['imported_sum', 'imported_key', 'imported_file', 'imported_day'].map((table) =>
    [from, to].map(({ db }) => db.prepare(`select count(*) from ${table}`).pluck().get()),
  )
  expect(counts).toEqual([
    [0, 4_501],
    [0, 4_501],
    [0, 2],
    [0, 2],
  ])
})
