import type { Config } from './config.ts'
import { MINUTE } from './durations.ts'
import type { IntakePort } from './intake/port.ts'
import type { Log } from './log.ts'
import type { AllData, JoinedSettings } from './open-all.ts'
import { joinCollectors } from './settings/assignments.ts'
import type { Follower } from './settings/postgres/follow.ts'
import { claimNumber, requireOwnConnection } from './settings/postgres/number.ts'
import { tidyShared } from './settings/postgres/tidy.ts'
import { sharedIntake } from './shared-intake.ts'
import type { Connection } from './store/sqlite/open.ts'

/** A server whose settings lie in PostgreSQL, as far as they are. */
export interface Followed {
  intake: IntakePort
  /** What was written to the settings by now is in the file, too, when it resolves. */
  copied(): Promise<void>
  close(): Promise<void>
}

interface Room {
  db: Connection
  shared: JoinedSettings
  intake: IntakePort
  /** This collector's number. */
  number: number
  /** Where others reach it; null: nobody knows. */
  address: string | null
  log: Log
}

/** Where they lie in the file there is nothing to follow. Throws a NotThisOnesError where another collector has the number. */
export async function followSettings(
  { db, shared }: AllData,
  intake: IntakePort,
  { collector: number, collectorAddress }: Pick<Config, 'collector' | 'collectorAddress'>,
  log: Log,
): Promise<Followed> {
  const address = collectorAddress ?? null
  if (shared) return await follow({ db, shared, intake, number, address, log })
  return { intake, copied: async () => undefined, close: async () => undefined }
}

async function follow(room: Room): Promise<Followed> {
  const { shared, intake, log } = room
  let begun = () => {}
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve
  })
  const { Following } = await import('./settings/postgres/follow.ts')
  const following = new Following(followerOf(room, () => begun()))
  const endTidying = tidyNowAndThen(shared, log)
  const close = async () => {
    endTidying()
    await following.close()
  }
  const listening = following.listen()
  try {
    await Promise.race([hasBegun, listening])
  } catch (error) {
    await close()
    throw error
  }
  listening.catch((error: unknown) => {
    log.fatal({ reason: String(error) }, 'this collector may not go on; stopping')
    process.exit(1)
  })
  const copied = () => following.catchUp()
  return { intake: sharedIntake(intake, shared, copied), copied, close }
}

/** A command on the folder knows by it whose it is. */
function keepNumber(db: Connection, number: number): void {
  db.prepare('update settings_copy set collector = ?').run(number)
}

const TAKEN = 'events are taken with those that are known'

/** `begun` is called once it follows, or cannot: a start does not wait for PostgreSQL. */
function followerOf(
  { db, shared, intake, number, address, log }: Room,
  begun: () => void,
): Follower {
  const all = db.prepare<[], number>('select id from site').pluck()
  const domainOf = db.prepare<[number], string>('select domain from site where id = ?').pluck()
  return {
    db,
    pool: shared.pool,
    address: shared.address,
    async connected(client) {
      await requireOwnConnection(client, shared.pool)
      await claimNumber(client, number)
      keepNumber(db, number)
      await shared.join()
      await joinCollectors(shared.settings, { number, address, seen_at: Date.now() })
      begun()
    },
    brought(what) {
      const sites = what.get('rules') ?? []
      for (const site of sites === 'all' ? all.all() : sites) {
        const domain = domainOf.get(site)
        // What fails is said by intake itself, and followed by the next change.
        if (domain !== undefined) intake.reclassify(domain).catch(() => undefined)
      }
    },
    said(reason) {
      if (reason === undefined) log.info('the settings in PostgreSQL are followed again')
      else log.error({ reason }, `the settings in PostgreSQL cannot be followed; ${TAKEN}`)
      begun()
    },
  }
}

const TIDY_MS = 10 * MINUTE

/** Answers how to end it. */
function tidyNowAndThen({ pool }: JoinedSettings, log: Log): () => void {
  const tidy = () =>
    tidyShared(pool).catch((err: unknown) =>
      log.warn({ err }, 'the settings in PostgreSQL could not be tidied; it will be tried again'),
    )
  const tidying = setInterval(tidy, TIDY_MS)
  tidying.unref()
  return () => clearInterval(tidying)
}
