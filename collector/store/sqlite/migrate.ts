import { existsSync } from 'node:fs'
import * as settings from './migrations/0001-settings.ts'
import * as events from './migrations/0002-events.ts'
import * as links from './migrations/0003-links.ts'
import * as secondFactor from './migrations/0004-second-factor.ts'
import * as shares from './migrations/0005-shares.ts'
import * as seen from './migrations/0006-seen.ts'
import * as accountPeople from './migrations/0007-account-people.ts'
import * as pages from './migrations/0008-pages.ts'
import * as labels from './migrations/0009-labels.ts'
import * as named from './migrations/0010-named.ts'
import * as recut from './migrations/0011-recut.ts'
import * as removed from './migrations/0012-removed.ts'
import * as deletion from './migrations/0015-deletion.ts'
import type { Connection } from './open.ts'

interface Migration {
  name: string
  up: string
}

const MIGRATIONS: readonly Migration[] = [
  settings,
  events,
  links,
  secondFactor,
  shares,
  seen,
  accountPeople,
  pages,
  labels,
  named,
  recut,
  removed,
  deletion,
]

/** The file was written by a later program; the message says which and what to do. */
export class NewerDatabaseError extends Error {}

/**
 * Brings the file forward, one transaction a migration, with a copy `<path>.before-<name>` first when it
 * already holds data. Answers the names applied. Throws NewerDatabaseError, touching nothing.
 */
export function migrate(db: Connection, path: string): string[] {
  db.exec(
    'create table if not exists migration (name text primary key, applied_at integer not null) strict',
  )
  const applied = new Set(db.prepare('select name from migration').pluck().all() as string[])
  refuseNewer(applied)
  const pending = MIGRATIONS.filter((migration) => !applied.has(migration.name))
  if (applied.size > 0 && pending[0]) copyAside(db, `${path}.before-${pending[0].name}`)
  for (const migration of pending) apply(db, migration)
  return pending.map((migration) => migration.name)
}

function refuseNewer(applied: Set<string>): void {
  const known = new Set(MIGRATIONS.map((migration) => migration.name))
  const unknown = [...applied].filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new NewerDatabaseError(
    `The data was written by a newer Tributary (it has ${unknown.join(', ')}, which this version does not know). Start that newer version, or restore a backup made by this one.`,
  )
}

function copyAside(db: Connection, copy: string): void {
  if (!existsSync(copy)) db.prepare('vacuum into ?').run(copy)
}

function apply(db: Connection, migration: Migration): void {
  const forward = db.transaction(() => {
    db.exec(migration.up)
    db.prepare('insert into migration (name, applied_at) values (?, ?)').run(
      migration.name,
      Date.now(),
    )
  })
  forward.immediate()
}
