import { expect, test } from 'vitest'
import { openSettings } from '../../collector/settings/tables.ts'
import { destroyAbandoned, destroySite } from '../../collector/store/sqlite/maintenance.ts'
import { imported, pageDay, totalsDay } from '../imported/scene.ts'
import { type Collector, collector } from '../intake/collector.ts'

const SITE = 1
const AT = Date.UTC(2026, 3, 1)

function pageview(visitor: string): object {
  const url = 'https://example.com/'
  return { id: `event-${visitor}`, name: 'pageview', at: AT, url, visitor }
}

const TABLES = ['extent', 'visit', 'event', 'person', 'page', 'acquisition', 'quality']

function left({ db }: Collector): number {
  const counts = TABLES.map((table) => db.prepare(`select count(*) from ${table}`).pluck().get())
  return counts.reduce<number>((sum, count) => sum + Number(count), 0)
}

/** Lets so many pauses pass and ends the work at the next. */
function stopAfter(pauses: number): () => Promise<void> {
  let passed = 0
  return async () => {
    if (passed === pauses) throw new Error('stopped')
    passed++
  }
}

const noPause = async () => {}

test('a removal of a site goes on after a stop, wherever that was', async () => {
  for (let pauses = 0; ; pauses++) {
    const on = collector({ now: () => AT })
    on.import(Array.from({ length: 1_100 }, (_, i) => pageview(`v${i}`)))
    on.db.exec('delete from site')
    const whole = await destroySite(on.db, SITE, stopAfter(pauses)).then(
      () => true,
      () => false,
    )
    await destroyAbandoned(on.db, noPause)
    expect({ pauses, left: left(on) }).toEqual({ pauses, left: 0 })
    on.close()
    if (whole) break
  }
})

test('only sites that are gone are removed', async () => {
  const on = collector({ now: () => AT })
  on.import([pageview('v1')])
  expect(await destroyAbandoned(on.db, noPause)).toBe(0)
  expect(on.visits()).toHaveLength(1)
  on.close()
})

test('imported days go with their site, whether or not it had a visit', async () => {
  for (let pauses = 0; ; pauses++) {
    const on = collector({ now: () => AT })
    const settings = openSettings(on.db)
    await imported(settings, SITE, [totalsDay('2026-01-01', 3), pageDay('2026-01-01', '/a', 2)])
    await imported(settings, SITE + 1, [totalsDay('2026-01-01', 3)])
    on.db.prepare('delete from site where id = ?').run(SITE)
    const whole = await destroySite(on.db, SITE, stopAfter(pauses)).then(
      () => true,
      () => false,
    )
    on.db.exec(`insert into site (id, domain, name, timezone, currency, visit_timeout_minutes, split_on_campaign, week_start,
      identity, hostnames, script, created_at) values (2, 'b.example', 'b', 'UTC', 'EUR', 30, 1, 'monday', 'stored', '[]', '{}', 0)`)
    await destroyAbandoned(on.db, noPause)
    const rows = (table: string) =>
      on.db.prepare<[], number>(`select site from ${table} order by 1`).pluck().all()
    expect(['imported_file', 'imported_day', 'imported_key', 'imported_sum'].map(rows)).toEqual(
      Array.from({ length: 4 }, () => [SITE + 1]),
    )
    on.close()
    if (whole) break
  }
})
