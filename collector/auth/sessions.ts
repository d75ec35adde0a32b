import type { Selectable } from 'kysely'
import { z } from 'zod'
import { DAY, HOUR } from '../durations.ts'
import { newId } from '../new-id.ts'
import { found } from '../refusal.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { hashSecret, newSecret } from './secret.ts'
import { type User, userById, userOf } from './users.ts'

/** Unused for so long it ends; long enough not to be asked every week. */
export const SESSION_DAYS = 30
/** Used or not it ends then: a stolen one does not live for ever. */
const MOST_DAYS = 90

type SessionRow = Selectable<Tables['session']>

/** In which browser, as far as is kept: no address and no version. */
export type SeenIn = Pick<SessionRow, 'browser' | 'os' | 'country'>

/** How a session was opened, where that was by no password. */
export type Way = 'provider' | 'mail' | null

interface NewSession {
  user: string
  way?: Way
  /** Of the link that opened it. */
  site?: number | null
  in: SeenIn
}

/** Answers the secret for the cookie; only its hash is stored. */
export async function openSession(
  settings: Settings,
  { user, site = null, way = null, in: seenIn }: NewSession,
  now: number,
): Promise<string> {
  const secret = newSecret()
  await settings.deleteFrom('session').where('expires_at', '<=', now).execute()
  await settings
    .insertInto('session')
    .values({
      hash: hashSecret(secret),
      id: newId(),
      user,
      site,
      way,
      ...seenIn,
      created_at: now,
      seen_at: now,
      expires_at: now + SESSION_DAYS * DAY,
      ends_at: now + MOST_DAYS * DAY,
    })
    .execute()
  return secret
}

export interface OpenSession {
  hash: string
  /** The site whose link opened it, for somebody without a password. */
  site: number | null
  /** It came by a link, and opens the way to a password and nothing else. */
  confined: boolean
  /** It came by an e-mail into an account whose password may be another's, who has not shown that the address is theirs. */
  shared: boolean
  seen_at: number
  user: User
}

/** The session of a cookie, unless it ran out or was closed. */
export async function sessionOf(
  settings: Settings,
  secret: string,
  now: number,
): Promise<OpenSession | undefined> {
  const hash = hashSecret(secret)
  const row = await settings
    .selectFrom('session')
    .selectAll()
    .where('hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  const user = row && (await userById(settings, row.user))
  if (row === undefined || user === undefined) return undefined
  const confined = user.password === null && row.way === null
  const shared = row.way === 'mail' && user.password !== null && user.vouched === 0
  return { hash, site: row.site, confined, shared, seen_at: row.seen_at, user: userOf(user) }
}

/** Whether a session in use is to be renewed: once an hour, so that looking at a page writes nothing. */
export function isDue({ seen_at }: Pick<OpenSession, 'seen_at'>, now: number): boolean {
  return Math.abs(now - seen_at) > HOUR
}

/** Puts off its end, as far as its last one; answers how long it goes on, in seconds. */
export async function renewSession(
  settings: Settings,
  hash: string,
  now: number,
): Promise<number | undefined> {
  const unused = now + SESSION_DAYS * DAY
  const row = await settings
    .updateTable('session')
    .set(({ eb, ref }) => ({
      seen_at: now,
      expires_at: eb.case().when('ends_at', '<', unused).then(ref('ends_at')).else(unused).end(),
    }))
    .where('hash', '=', hash)
    .returning('expires_at')
    .executeTakeFirst()
  return row && Math.floor((row.expires_at - now) / 1_000)
}

export async function closeSession(settings: Settings, hash: string): Promise<void> {
  await settings.deleteFrom('session').where('hash', '=', hash).execute()
}

/** One of a person's own sessions, as they are shown it. */
export const SessionEntry = z.object({
  id: z.string(),
  browser: z.string().nullable(),
  os: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  created_at: z.iso.datetime(),
  /** To the hour. */
  seen_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  /** The one that asks. */
  current: z.boolean(),
})
export type SessionEntry = z.infer<typeof SessionEntry>

/** A person's sessions, the one seen last first. `current` is the hash of the one that asks. */
export async function listSessions(
  settings: Settings,
  user: string,
  current: string,
  now: number,
): Promise<SessionEntry[]> {
  const rows = await settings
    .selectFrom('session')
    .selectAll()
    .where('user', '=', user)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute()
  const instant = (at: number) => new Date(at).toISOString()
  return rows.map(({ id, hash, browser, os, country, ...at }) => ({
    id,
    browser,
    os,
    country,
    created_at: instant(at.created_at),
    seen_at: instant(at.seen_at),
    ends_at: instant(at.ends_at),
    current: hash === current,
  }))
}

/** Ends one of a person's own sessions. Throws a 404. */
export async function endSession(settings: Settings, user: string, id: string): Promise<void> {
  const done = await settings
    .deleteFrom('session')
    .where('user', '=', user)
    .where('id', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `session "${id}" of yours`)
}

/** Ends all of a person's sessions but the given one. */
export async function endOtherSessions(
  settings: Settings,
  user: string,
  keep: string,
): Promise<void> {
  await settings.deleteFrom('session').where('user', '=', user).where('hash', '<>', keep).execute()
}
