import type { Settings } from '../config/tables.ts'
import { hashSecret, newSecret } from './secret.ts'

export const LINK_MINUTES = 60

/**
 * A link that signs its user in once; answers the path with the secret. Earlier links of the user are void.
 * `minutes` null: until used, for the first start.
 */
export async function issueSignInLink(
  settings: Settings,
  user: string,
  now: number,
  minutes: number | null = LINK_MINUTES,
): Promise<string> {
  const secret = newSecret()
  await settings.deleteFrom('sign_in_link').where('user', '=', user).execute()
  await settings
    .insertInto('sign_in_link')
    .values({
      hash: hashSecret(secret),
      user,
      created_at: now,
      expires_at: minutes === null ? null : now + minutes * 60_000,
    })
    .execute()
  return `/sign-in/${secret}`
}

/** The user of the link, which is spent by this; undefined when it was spent before or ran out. */
export async function redeemSignInLink(
  settings: Settings,
  secret: string,
  now: number,
): Promise<string | undefined> {
  const link = await settings
    .deleteFrom('sign_in_link')
    .where('hash', '=', hashSecret(secret))
    .returningAll()
    .executeTakeFirst()
  const over = link?.expires_at != null && link.expires_at <= now
  return over ? undefined : link?.user
}
