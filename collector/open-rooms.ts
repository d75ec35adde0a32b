import { boxOf } from './auth/box.ts'
import { collectorSecret } from './auth/collector-secret.ts'
import { keyPath } from './auth/key-file.ts'
import { lostSecrets } from './auth/seal-secrets.ts'
import type { Config } from './config.ts'
import { isSoonChecked, writableFolder } from './data-folder.ts'
import { databasePath } from './database-path.ts'
import { followSettings } from './follow-settings.ts'
import { forwardingTo } from './forward/forward-to.ts'
import { prepareLeaving } from './forward/prepare-leaving.ts'
import { requireGeoFile } from './geo-file.ts'
import { type Clicks, clicks as clicksInto } from './intake/clicks.ts'
import type { IntakePort } from './intake/port.ts'
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

/** What a server stands on. */
export interface Rooms {
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
export async function openRooms(config: Config): Promise<Rooms> {
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
    'authenticators, shared links and ways out were kept with another key; put that file back, or "tributary user reset" who cannot sign in and make the links and ways out anew',
  )
}

export async function closeRooms(rooms: Rooms): Promise<void> {
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
