import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IntakeSite } from '../../collector/settings/intake-site.ts'
import { forgetDeletions } from '../../collector/store/sqlite/deletion-work.ts'
import { deletions } from '../../collector/store/sqlite/deletions.ts'
import { erasePeople } from '../../collector/store/sqlite/erase.ts'
import { sweepLeftovers } from '../../collector/store/sqlite/leftovers.ts'
import { destroySite, forgetOld } from '../../collector/store/sqlite/maintenance.ts'
import { type Collector, collector } from '../intake/collector.ts'

const SITE = 1
const AT = Date.UTC(2026, 3, 1)
const MINUTE = 60_000
let on: Collector
beforeEach(() => {
  on = collector({ now: () => AT })
})
afterEach(() => on.close())

/** Everything a person can leave in a file, each with a word that nobody else has. */
const ANN = [
  {
    id: 'ann-landing-1',
    name: 'pageview',
    url: 'https://example.com/profile/zzpath-smith?utm_source=zzsource&utm_medium=email&utm_campaign=zzCampaign&gclid=zzclick',
    referrer: 'https://zzreferrer.example/',
    title: 'Hello zztitle Smith',
    screen: '1234x777',
  },
  { id: 'ann-event-01', name: 'zzEvent name', url: 'https://example.com/', props: { a: 'zzprop' } },
  { id: 'ann-note-001', name: 'pageview', url: 'https://example.com/?utm_medium=zzodd' },
]
const WORDS = [
  ...['zzpath', 'zzsource', 'zzCampaign', 'zzcampaign', 'zzclick', 'zzreferrer', 'zztitle'],
  ...['zzEvent', 'zzprop', 'zzodd', 'zzrole', '1234x777', 'ann-landing-1', 'user-ann'],
  ...['zz-browser-of-ann', 'zzaccount'],
]

function annsLines(): object[] {
  return ANN.map((event, i) => ({
    at: AT + i * MINUTE,
    visitor: 'zz-browser-of-ann',
    user: 'user-ann',
    account: 'zzaccount',
    traits: { role: 'zzrole' },
    ...event,
  }))
}

/** Others, before and after, so that pages of the file are split and joined around her rows. */
function crowd(from: number, to: number): object[] {
  return Array.from({ length: to - from }, (_, k) => {
    const i = from + k
    const url = `https://example.com/page-${(i * 7919) % 4001}?utm_source=source-${i % 97}&utm_campaign=c-${(i * 31) % 501}`
    return {
      id: `crowd-id-${i}`,
      name: i % 5 ? 'pageview' : `Event ${(i * 17) % 301}`,
      at: AT + i * 1_000,
      url,
      title: `Title ${(i * 104_729) % 4_001}`,
      visitor: `v-${i % 700}`,
    }
  })
}

/** What the folder of the file still says of the words, after what is in the log has been written. */
function traces(words: readonly string[]): string[] {
  on.db.pragma('wal_checkpoint(truncate)')
  const files = [on.path, `${on.path}-wal`].filter((path) => existsSync(path))
  const bytes = Buffer.concat(files.map((path) => readFileSync(path)))
  return words.filter((word) => bytes.includes(word))
}

const between = () => ({ forget: on.store.forget, pause: async () => {} })

function fill(): void {
  on.import(crowd(0, 3_000))
  on.import(annsLines())
  on.import(crowd(3_000, 6_000))
}

/** Ann's events go by a deletion that could bring them back. */
async function deleteHers(): Promise<void> {
  const site = on.store.sites().get('example.com') as IntakeSite
  const all = deletions(on.db, {
    store: on.store,
    removal: on.removal,
    pause: async () => {},
    now: Date.now,
  })
  const id = all.begin({ site: SITE, at: 0, until: 0, request: '{}' })
  await on.removal.remove(site, on.places('user is not null'), id)
}

test('of who is erased no byte stays in the file, and nothing of others goes', async () => {
  fill()
  expect(traces(WORDS)).toEqual(WORDS)
  const hers = Buffer.from('zz-browser-of-ann').toString('hex').toUpperCase()
  const others = on.visits().filter(({ visitor }) => visitor !== hers)
  await erasePeople(on.db, SITE, { kind: 'user', id: 'user-ann' }, between())
  expect(traces(WORDS)).toEqual([])
  expect(on.visits()).toEqual(others)
  expect(dangling()).toEqual([])
})

/** Rows that name something that is not there. */
function dangling(): unknown[] {
  const of = (table: string, columns: string[]) =>
    columns.map((kind) => {
      const target = ['landing', 'exit'].includes(kind) ? 'page' : kind
      return `select '${table}.${kind}' as what from ${table} where ${kind} is not null and ${kind} not in (select id from ${target})`
    })
  const parts = [
    ...of('event', ['page', 'title', 'query', 'acquisition', 'name']),
    ...of('visit', ['acquisition', 'client', 'place', 'landing', 'exit']),
    ...of('acquisition', ['page']),
    ...of('removed_event', ['page', 'title', 'query', 'acquisition', 'name']),
  ]
  return on.db.prepare(parts.join(' union all ')).all()
}

test('an account stays while events or people of others are of it, and goes with the last', async () => {
  const one = (name: string) => ({
    ...{ id: `account-of-${name}`, name: 'pageview', at: AT, url: 'https://example.com/' },
    ...{ visitor: `v-${name}`, user: name, account: 'zzshared' },
  })
  on.import([one('ann'), one('bob')])
  await erasePeople(on.db, SITE, { kind: 'user', id: 'ann' }, between())
  expect(traces(['zzshared'])).toEqual(['zzshared'])
  await erasePeople(on.db, SITE, { kind: 'user', id: 'bob' }, between())
  expect(traces(['zzshared'])).toEqual([])
})

test('what comes into use again while the leftovers are looked for stays', async () => {
  fill()
  let passed = 0
  const again = annsLines().map((line) => ({
    ...line,
    id: `again-${(line as { id: string }).id}`,
    user: 'bob',
    visitor: 'bobs',
    traits: undefined,
  }))
  const pause = async () => {
    // In the midst of the search, and at its very end.
    if (++passed === 4) on.import(again.slice(0, 1))
    if (passed === 9) on.import(again.slice(1))
  }
  await erasePeople(on.db, SITE, { kind: 'user', id: 'user-ann' }, { ...between(), pause })
  on.import(again)
  expect(dangling()).toEqual([])
  expect(traces(['zztitle', 'zzpath', 'zzEvent'])).toHaveLength(3)
  expect(traces(['user-ann', 'zzrole', 'zz-browser-of-ann'])).toEqual([])
})

test('an erasure that was stopped is finished by housekeeping, down to the last word', async () => {
  for (let stop = 1; ; stop++) {
    on.close()
    on = collector({ now: () => AT })
    on.import([...crowd(0, 50), ...annsLines()])
    let passed = 0
    const pause = async () => {
      if (++passed === stop) throw new Error('stopped')
    }
    const whole = await erasePeople(
      on.db,
      SITE,
      { kind: 'user', id: 'user-ann' },
      { ...between(), pause },
    ).then(
      () => true,
      () => false,
    )
    await erasePeople(on.db, SITE, { kind: 'user', id: 'user-ann' }, between())
    await sweepLeftovers(on.db, between())
    expect({ stop, left: traces(WORDS) }).toEqual({ stop, left: [] })
    if (whole) break
  }
})

test('what retention lets go leaves no word either', async () => {
  on.import([...annsLines(), ...crowd(0, 10).map((line) => ({ ...line, at: AT + 9 * 86_400_000 }))])
  on.db.exec('update site set retention_days = 5')
  await forgetOld(on.db, AT + 8 * 86_400_000, async () => on.store.forget())
  expect(traces(WORDS)).toEqual([])
  expect(on.visits()).toHaveLength(10)
  expect(dangling()).toEqual([])
})

test('a removed site leaves no word', async () => {
  fill()
  await deleteHers()
  on.db.exec('delete from site')
  await destroySite(on.db, SITE, async () => on.store.forget())
  expect(traces([...WORDS, 'Title 1', 'page-1'])).toEqual([])
  expect(on.db.prepare('select * from deletion').all()).toEqual([])
})

test('events that may be brought back keep what they name, and leave nothing once they are forgotten', async () => {
  fill()
  await deleteHers()
  await sweepLeftovers(on.db, between())
  expect(dangling()).toEqual([])
  expect(traces(['zztitle'])).toEqual(['zztitle'])
  await forgetDeletions(on.db, SITE, between())
  await sweepLeftovers(on.db, between())
  expect(traces(['zztitle', 'zzpath', 'zzclick', 'zzEvent'])).toEqual([])
})
