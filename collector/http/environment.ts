import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Caller } from '../auth/caller.ts'
import type { Provider } from '../auth/provider/provider.ts'
import type { BoundedMap } from '../bounded-map.ts'
import type { Config } from '../config.ts'
import type { Clicks } from '../intake/clicks.ts'
import type { IntakePort } from '../intake/port.ts'
import type { Log } from '../log.ts'
import type { Owners } from '../owners.ts'
import type { ReportsPort } from '../reports/port.ts'
import type { Site } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import type { SqlDoor } from '../sql/door.ts'
import type { FollowedLinks } from '../store/sqlite/followed-links.ts'
import type { SignInLimits } from './attempts.ts'
import type { DraftPreviews } from './draft-previews.ts'
import type { Gate } from './gate.ts'
import type { ImportJobs } from './import-jobs.ts'
import type { LiveFeeds } from './live-feeds.ts'
import type { MailLimits } from './mail-limits.ts'
import type { Mover } from './mover.ts'
import type { OpenStreams } from './open-streams.ts'
import type { Passed } from './passed.ts'
import type { RateLimit } from './rate-limit.ts'
import type { StorageHealth } from './storage-health.ts'
import type { ToOwner } from './to-owner.ts'

/** What the app stands on. `now` answers epoch ms. */
export interface Dependencies {
  config: Config
  settings: Settings
  /** What the file says of them: the same, or a copy of those that intake and reports read. */
  file: Settings
  /** What was written to the settings by now is in the file, too, when it resolves. */
  copied(): Promise<void>
  intake: IntakePort
  clicks: Clicks
  links: FollowedLinks
  owners: Owners
  reports: ReportsPort
  log: Log
  /** Aborted when the server ends: what goes on by itself is not begun again. */
  ending: AbortSignal
  now: () => number
  /** Folder of the built browser files: `dashboard/` and `tracker/variants.json`. */
  assets: string
}

/** What requests share on top of it. */
export interface Shared extends Dependencies {
  storage: StorageHealth
  feeds: LiveFeeds
  streams: OpenStreams
  signIn: SignInLimits
  /** Where people sign in elsewhere. */
  provider: Provider | undefined
  mailLimits: MailLimits
  /** How often somebody goes there and comes back, by address. */
  visits: RateLimit
  /** When an account's event was written down last, epoch ms by event and user. */
  noted: BoundedMap<string, number>
  /** What is being filled in, for pages to show. */
  previews: DraftPreviews
  /** Files of history that are being brought in. */
  imports: ImportJobs
  owner: ToOwner
  gate: Gate
  mover: Mover
  sql: SqlDoor
  /** When a site's script was last asked for since the start, epoch ms by domain. */
  scriptFetches: Map<string, number>
}

export interface AppEnv {
  Bindings: Partial<HttpBindings>
  Variables: {
    shared: Shared
    /** Of a request for a site that another collector passed on. */
    passed: Passed | undefined
    /** Set by `needs`. */
    caller: Caller
    /** Set by `needs` when the path names one. */
    site: Site
  }
}

export type AppContext = Context<AppEnv>
