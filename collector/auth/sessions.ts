import type { Settings } from '../config/tables.ts'
import { hashSecret, newSecret } from './secret.ts'
import { type User, userById, userOf } from './users.ts'

const DAY = 86_400_000
/** Long enough not to be asked every week; a session in use is renewed at half its time. */
export const SESSION_DAYS = 30

/** Answers the secret for the cookie; only its hash is stored. */
export async function openSession(settings: Settings, user: string, now: number): Promise<string> {
  const secret = newSecret()
  await settings.deleteFrom('session').where('expires_at', '<=', now).execute()
  await settings
    .insertInto('session')
    .values({
      hash: hashSecret(secret),
      user,
      created_at: now,
      expires_at: now + SESSION_DAYS * DAY,
    })
    .execute()
  return secret
}

export interface OpenSession {
  hash: string
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
  if (row.expires_at - now < (SESSION_DAYS / 2) * DAY) await renew(settings, hash, now)
  return { hash, user: userOf(user) }
}

async function renew(settings: Settings, hash: string, now: number): Promise<void> {
  await settings
    .updateTable('session')
    .set({ expires_at: now + SESSION_DAYS * DAY })
    .where('hash', '=', hash)
    .execute()
}

export async function closeSession(settings: Settings, hash: string): Promise<void> {
  await settings.deleteFrom('session').where('hash', '=', hash).execute()
}
