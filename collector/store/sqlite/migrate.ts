import { copyAside } from './copy-aside.ts'
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
import * as trust from './migrations/0013-trust.ts'
import * as allowance from './migrations/0014-allowance.ts'
import * as deletion from './migrations/0015-deletion.ts'
import * as accounts from './migrations/0017-accounts.ts'
import * as audit from './migrations/0018-audit.ts'
import * as noteSpan from './migrations/0019-note-span.ts'
import * as lone from './migrations/0020-lone.ts'
import * as propertyIds from './migrations/0021-property-ids.ts'
import * as changes from './migrations/0022-changes.ts'
import * as rateBase from './migrations/0023-rate-base.ts'
import * as funnels from './migrations/0024-funnels.ts'
import * as spend from './migrations/0025-spend.ts'
import * as order from './migrations/0026-order.ts'
import * as shareReports from './migrations/0027-share-reports.ts'
import * as linkDimension from './migrations/0028-link-dimension.ts'
import * as offline from './migrations/0029-offline.ts'
import * as fileMapping from './migrations/0030-file-mapping.ts'
import * as mainGoal from './migrations/0031-main-goal.ts'
import * as experiments from './migrations/0032-experiments.ts'
import * as orderChanges from './migrations/0033-order-changes.ts'
import * as targetsAndClicks from './migrations/0035-targets-and-clicks.ts'
import * as unitRows from './migrations/0037-unit-rows.ts'
import * as experimentMoments from './migrations/0038-experiment-moments.ts'
import * as savedViews from './migrations/0039-saved-views.ts'
import * as eventNames from './migrations/0040-event-names.ts'
import * as subscription from './migrations/0041-subscription.ts'
import * as subscriptionImport from './migrations/0042-subscription-import.ts'
import * as health from './migrations/0043-health.ts'
import * as accountNotes from './migrations/0044-account-notes.ts'
import * as forwarding from './migrations/0045-forwarding.ts'
import * as leaving from './migrations/0046-leaving.ts'
import * as collectors from './migrations/0047-collectors.ts'
import * as settingsCopy from './migrations/0048-settings-copy.ts'
import * as dataFile from './migrations/0049-data-file.ts'
import * as umamiWebsite from './migrations/0050-umami-website.ts'
import * as importedDays from './migrations/0051-imported-days.ts'
import * as sending from './migrations/0052-sending.ts'
import * as alerts from './migrations/0053-alerts.ts'
import * as digests from './migrations/0054-digests.ts'
import * as signIn from './migrations/0055-sign-in.ts'
import * as history from './migrations/0057-history.ts'
import * as umamiWebsiteOnce from './migrations/0058-umami-website-once.ts'
import * as consent from './migrations/0059-consent.ts'
import type { Connection } from './open.ts'
import { MIGRATION_TABLE, type Migration, recognise } from './recognise.ts'

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
  trust,
  allowance,
  deletion,
  accounts,
  audit,
  noteSpan,
  lone,
  propertyIds,
  changes,
  rateBase,
  funnels,
  spend,
  order,
  shareReports,
  linkDimension,
  offline,
  fileMapping,
  mainGoal,
  experiments,
  orderChanges,
  targetsAndClicks,
  unitRows,
  experimentMoments,
  savedViews,
  eventNames,
  subscription,
  subscriptionImport,
  health,
  accountNotes,
  forwarding,
  leaving,
  collectors,
  settingsCopy,
  dataFile,
  umamiWebsite,
  importedDays,
  sending,
  alerts,
  digests,
  signIn,
  history,
  umamiWebsiteOnce,
  consent,
]

/** Whether a database is ours; see `recognise`. */
export function recogniseDatabase(db: Connection, file: string): ReadonlySet<string> {
  return recognise(db, MIGRATIONS, file)
}

/**
 * Brings the file forward, one transaction a migration, with a copy `<path>.before-<name>` first when it
 * already holds data and a path is given. Answers the names applied. Throws NewerDatabaseError or ForeignDatabaseError, touching nothing.
 */
export function migrate(db: Connection, path?: string): string[] {
  const applied = recogniseDatabase(db, path ?? db.name)
  const pending = MIGRATIONS.filter((migration) => !applied.has(migration.name))
  if (path && applied.size > 0 && pending[0]) copyAside(db, `${path}.before-${pending[0].name}`)
  if (pending.length > 0) db.exec(MIGRATION_TABLE)
  for (const migration of pending) apply(db, migration)
  return pending.map((migration) => migration.name)
}

function apply(db: Connection, migration: Migration): void {
  const done = db.prepare('select 1 from migration where name = ?')
  const forward = db.transaction(() => {
    // A command beside the first start of a server may have been faster.
    if (done.get(migration.name) !== undefined) return
    db.exec(migration.up)
    db.prepare('insert into migration (name, applied_at) values (?, ?)').run(
      migration.name,
      Date.now(),
    )
  })
  forward.immediate()
}
