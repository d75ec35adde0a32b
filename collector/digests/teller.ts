import type { Selectable } from 'kysely'
import type { Log } from '../log.ts'
import type { Owners } from '../owners.ts'
import { ofAllBefore } from '../reports/known-until.ts'
import { dayNumber } from '../reports/time/calendar.ts'
import { enqueue, type NewDelivery } from '../sending/enqueue.ts'
import { listSites, type Site } from '../settings/sites.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { noteTold, receiversOf, scheduleOf } from './digests.ts'
import { messageOf } from './message.ts'
import { type Due, dueNow, type Per, rangeOf } from './schedule.ts'
import { type DigestRoom, tell, unsubscribeUrl } from './tell.ts'
import { LANGUAGES, type Language } from './texts/languages.ts'
import { unsubscribedOf } from './unsubscribed.ts'

export interface TellingRoom extends DigestRoom {
  owners: Pick<Owners, 'of'>
  log: Pick<Log, 'warn'>
}

type Row = Selectable<Tables['digest']>

/**
 * Tells what is due now of the sites that this collector has. What is told goes out once, however often it is tried: each
 * delivery has a key of its own, and only once all are stored the digest is noted to have told. What fails is tried again at
 * the next time, until it is too late for it.
 */
export async function tellDigests(
  room: TellingRoom,
  now: number,
  ending?: AbortSignal,
): Promise<void> {
  const sites = new Map((await listSites(room.settings)).map((site) => [Number(site.id), site]))
  for (const digest of await allDigests(room.settings)) {
    const site = sites.get(digest.site)
    if (ending?.aborted) return
    if (site && room.owners.of(site.domain) === 'here')
      await tried(room, { digest, site, now }, ending)
  }
}

async function tried(room: TellingRoom, looked: Looked, ending?: AbortSignal): Promise<void> {
  try {
    await tellDigest(room, looked, ending)
  } catch (err) {
    if (ending?.aborted) return
    const about = { digest: looked.digest.id, site: looked.site.domain }
    room.log.warn({ err, ...about }, 'a digest could not be made; it will be tried again')
  }
}

async function allDigests(settings: Settings): Promise<Row[]> {
  return await settings
    .selectFrom('digest')
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

interface Looked {
  digest: Row
  site: Site
  now: number
}

async function tellDigest(
  room: TellingRoom,
  { digest, site, now }: Looked,
  ending: AbortSignal | undefined,
): Promise<void> {
  const told = digest.told_until === null ? 0 : dayNumber(digest.told_until)
  const dues = dueNow(scheduleOf(digest), site, now)
  for (const due of dues) {
    if (due.interval.to <= told || due.at <= digest.created_at) continue
    const deliveries = await deliveriesOf(room, { digest, site, due }, ending)
    await enqueue(room.settings, deliveries, now)
    await noteTold(room.settings, digest.id, due.interval.to)
  }
}

async function deliveriesOf(
  room: TellingRoom,
  { digest, site, due }: { digest: Row; site: Site; due: Due },
  ending: AbortSignal | undefined,
): Promise<NewDelivery[]> {
  const { interval } = due
  const { per } = scheduleOf(digest)
  const unsubscribed = (await unsubscribedOf(room.settings, digest.site))[per]
  const receivers = receiversOf(digest).filter((email) => !unsubscribed.has(email))
  if (receivers.length === 0) return []
  const language = languageOf(digest)
  const known = { ...room, reports: ofAllBeforeIn(room.reports, interval.over) }
  const content = await tell(known, { site, per, interval, language }, ending)
  const days = Object.values(rangeOf(interval)).join('..')
  return receivers.map((email) => {
    const leave = unsubscribeUrl(room, { site: digest.site, per, email, language })
    return {
      key: keyOf(digest.id, per, days, email),
      site: digest.site,
      to: { email },
      message: messageOf(content, leave),
    }
  })
}

/** Their answers, once they know of all that came before. */
function ofAllBeforeIn(reports: TellingRoom['reports'], over: number): TellingRoom['reports'] {
  return { run: async (...asked) => ofAllBefore(over, await reports.run(...asked)) }
}

function keyOf(id: string, per: Per, days: string, email: string): string {
  return `digest:${id}:${per}:${days}:${email}`
}

function languageOf({ language }: Pick<Row, 'language'>): Language {
  return LANGUAGES.find((known) => known === language) ?? 'en'
}
