import { afterEach, beforeEach, expect, test } from 'vitest'
import { SUMS } from '../../collector/imported/imported-day.ts'
import { importedDays } from '../../collector/imported/read.ts'
import { removeDays } from '../../collector/imported/remove.ts'
import { openSettings } from '../../collector/settings/tables.ts'
import { addSite, type Collector, collector } from '../intake/collector.ts'
import { NOW, SITE } from '../store/happenings.ts'
import { acquaint, movingSite } from '../store/moving-site.ts'
import { listDays } from './listed-days.ts'
import { imported, pageDay, totalsDay } from './scene.ts'

let from: Collector
let to: Collector
beforeEach(() => {
  from = collector({ now: () => NOW })
  to = collector({ now: () => NOW })
  acquaint(from, to)
  addSite(to.db, 'other.example')
})
afterEach(() => {
  from.close()
  to.close()
})

const rows = ({ db }: Collector) => db.prepare('select count(*) from imported_sum').pluck().get()

test('a site that moves takes along the days that another tool summed, with what a later import replaced', async () => {
  const here = openSettings(from.db)
  await imported(here, SITE, [totalsDay('2026-01-01', 3), pageDay('2026-01-01', '/a', 2)])
  const later = await imported(here, SITE, [totalsDay('2026-01-01', 7)])
  const site = movingSite(from, to)
  await site.begin()
  // In parts, and what was told is not told again.
  expect(await site.tellImports(1)).toBe(3)
  expect(await site.tellImports(1)).toBe(0)
  site.handOver()
  await expect(imported(here, SITE, [totalsDay('2026-01-02', 3)])).rejects.toThrow('is moving')
  await site.clear()
  const there = openSettings(to.db)
  const kinds = [{ table: 'visitors', told: [] } as const]
  const asked = {
    kinds,
    buckets: [{ from: 0, to: 1e6 }],
    byWeekday: false,
    byKey: false,
    sums: SUMS,
  }
  const days = importedDays(there, SITE)
  expect(await days.sums(asked)).toMatchObject([{ visits: 7 }])
  expect(await listDays(there, SITE)).toMatchObject([{ replaced: 0 }, { replaced: 1, rows: 2 }])
  await removeDays(there, SITE, later.id)
  expect(await days.sums(asked)).toMatchObject([{ visits: 3 }])
  expect([rows(from), rows(to)]).toEqual([0, 2])
})

test('what was taken back while the site moves is not there, and what came since is', async () => {
  const here = openSettings(from.db)
  const { id } = await imported(here, SITE, [pageDay('2026-01-01', '/gone', 2)])
  const site = movingSite(from, to)
  await site.begin()
  await site.tellImports()
  await removeDays(here, SITE, id)
  await imported(here, SITE, [pageDay('2026-01-01', '/a', 3)])
  await site.tellImports()
  site.handOver()
  const texts = to.db.prepare('select text from imported_key').pluck().all()
  expect(texts).toEqual([from.db.prepare('select text from imported_key').pluck().get()])
  expect(await listDays(openSettings(to.db), SITE)).toMatchObject([{ rows: 1, days: 1 }])
  expect(rows(to)).toBe(1)
})
