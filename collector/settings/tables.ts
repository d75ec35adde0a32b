import type { Database } from 'better-sqlite3'
import { type Generated, Kysely } from 'kysely'
import type { AccountNoteRow } from './account-notes.ts'
import type { AlertTables } from './alert-tables.ts'
import type { CollectorTables } from './assignments.ts'
import type { DigestTables } from './digest-tables.ts'
import type { ExperimentTables } from './experiments/tables.ts'
import type { HistoryImportRow } from './history-imports.ts'
import type { LinkTables } from './link-tables.ts'
import type { OfflineTables } from './offline-tables.ts'
import type { DeletionRow } from './removals.ts'
import type { SendingTables } from './sending-tables.ts'
import type { SignInTables } from './sign-in-tables.ts'
import type { SpendTables } from './spend-tables.ts'
import type { SubscriptionImportRow } from './subscription-imports.ts'
import { WritingDialect } from './writing-dialect.ts'

/** Rows as they lie in the file: instants are epoch ms, lists and objects are JSON text, flags 0 or 1. */
interface SiteRow {
  id: number
  domain: string
  name: string
  timezone: string
  currency: string
  visit_timeout_minutes: number
  split_on_campaign: number
  week_start: string
  identity: string
  hostnames: string
  retention_days: number | null
  script: string
  max_amount: Generated<number | null>
  trust_traits: Generated<number>
  main_goal: Generated<string | null>
  holdout: Generated<number>
  /** When it was set to that; null while nobody is kept out. */
  holdout_since: Generated<number | null>
  umami_website_id: Generated<string | null>
  created_at: number
}

interface RulesRow {
  site: number
  channels: string
  aliases: string
  exclusions: string
  naming: Generated<string>
  event_names: Generated<string>
  health: Generated<string>
}

interface GoalRow {
  id: string
  site: number
  name: string
  event: string | null
  page: string | null
  conditions: string | null
  value: string
  count: string
  target: string | null
  created_at: number
}

interface SegmentRow {
  id: string
  site: number
  name: string
  filters: string
  created_at: number
}

interface FunnelRow {
  id: string
  site: number
  name: string
  definition: string
  starred: number
  created_at: number
}

interface AnnotationRow {
  id: string
  site: number
  day: string
  text: string
  /** Where the note is about several days. */
  last_day: string | null
  color: string | null
  created_at: number
}

interface SavedViewRow {
  id: string
  site: number
  name: string
  path: string
  search: string
  pinned: number
  created_at: number
}

interface RateRow {
  site: number
  /** Of which `rate` is one of `currency`. */
  base: string
  currency: string
  day: string
  rate: number
}

interface AuditRow {
  id: Generated<number>
  at: number
  /** null: of an account. */
  site: number | null
  /** Whose account it is about, if it is about one. */
  user: string | null
  /** `user:<id>`, `token:<name>`, `command`, `nobody`. */
  actor: string
  what: string
  thing: string
  before: string | null
  after: string | null
}

interface TokenRow {
  id: string
  hash: string
  name: string
  scopes: string
  /** null: all sites. */
  site: number | null
  segment: string | null
  expires_at: number | null
  /** When it was last used, to the hour. */
  used_at: number | null
  created_at: number
}

interface ShareRow {
  id: string
  site: number
  /** null: all of the site's visits. */
  segment: string | null
  name: string
  /** JSON list: which it shows beside the counts of visits. */
  reports: string
  /** Of the key, to look it up by. */
  hash: string
  /** As it stands in the link, sealed (box.ts), so that its owner can copy it again. */
  key: string
  /** `scrypt$…`, null when there is none. */
  password: string | null
  expires_at: number | null
  created_at: number
}

export interface Tables
  extends SpendTables,
    OfflineTables,
    ExperimentTables,
    LinkTables,
    CollectorTables,
    DigestTables,
    SendingTables,
    AlertTables,
    SignInTables {
  subscription_import: SubscriptionImportRow
  history_import: HistoryImportRow
  account_note: AccountNoteRow
  site: Omit<SiteRow, 'id'> & { id: Generated<number> }
  rules: RulesRow
  goal: GoalRow
  segment: SegmentRow
  funnel: FunnelRow
  annotation: AnnotationRow
  saved_view: SavedViewRow
  rate: RateRow
  token: TokenRow
  share: ShareRow
  audit: AuditRow
  deletion: DeletionRow
  setting_version: { id: number; version: number }
}

/** The settings, over one connection; closing it closes the connection. */
export type Settings = Kysely<Tables>

export function openSettings(database: Database): Settings {
  return new Kysely<Tables>({ dialect: new WritingDialect(database) })
}
