import type { Selectable } from 'kysely'
import { z } from 'zod'
import { found, Refusal } from '../../refusal.ts'
import type { Settings, Tables } from '../../settings/tables.ts'
import type { Claimed } from './claimed.ts'

export type SubjectRow = Selectable<Tables['provider_subject']>

/** Where else a person signs in, as they are shown it. */
export const Subject = z.object({
  id: z.string(),
  /** Host of the provider. */
  provider: z.string(),
  email: z.string().nullable(),
  created_at: z.iso.datetime(),
  used_at: z.iso.datetime(),
})
export type Subject = z.infer<typeof Subject>

type Named = Pick<Claimed, 'issuer' | 'subject'>

/** undefined: whoever that is has never been here. */
export async function subjectOf(
  settings: Settings,
  { issuer, subject }: Named,
): Promise<SubjectRow | undefined> {
  return await settings
    .selectFrom('provider_subject')
    .selectAll()
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

/** Whether the user is somebody else already at that provider. */
export async function isTaken(
  settings: Settings,
  user: string,
  { issuer, subject }: Named,
): Promise<boolean> {
  const other = await settings
    .selectFrom('provider_subject')
    .select('id')
    .where('user', '=', user)
    .where('issuer', '=', issuer)
    .where('subject', '<>', subject)
    .executeTakeFirst()
  return other !== undefined
}

interface Linking extends Named {
  id: string
  user: string
  email: string | null
}

/** From now on whoever is that at the provider is that user here. */
export async function linkSubject(
  settings: Settings,
  { id, issuer, subject, user, email }: Linking,
  now: number,
): Promise<void> {
  await settings
    .insertInto('provider_subject')
    .values({ id, issuer, subject, user, email, created_at: now, used_at: now })
    .onConflict((conflict) =>
      conflict.columns(['issuer', 'subject']).doUpdateSet({ user, email, used_at: now }),
    )
    .execute()
}

/** Somebody came by it; `email`: as the provider says it now. */
export async function noteUse(
  settings: Settings,
  { id }: Pick<SubjectRow, 'id'>,
  email: string | null,
  now: number,
): Promise<void> {
  await settings
    .updateTable('provider_subject')
    .set({ email, used_at: now })
    .where('id', '=', id)
    .execute()
}

export async function listSubjects(settings: Settings, user: string): Promise<Subject[]> {
  const rows = await settings
    .selectFrom('provider_subject')
    .selectAll()
    .where('user', '=', user)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, issuer, email, created_at, used_at }) => ({
    id,
    provider: URL.canParse(issuer) ? new URL(issuer).host : issuer,
    email,
    created_at: new Date(created_at).toISOString(),
    used_at: new Date(used_at).toISOString(),
  }))
}

/** Throws a 404, and a 409 where it is the only way in. */
export async function unlinkSubject(settings: Settings, user: string, id: string): Promise<void> {
  const own = await settings
    .selectFrom('provider_subject')
    .innerJoin('user', 'user.id', 'provider_subject.user')
    .select('user.password')
    .where('provider_subject.id', '=', id)
    .where('user.id', '=', user)
    .executeTakeFirst()
  const { password } = found(own, `sign-in "${id}" of yours`)
  if (password === null)
    throw new Refusal(409, 'choose a password first; you sign in by nothing else')
  await settings
    .deleteFrom('provider_subject')
    .where('id', '=', id)
    .where('user', '=', user)
    .execute()
}

/** Whether the user can come in by a provider. */
export async function hasSubject(settings: Settings, user: string): Promise<boolean> {
  const one = await settings
    .selectFrom('provider_subject')
    .select('id')
    .where('user', '=', user)
    .executeTakeFirst()
  return one !== undefined
}
