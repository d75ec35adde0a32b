import Database from 'better-sqlite3'
import * as settings from '../../collector/store/sqlite/migrations/0001-settings.ts'
import * as events from '../../collector/store/sqlite/migrations/0002-events.ts'
import * as links from '../../collector/store/sqlite/migrations/0003-links.ts'
import * as secondFactor from '../../collector/store/sqlite/migrations/0004-second-factor.ts'
import * as shares from '../../collector/store/sqlite/migrations/0005-shares.ts'
import { MIGRATION_TABLE } from '../../collector/store/sqlite/recognise.ts'
import { databaseOf } from './sending.ts'

/** The name that the copy before the next migration of such a database gets. */
export const COPY = 'tributary.sqlite.before-0006-seen'

/** Makes a database as version 5 left it, with so many notes, each of some 4 KiB. */
export function olderDatabase(data: string, notes = 0): void {
  const db = new Database(databaseOf(data))
  db.exec(MIGRATION_TABLE)
  for (const { name, up } of [settings, events, links, secondFactor, shares]) {
    db.exec(up)
    db.prepare('insert into migration values (?, 0)').run(name)
  }
  db.prepare(
    `insert into site (domain, name, timezone, currency, visit_timeout_minutes, split_on_campaign, week_start,
      identity, hostnames, script, created_at)
    values ('old.example', 'old', 'UTC', 'USD', 30, 1, 'monday', 'cookieless', '[]', '{}', 0)`,
  ).run()
  const note = db.prepare('insert into annotation values (?, 1, ?, ?, 0)')
  for (let n = 0; n < notes; n++) note.run(`note-${n}`, '2026-01-01', 'x'.repeat(1_000))
  db.close()
}
