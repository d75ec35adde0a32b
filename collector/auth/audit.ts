import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { DAY } from '../durations.ts'
import type { Settings } from '../settings/tables.ts'

const KEPT_DAYS = 400
/** Of one site, so that a program that changes things all day fills no disk. */
const MOST = 50_000
/** A whole sheet of rules may be long; that it changed is still worth a line. */
const MOST_CHARACTERS = 8_000

/** What happened to an account. */
export const ACCOUNT_EVENTS = [
  ...['signed_in', 'sign_in_refused', 'locked_out', 'wrong_code', 'signed_out', 'session_ended'],
  ...['password_changed', 'email_changed', 'second_factor_on', 'second_factor_off', 'reset'],
  ...['role_changed', 'provider_linked', 'provider_unlinked'],
] as const
export type AccountEvent = (typeof ACCOUNT_EVENTS)[number]

/** What happened to a thing of a site. */
export type ThingEvent = 'added' | 'changed' | 'removed' | 'restored' | 'accepted' | 'declined'

export interface AuditEntry {
  /** null: of an account, or of what is there for all sites. */
  site: number | null
  /** Whose account it is about. */
  user?: string
  /** `user:<id>`, `token:<name>`, `command`, `provider`, `nobody`. */
  actor: string
  what: AccountEvent | ThingEvent
  /** As the documentation calls one of them: `goal`, `shared link`. */
  thing: string
  before?: unknown
  after?: unknown
}

function text(value: unknown): string | null {
  if (value === undefined) return null
  const json = JSON.stringify(value)
  return json.length <= MOST_CHARACTERS ? json : JSON.stringify({ characters: json.length })
}

/** Writes one entry, and forgets those that are old or too many. Nothing in it may open anything. */
export async function record(settings: Settings, entry: AuditEntry, now: number): Promise<void> {
  const { site, user = null, actor, what, thing, before, after } = entry
  const row = { at: now, site, user, actor, what, thing }
  const { id } = await settings
    .insertInto('audit')
    .values({ ...row, before: text(before), after: text(after) })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (id % 100 === 0) await forget(settings, site, now)
}

async function forget(settings: Settings, site: number | null, now: number): Promise<void> {
  await settings
    .deleteFrom('audit')
    .where('at', '<', now - KEPT_DAYS * DAY)
    .execute()
  const over = settings
    .selectFrom('audit')
    .select('id')
    .where('site', site === null ? 'is' : '=', site)
    .orderBy('id', 'desc')
    .offset(MOST)
    .limit(1)
  await settings
    .deleteFrom('audit')
    .where('site', site === null ? 'is' : '=', site)
    .where('id', '<=', over)
    .execute()
}

export const Audited = z.object({
  at: z.iso.datetime(),
  /** E-mail of a person, name of a token, `command` for whoever runs the server, `provider` for where people sign in; null: nobody known. */
  who: z.string().nullable(),
  what: z.string(),
  thing: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
})
export type Audited = z.infer<typeof Audited>

export const AuditQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.coerce.number().int().min(1).optional(),
})
export type AuditQuery = z.infer<typeof AuditQuery>

export interface AuditReach {
  site: number
  /** Whoever may see all sites is told of the people of all sites, too, and of what is there for all. */
  everywhere: boolean
}

/** What happened at the site, to its members' accounts and to what is there for all sites, the latest first. */
export async function listAudit(
  settings: Settings,
  { site, everywhere }: AuditReach,
  { limit, cursor }: AuditQuery,
): Promise<{ items: Audited[]; next: string | null }> {
  const members = sql`select "user" from member where site = ${site} and accepted_at is not null`
  const overseers = sql`select id from "user" where role is not null`
  const ofAll = everywhere ? sql`audit.user is null or audit.user in (${overseers})` : sql`false`
  const about = sql<SqlBool>`audit.site is null and (audit.user in (${members}) or ${ofAll})`
  const rows = await settings
    .selectFrom('audit')
    .leftJoin('user as person', (join) => join.on(sql<SqlBool>`audit.actor = 'user:' || person.id`))
    .selectAll('audit')
    .select('person.email')
    .where(sql<SqlBool>`(audit.site = ${site} or (${about}))`)
    .where('audit.id', '<', cursor ?? Number.MAX_SAFE_INTEGER)
    .orderBy('audit.id', 'desc')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit).map(({ at, actor, what, thing, before, after, email }) => ({
    at: new Date(at).toISOString(),
    who: email ?? nameOf(actor),
    what,
    thing,
    ...(before !== null && { before: JSON.parse(before) as unknown }),
    ...(after !== null && { after: JSON.parse(after) as unknown }),
  }))
  const last = rows[limit - 1]
  return { items, next: rows.length > limit && last ? String(last.id) : null }
}

/** An actor that is nobody's e-mail. */
function nameOf(actor: string): string | null {
  if (actor.startsWith('token:')) return `token “${actor.slice(6)}”`
  return actor === 'command' || actor === 'provider' ? actor : null
}
