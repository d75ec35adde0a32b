import type { Selectable } from 'kysely'
import { MINUTE } from '../durations.ts'
import type { Log } from '../log.ts'
import type { Owners } from '../owners.ts'
import { dayNumber } from '../reports/time/calendar.ts'
import { enqueue, type NewDelivery } from '../sending/enqueue.ts'
import { listSites, type Site } from '../settings/sites.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { noteTold, receiversOf, scheduleOf } from './digests.ts'
import { messageOf } from './message.ts'
import { type Due, dueNow, type Per, rangeOf } from './schedule.ts'
import { type DigestRoom, type Told, tell, unsubscribeUrl } from './tell.ts'
import { LANGUAGES, type Language } from './texts/languages.ts'
import type { Content } from './told.ts'
import { unsubscribedOf } from './unsubscribed.ts'

export interface TellingRoom extends DigestRoom {
  owners: Pick<Owners, 'of'>
  log: Pick<Log, 'warn'>
  /** Ids of digests that could not be made, the latest last: they come after all others. */
  failed?: Set<string>
  /** Epoch ms, as it goes on meanwhile. */
  clock?: () => number
}

/** So long a site's digests may take in one round before the rest is left to the next. */
const MOST_MS = MINUTE

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
  const { clock = Date.now, failed = new Set() } = room
  const own = (await listSites(room.settings)).filter(
    ({ domain }) => room.owners.of(domain) === 'here',
  )
  const sites = new Map(own.map((site) => [Number(site.id), site]))
  const round: Round = { now, ending, contents: new Map() }
  const spent = new Map<number, number>()
  for (const digest of inTurn(await allDigests(room.settings), failed)) {
    const site = sites.get(digest.site)
    const before = spent.get(digest.site) ?? 0
    if (!site || before >= MOST_MS || ending?.aborted) continue
    const began = clock()
    await tried({ ...room, failed }, { digest, site, round })
    spent.set(digest.site, before + clock() - began)
  }
}

/** What could not be made keeps nothing else waiting. */
function inTurn(digests: readonly Row[], failed: Set<string>): Row[] {
  const known = new Map(digests.map((digest) => [digest.id, digest]))
  for (const id of failed) if (!known.has(id)) failed.delete(id)
  const last = [...failed].flatMap((id) => known.get(id) ?? [])
  return [...digests.filter(({ id }) => !failed.has(id)), ...last]
}

async function tried(
  { failed, ...room }: TellingRoom & { failed: Set<string> },
  looked: Looked,
): Promise<void> {
  const { id } = looked.digest
  failed.delete(id)
  try {
    await tellDigest(room, looked)
  } catch (err) {
    if (looked.round.ending?.aborted) return
    failed.add(id)
    const about = { digest: id, site: looked.site.domain }
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

interface Round {
  now: number
  ending: AbortSignal | undefined
  /** What was asked for: the same digest of several is made once. */
  contents: Map<string, Promise<Content>>
}

interface Looked {
  digest: Row
  site: Site
  round: Round
}

async function tellDigest(room: TellingRoom, looked: Looked): Promise<void> {
  const {
    digest,
    site,
    round: { now },
  } = looked
  const told = digest.told_until === null ? 0 : dayNumber(digest.told_until)
  const dues = dueNow(scheduleOf(digest), site, now)
  for (const due of dues) {
    if (due.interval.to <= told || due.at <= digest.created_at) continue
    const deliveries = await deliveriesOf(room, looked, due)
    await enqueue(room.settings, deliveries, now)
    await noteTold(room.settings, digest.id, due.interval.to)
  }
}

async function deliveriesOf(
  room: TellingRoom,
  { digest, site, round }: Looked,
  { interval }: Due,
): Promise<NewDelivery[]> {
  const { per } = scheduleOf(digest)
  const unsubscribed = (await unsubscribedOf(room.settings, digest.site))[per]
  const receivers = receiversOf(digest).filter((email) => !unsubscribed.has(email))
  if (receivers.length === 0) return []
  const language = languageOf(digest)
  const content = await contentOf(room, { site, per, interval, language }, round)
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

async function contentOf(room: TellingRoom, told: Told, { contents, ending }: Round) {
  const { site, per, interval, language } = told
  const key = [site.id, per, interval.from, language].join(' ')
  const content = contents.get(key) ?? tell(room, told, ending)
  contents.set(key, content)
  return await content
}

function keyOf(id: string, per: Per, days: string, email: string): string {
  return `digest:${id}:${per}:${days}:${email}`
}

function languageOf({ language }: Pick<Row, 'language'>): Language {
  return LANGUAGES.find((known) => known === language) ?? 'en'
}
