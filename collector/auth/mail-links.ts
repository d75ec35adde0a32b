import { MINUTE } from '../durations.ts'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/tables.ts'
import { hashSecret, newSecret } from './secret.ts'
import { showOwn, type UserRow, userById } from './users.ts'

export const MAIL_LINK_MINUTES = 15
/** No other link's secret has a dot. */
const MARK = 'mail.'

/** Whether a link's secret is of one that was sent by e-mail. */
export function isMailed(secret: string): boolean {
  return secret.startsWith(MARK)
}

/** A link that signs in once, to be sent to the user's address alone; answers the path with the secret. */
export async function issueMailLink(
  settings: Settings,
  user: string,
  now: number,
): Promise<string> {
  const secret = `${MARK}${newSecret()}`
  await settings.deleteFrom('mail_link').where('expires_at', '<=', now).execute()
  await settings
    .insertInto('mail_link')
    .values({
      hash: hashSecret(secret),
      user,
      created_at: now,
      expires_at: now + MAIL_LINK_MINUTES * MINUTE,
    })
    .execute()
  return `/sign-in/${secret}`
}

interface MailLink {
  user: UserRow
  /** Epoch ms. */
  expires_at: number
}

/** Whom it signs in; asking spends nothing. Throws a 404. */
export async function requireMailLink(
  settings: Settings,
  secret: string,
  now: number,
): Promise<MailLink> {
  const link = await settings
    .selectFrom('mail_link')
    .selectAll()
    .where('hash', '=', hashSecret(secret))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  const user = link && (await userById(settings, link.user))
  if (link === undefined || user === undefined) throw gone()
  return { user, expires_at: link.expires_at }
}

/**
 * Uses it up, and with it all that were sent to the person. Whoever got it holds the address; a password that was chosen before
 * may be another's, who goes on having it. Throws a 404 for one that was used.
 */
export async function spendMailLink(
  settings: Settings,
  secret: string,
  { user }: MailLink,
): Promise<void> {
  const spent = await settings
    .deleteFrom('mail_link')
    .where('hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (spent.numDeletedRows === 0n) throw gone()
  await settings.deleteFrom('mail_link').where('user', '=', user.id).execute()
  if (user.password === null) await showOwn(settings, user)
}

function gone(): Refusal {
  return new Refusal(
    404,
    'this link was used, or has run out; ask for a new one where one signs in',
  )
}
