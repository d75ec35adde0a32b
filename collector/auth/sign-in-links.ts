import type { Selectable } from 'kysely'
import { DAY } from '../durations.ts'
import { Refusal } from '../refusal.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { hasSubject } from './provider/subjects.ts'
import { hashSecret, newSecret } from './secret.ts'
import { type User, type UserRow, userById } from './users.ts'

/** Long enough for somebody on leave, short enough for a message that is found later. */
export const LINK_DAYS = 7
/** Links that whoever runs the server made and that still work, at most: each start makes one until somebody signs in. */
const MOST_OPEN = 10

type LinkRow = Selectable<Tables['sign_in_link']>

/**
 * A link for a person, to a site that they are invited to; answers the path with the secret. It works until a
 * password is set, so neither a preview nor a closed tab spends it. Earlier ones for the same site are void; of those
 * for no site (null: made by command) the latest few go on working, since each start of a server prints one.
 */
export async function issueSignInLink(
  settings: Settings,
  user: string,
  site: number | null,
  now: number,
): Promise<string> {
  const secret = newSecret()
  await settings.deleteFrom('sign_in_link').where('expires_at', '<=', now).execute()
  await makeRoom(settings, user, site)
  await settings
    .insertInto('sign_in_link')
    .values({
      hash: hashSecret(secret),
      user,
      site,
      created_at: now,
      expires_at: now + LINK_DAYS * DAY,
    })
    .execute()
  return `/sign-in/${secret}`
}

async function makeRoom(settings: Settings, user: string, site: number | null): Promise<void> {
  const open = await settings
    .selectFrom('sign_in_link')
    .select('hash')
    .where('user', '=', user)
    .where('site', site === null ? 'is' : '=', site)
    .orderBy('created_at', 'desc')
    .execute()
  const over = open.slice(site === null ? MOST_OPEN - 1 : 0).map(({ hash }) => hash)
  if (over.length === 0) return
  await settings.deleteFrom('sign_in_link').where('hash', 'in', over).execute()
}

/** What a link does for whoever holds it. */
export interface OpenLink {
  user: UserRow
  /** null: made by whoever runs the server. */
  site: number | null
  /** Epoch ms. */
  expires_at: number
  /** It opens a session. Otherwise the person signs in first, and accepts the site's role then. */
  signs_in: boolean
}

/** The link of a secret; undefined when it ran out or does nothing any more. Nothing is spent by asking. */
export async function linkBySecret(
  settings: Settings,
  secret: string,
  now: number,
): Promise<OpenLink | undefined> {
  const link = await settings
    .selectFrom('sign_in_link')
    .selectAll()
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  const user = link && (await userById(settings, link.user))
  if (link === undefined || user === undefined || isOver(link, now)) return undefined
  const signs_in = await opensSession(settings, user, link.site)
  if (link.site === null && !signs_in) return undefined
  return { user, site: link.site, expires_at: link.expires_at ?? 0, signs_in }
}

function isOver({ expires_at }: LinkRow, now: number): boolean {
  return expires_at === null || expires_at <= now
}

/**
 * Only for who has no password; and a site's owner, who hands its links out, must not get into anything else by
 * one: neither all sites nor another that the person belongs to.
 */
async function opensSession(
  settings: Settings,
  { id, password, role, vouched }: UserRow,
  site: number | null,
): Promise<boolean> {
  if (password !== null) return false
  if (site === null) return true
  // Nor into an account whose person has come in by themselves.
  if (vouched === 2 || (await hasSubject(settings, id))) return false
  const elsewhere = await settings
    .selectFrom('member')
    .select('site')
    .where('user', '=', id)
    .where('site', '<>', site)
    .where('accepted_at', 'is not', null)
    .executeTakeFirst()
  return role === null && elsewhere === undefined
}

/** Voids the links of a person that can open nothing any more, now that there is a password. */
export async function voidLinks(
  settings: Settings,
  user: User['id'],
  site: number | null,
): Promise<void> {
  await settings
    .deleteFrom('sign_in_link')
    .where('user', '=', user)
    .where((where) => where.or([where('site', 'is', null), where('site', '=', site)]))
    .execute()
}

/** Throws a 404 that says how to get a new one. */
export async function requireLink(
  settings: Settings,
  secret: string,
  now: number,
): Promise<OpenLink> {
  const link = await linkBySecret(settings, secret, now)
  if (link !== undefined) return link
  throw new Refusal(
    404,
    'this link has run out, was replaced, or its person has a password by now; whoever made it can make another',
  )
}
