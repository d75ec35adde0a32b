import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IntakeSite } from '../../collector/settings/intake-site.ts'
import { forgetDeletions } from '../../collector/store/sqlite/deletion-work.ts'
import { deletions } from '../../collector/store/sqlite/deletions.ts'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { sweepLeftovers } from '../../collector/store/sqlite/leftovers.ts'
import { destroySite, forgetOld } from '../../collector/store/sqlite/maintenance.ts'
import { up } from '../../collector/store/sqlite/migrations/0021-property-ids.ts'
import { type Collector, collector } from '../intake/collector.ts'

/** Names of properties, which a site learns from what browsers send while their number a day is bounded. */

const SITE = 1
const START = Date.UTC(2026, 3, 1)
const DAY = 86_400_000
const MANY = 1_000
const LIMITS = { name: MANY, page: MANY, title: MANY, property: MANY }
let now: number
let on: Collector
beforeEach(() => {
  now = START
  on = collector({ now: () => now, limits: LIMITS })
})
afterEach(() => on.close())

let serial = 0
/** A browser's event with these properties. */
function send(user: string, ...keys: string[]): void {
  const props = Object.fromEntries(keys.map((key) => [key, 'x']))
  const id = `property-${String(++serial).padStart(6, '0')}`
  const event = { id, name: 'Signup', at: now, url: 'https://example.com/', props }
  expect(on.live({ visitor: `browser-of-${user}`, user, events: [event] })).toEqual(['accepted'])
}

const known = () => on.db.prepare('select key from property order by key').pluck().all()
const between = () => ({ forget: on.store.forget, pause: async () => {} })
const erase = (id: string, more: object = {}) =>
  erasePeople(on.db, SITE, { kind: 'user', id }, { ...between(), ...more })

test('who is erased takes along the names that only their events had, and they may come again', async () => {
  send('ann', 'plan', 'ann_smith')
  send('bob', 'plan', 'it"s\\odd')
  await erase('ann')
  expect(known()).toEqual(['it"s\\odd', 'plan'])
  await erase('bob')
  expect(known()).toEqual([])
  send('eve', 'plan')
  expect(known()).toEqual(['plan'])
})

test('a name that comes into use while it is looked for stays', async () => {
  for (let stop = 1; stop < 6; stop++) {
    send('ann', 'plan')
    let passed = 0
    await erase('ann', {
      pause: async () => {
        if (++passed === stop) send('bob', 'plan')
      },
    })
    if (passed < stop) send('bob', 'plan')
    expect({ stop, keys: known() }).toEqual({ stop, keys: ['plan'] })
    await erase('bob')
  }
})

test('what retention lets go takes its names along', async () => {
  send('ann', 'plan', 'old')
  now += 9 * DAY
  send('bob', 'plan', 'new')
  on.db.exec('update site set retention_days = 5')
  await forgetOld(on.db, now, async () => on.store.forget())
  expect(known()).toEqual(['new', 'plan'])
})

test('a removed site takes all of its names along', async () => {
  send('ann', 'plan')
  on.db.exec('delete from site')
  await destroySite(on.db, SITE, async () => on.store.forget())
  expect(known()).toEqual([])
})

test('removed events keep their names until they cannot be brought back', async () => {
  send('ann', 'plan')
  const site = on.store.sites().get('example.com') as IntakeSite
  const all = deletions(on.db, {
    store: on.store,
    removal: on.removal,
    pause: async () => {},
    now: () => now,
  })
  const id = all.begin({ site: SITE, at: 0, until: 0, request: '{}' })
  await on.removal.remove(site, on.places('1'), id)
  await sweepLeftovers(on.db, between())
  expect(known()).toEqual(['plan'])
  await forgetDeletions(on.db, SITE, between())
  await sweepLeftovers(on.db, between())
  expect(known()).toEqual([])
})

test('names that earlier versions left go with the first housekeeping', async () => {
  send('ann', 'plan')
  on.db.exec(`insert into property (site, key) values (1, 'left'); ${up}`)
  on.store.forget()
  await forgetOld(on.db, now, async () => on.store.forget())
  expect(known()).toEqual(['plan'])
})
