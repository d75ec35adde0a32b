import { afterEach, beforeEach, expect, test } from 'vitest'
import { openData } from '../../collector/data-folder.ts'
import { databasePath } from '../../collector/database-path.ts'
import { startIntake } from '../../collector/intake/thread.ts'
import { addSite, SiteInput } from '../../collector/settings/sites.ts'
import { believe, leapOf } from '../../collector/store/sqlite/leap.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { dataFolder, removeFolder } from '../server.ts'

const NOW = Date.UTC(2026, 3, 1)
const DAY = 86_400_000
let on: Collector
beforeEach(() => {
  on = collector({ now: () => NOW })
})
afterEach(() => on.close())

test('a clock that goes on by ten years at once has leapt, until it is back or somebody says it is right', () => {
  expect(leapOf(on.db, NOW)).toBeNull()
  expect(leapOf(on.db, NOW + DAY)).toBeNull()
  const later = NOW + 3_652 * DAY
  expect(leapOf(on.db, later)).toEqual({ from: NOW + DAY })
  expect(leapOf(on.db, later + DAY)).toEqual({ from: NOW + DAY })
  expect(leapOf(on.db, NOW + 2 * DAY)).toBeNull()
  expect(leapOf(on.db, later)).not.toBeNull()
  believe(on.db, later)
  expect(leapOf(on.db, later + DAY)).toBeNull()
})

test('a week off is no leap, nor is a clock set back', () => {
  expect(leapOf(on.db, NOW)).toBeNull()
  expect(leapOf(on.db, NOW + 7 * DAY)).toBeNull()
  expect(leapOf(on.db, NOW - 900 * DAY)).toBeNull()
})

test('a server whose clock leapt asks before retention takes anything', async () => {
  const folder = dataFolder()
  const data = openData(folder)
  await addSite(data.settings, SiteInput.parse({ domain: 'example.com' }), NOW)
  // As it stands when the machine's clock is years ahead of what housekeeping last saw, and of every event.
  const long = Date.now() - 3_652 * DAY
  data.db.prepare('update writer set tidied_at = ?').run(long)
  data.db.exec('update site set retention_days = 30')
  data.db
    .prepare(`insert into extent (site, day, used, first_start, last_start, last_event)
      values (1, 1, 1, @long, @long, @long)`)
    .run({ long })
  const asked: string[] = []
  const fail = (cause: unknown) => {
    throw new Error(String(cause))
  }
  const watch = { died: fail, trouble: (message: string) => asked.push(message), fault: fail }
  const intake = await startIntake({ database: databasePath(folder), geo_db: null }, watch)
  await expect.poll(() => asked).toHaveLength(1)
  expect(asked[0]).toMatch(/tributary site tidy --today \d{4}-\d\d-\d\d/)
  expect(data.db.prepare('select count(*) from extent').pluck().get()).toBe(1)
  await intake.close()
  await data.close()
  removeFolder(folder)
})
