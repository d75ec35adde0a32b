import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { assetsFolder } from './assets-folder.ts'
import { boxOf } from './auth/box.ts'
import { collectorSecret } from './auth/collector-secret.ts'
import { keyPath } from './auth/key-file.ts'
import { lostSecrets } from './auth/seal-secrets.ts'
import { issueSignInLink } from './auth/sign-in-links.ts'
import { firstOwner } from './auth/users.ts'
import type { Config } from './config.ts'
import { isSoonChecked, writableFolder } from './data-folder.ts'
import { databasePath } from './database-path.ts'
import { followSettings } from './follow-settings.ts'
import { forwardingTo } from './forward/forward-to.ts'
import { prepareLeaving } from './forward/prepare-leaving.ts'
import { requireGeoFile } from './geo-file.ts'
import { app } from './http/app.ts'
import { type Clicks, clicks as clicksInto } from './intake/clicks.ts'
import type { IntakePort } from './intake/port.ts'
import { drain, listen } from './listen.ts'
import { type Log, openLog } from './log.ts'
import { type AllData, openAll } from './open-all.ts'
import type { Owners } from './owners.ts'
import { checkBeside } from './page-check.ts'
import type { ReportsPort } from './reports/port.ts'
import { keptAnswers } from './reports/run/kept-answers.ts'
import { startReports } from './reports/run/pool.ts'
import { type ServeLock, takeServeLock } from './serve-lock.ts'
import { damaged, inWords, StartError } from './storage-trouble.ts'
import { type FollowedLinks, followedLinks } from './store/sqlite/followed-links.ts'
import { siteOwners } from './store/sqlite/site-owners.ts'
import { fileVersions } from './store/sqlite/versions.ts'
import { watchedIntake } from './watched-intake.ts'
import { releaseYoungHeap } from './young-heap.ts'

/** Far more than honest browsers hold open, few enough to leave file handles to the rest. */
const MOST_CONNECTIONS = 8_000

/**
 * A client that sends its header a byte at a time holds a socket no longer than this; Node's own bounds are 60 s, looked
 * at every 30 s. The body has its five minutes: an import comes over slow lines.
 */
const SLOW_CLIENTS = { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 }

export interface Running {
  /** `http://HOST:PORT` */
  url: string
  /** Leads to where a password is chosen; only while no owner of all sites has one. */
  signInLink: string | undefined
  /** Stops taking, lets what is under way end, commits and closes. */
  close(): Promise<void>
}

interface Rooms {
  lock: ServeLock
  data: AllData
  log: Log
  intake: IntakePort
  clicks: Clicks
  links: FollowedLinks
  owners: Owners
  reports: ReportsPort
  forwarding: { close(): Promise<void> }
  /** What was written to the settings by now is in the file, too, when it resolves. */
  copied(): Promise<void>
  following: { close(): Promise<void> }
  /** Ends the look at the pages of a large file. */
  endCheck(): void
}

function lockFolder(folder: string): ServeLock {
  const lock = takeServeLock(folder)
  if (lock !== undefined) return lock
  throw new StartError(
    `Another server is serving the data folder ${folder}. Stop it, or choose another folder with --data.`,
  )
}

/** Opens one room after the other; when one cannot be opened, those before it are closed. */
async function openRooms(config: Config): Promise<Rooms> {
  requireGeoFile(config.geoDb)
  writableFolder(config.data)
  const opened: (() => unknown)[] = []
  const closing = <T>(room: T, close: (room: T) => unknown): T => {
    opened.push(() => close(room))
    return room
  }
  try {
    const lock = closing(lockFolder(config.data), (one) => one.release())
    const log = await openLog(config.logLevel)
    const unanswered = (reason: string) =>
      log.error(
        { reason },
        'the settings in PostgreSQL do not answer; events are taken with those that are known',
      )
    const data = closing(
      await openAll(config, { checked: true, serves: true, unanswered }),
      (one) => one.close(),
    )
    prepareLeaving(data.db, config, { log, isSmall: isSoonChecked(databasePath(config.data)) })
    warnOfLostSecrets(data, config, log)
    const reports = closing(answering(config), (one) => one.close())
    // Who starts a server looks at it next.
    reports.expect()
    const links = closing(followedLinks(databasePath(config.data)), (one) => one.close())
    const secret = () => collectorSecret(data.file)
    const owners = closing(siteOwners(databasePath(config.data), config.collector, secret), (one) =>
      one.close(),
    )
    const own = closing(await watchedIntake(config, log), (one) => one.close())
    const following = closing(await followSettings(data, own, config, log), (one) => one.close())
    // Nothing is told under a number before it is this one's.
    const forwarding = closing(forwardingTo(config, log), (one) => one.close())
    const { intake, copied } = following
    const clicks = clicksInto(
      (counts) => intake.addClicks(counts),
      (err) => log.error({ err }, 'clicks could not be counted; they will be tried again'),
    )
    const endCheck = checkLarge(config, log)
    return {
      lock,
      data,
      log,
      intake,
      clicks,
      links,
      owners,
      reports,
      forwarding,
      copied,
      following,
      endCheck,
    }
  } catch (error) {
    for (const close of opened.toReversed()) await close()
    throw inWords(error, databasePath(config.data))
  }
}

/** What the file tells may be told again; what another engine tells changes without it. */
function answering(config: Config): ReportsPort {
  const reports = startReports(config)
  return config.clickhouseUrl
    ? reports
    : keptAnswers(reports, fileVersions(databasePath(config.data)))
}

/** What is too large to be read before the start is read after it. */
function checkLarge({ data }: Config, log: Log): () => void {
  const path = databasePath(data)
  return isSoonChecked(path)
    ? () => undefined
    : checkBeside(path, (reason) => log.error(damaged(path, reason)))
}

/** A database that came here without its key goes on, but for what only the key opens. */
function warnOfLostSecrets({ db, settings, shared }: AllData, { data }: Config, log: Log): void {
  // In PostgreSQL they are sealed with the key that was looked at.
  if (shared) return
  const secrets = lostSecrets(db, boxOf(settings))
  if (secrets === 0) return
  log.error(
    { secrets, key: keyPath(data) },
    'authenticators and shared links were kept with another key; put that file back, or "tributary user reset" who cannot sign in and make the links anew',
  )
}

async function closeRooms(rooms: Rooms): Promise<void> {
  const { lock, data, intake, clicks, links, owners, reports, forwarding, following, endCheck } =
    rooms
  endCheck()
  await clicks.settle()
  await following.close()
  await Promise.all([intake.close(), reports.close(), forwarding.close()])
  links.close()
  owners.close()
  await data.close()
  lock.release()
}

async function firstLink(data: AllData, origin: string, now: number): Promise<string | undefined> {
  // A start without PostgreSQL lets nobody in.
  const owner = await firstOwner(data.settings, now).catch((error: unknown) => {
    if (data.shared) return undefined
    throw error
  })
  if (owner === undefined) return undefined
  return origin + (await issueSignInLink(data.settings, owner.id, null, now))
}

/** Where a browser on this machine reaches a server that listens on every address. */
function reachable(url: string): string {
  return url.replace(/\/\/(0\.0\.0\.0|\[::\])(?=:)/u, '//localhost')
}

/** `[::1]` for IPv6, as in a URL. */
function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** What the start reports on the way, for a progress bar. */
export type Progress = (share: number) => void

/** Starts everything in one process. Throws StartError; whatever was started has ended then. */
export async function serve(config: Config, progress: Progress = () => {}): Promise<Running> {
  const rooms = await openRooms(config)
  const { data } = rooms
  const { settings, file } = data
  const now = Date.now
  let server: ServerType | undefined
  let endDemo = () => {}
  const ending = new AbortController()
  const close = async () => {
    ending.abort()
    endDemo()
    if (server !== undefined) await drain(server)
    await closeRooms(rooms)
  }
  try {
    const { fetch } = app({
      ...rooms,
      ...{ config, settings, file, now },
      ending: ending.signal,
      assets: assetsFolder(),
    })
    server = createAdaptorServer({ fetch, serverOptions: SLOW_CLIENTS })
    server.maxConnections = MOST_CONNECTIONS
    server.once('request', releaseYoungHeap)
    if (config.demo) endDemo = await demo(rooms, config, progress)
    const { port } = await listen(server, config)
    const url = `http://${hostInUrl(config.host)}:${port}`
    const signInLink = await firstLink(data, config.publicUrl ?? reachable(url), now())
    return { url, signInLink, close }
  } catch (error) {
    await close()
    throw inWords(error, databasePath(config.data))
  }
}

/** Answers how to end what goes on: the demo's people keep coming. */
async function demo(rooms: Rooms, config: Config, progress: Progress): Promise<() => void> {
  const { seedDemo } = await import('./demo/seed.ts')
  const { pourOn } = await import('./demo/pouring.ts')
  const { intake, data } = rooms
  const folder = config.data
  const seeding = { settings: data.settings, intake, folder, now: Date.now(), progress }
  const { ahead } = await seedDemo(seeding)
  return pourOn({ intake, folder, ahead, now: Date.now })
}
