import type { Selectable } from 'kysely'
import { z } from 'zod'
import { newId } from '../new-id.ts'
import { found, Refusal, unique } from '../refusal.ts'
import type { Settings, Tables } from '../settings/tables.ts'
import { isCommon } from './common-passwords.ts'
import { hashPassword, isDated } from './password.ts'
import { LEAST_PASSWORD } from './password-length.ts'
import { ROLES } from './scopes.ts'
import { type FactorColumns, NO_FACTOR } from './second-factor.ts'

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[^\s@]+@[^\s@]+$/u, 'not an e-mail address')
  .max(254)

/** A password to set, of so many characters. */
export function newPassword(least: number) {
  return z.string().min(least, `at least ${least} characters`).max(1_000)
}

export const Password = newPassword(LEAST_PASSWORD)

const TOO_COMMON = 'this password is among the first that are guessed; choose another'

/** Throws a 422 for a password that is guessed early, or made of its owner's or their sites' names. */
export function refuseCommon(password: string, names: readonly (string | null)[]): void {
  const known = names.filter((name) => name !== null)
  if (!isCommon(password, known)) return
  throw new Refusal(422, TOO_COMMON, [{ path: 'password', message: TOO_COMMON }])
}

export const User = z.object({
  id: z.string(),
  /** null until whoever opened the first sign-in link names one. */
  email: z.string().nullable(),
  /** For all sites; null: only where the user is a member. */
  role: z.enum(ROLES).nullable(),
  password_set: z.boolean(),
  /** Signing in takes a code of an authenticator, too. */
  second_factor: z.boolean(),
})
export type User = z.infer<typeof User>

/** Without an authenticator, and without wrong codes. */
const UNTRIED = { ...NO_FACTOR, wrong_codes: 0 }

export type UserRow = Selectable<Tables['user']>

export function userOf({ password, totp, id, email, role }: UserRow): User {
  const second_factor = totp !== null
  return User.parse({ id, email, role, password_set: password !== null, second_factor })
}

export interface NewUser {
  email: string | null
  role: User['role']
  password?: string
  /** Whoever runs the server says whose the e-mail is. */
  vouched?: boolean
}

export async function addUser(settings: Settings, input: NewUser, now: number): Promise<User> {
  const { email, role } = input
  const password = input.password === undefined ? null : await hashPassword(input.password)
  const vouched = input.vouched ? 1 : 0
  const named = { id: newId(), email, role, role_by_claim: 0, vouched, created_at: now }
  const row = { ...named, password, ...UNTRIED }
  await unique(`there is already a user "${email}"`, () =>
    settings.insertInto('user').values(row).execute(),
  )
  return userOf(row)
}

export async function listUsers(settings: Settings): Promise<User[]> {
  const rows = await settings
    .selectFrom('user')
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(userOf)
}

/** With the password's hash, for signing in. */
export async function userByEmail(settings: Settings, email: string): Promise<UserRow | undefined> {
  return await settings
    .selectFrom('user')
    .selectAll()
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
}

export async function userById(settings: Settings, id: string): Promise<UserRow | undefined> {
  return await settings.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst()
}

/** How a user signs in from now on. A changed e-mail is theirs by their own word alone. */
export interface UserChange {
  email?: string
  password?: string
  factor?: FactorColumns
}

/** Sets how the user signs in, and ends all sessions but the given one. */
export async function changeUser(
  settings: Settings,
  id: string,
  change: UserChange,
  keep: string,
): Promise<void> {
  const email = change.email === undefined ? {} : { email: change.email, vouched: 0 }
  const password =
    change.password === undefined ? {} : { password: await hashPassword(change.password) }
  const set = { ...email, ...password, ...change.factor }
  if (Object.keys(set).length === 0) return
  await unique(`there is already a user "${change.email}"`, () =>
    settings.updateTable('user').set(set).where('id', '=', id).execute(),
  )
  await settings.deleteFrom('session').where('user', '=', id).where('hash', '<>', keep).execute()
  await settings.deleteFrom('mail_link').where('user', '=', id).execute()
}

/** What whoever runs the server, or administers all of it, says of a user. */
export interface Decree {
  email?: string
  /** For all sites. */
  role?: User['role']
}

/** Says whose account it is, or what they may do on all sites; a new e-mail ends all sessions. Throws a 409. */
export async function decree(settings: Settings, id: string, said: Decree): Promise<User> {
  const { email, role } = said
  const set = {
    ...(email !== undefined && { email, vouched: 1 }),
    ...(role !== undefined && { role, role_by_claim: 0 }),
  }
  const row = await unique(`there is already a user "${email}"`, () =>
    settings.updateTable('user').set(set).where('id', '=', id).returningAll().executeTakeFirst(),
  )
  if (email !== undefined)
    for (const table of ['session', 'mail_link'] as const)
      await settings.deleteFrom(table).where('user', '=', id).execute()
  return userOf(found(row, `user "${id}"`))
}

/** Hashes the password anew at today's cost; whoever just signed in showed that it is the right one. */
export async function renewHash(
  settings: Settings,
  { id, password }: Pick<UserRow, 'id' | 'password'>,
  given: string,
): Promise<void> {
  if (password === null || !isDated(password)) return
  await settings
    .updateTable('user')
    .set({ password: await hashPassword(given) })
    .where('id', '=', id)
    .where('password', '=', password)
    .execute()
}

/** By e-mail, or by the id that `user list` shows. Throws a 404 that names it. */
export async function userNamed(settings: Settings, name: string): Promise<UserRow> {
  const row = (await userByEmail(settings, name)) ?? (await userById(settings, name))
  return found(row, `user "${name}"`)
}

/** Forgets the password, the second factor and who they are elsewhere, and ends all sessions. Throws a 404 that names the e-mail. */
export async function resetUser(settings: Settings, name: string): Promise<User> {
  const row = await userNamed(settings, name)
  const nothing = { password: null, ...UNTRIED }
  await settings.updateTable('user').set(nothing).where('id', '=', row.id).execute()
  for (const table of ['session', 'provider_subject', 'mail_link'] as const)
    await settings.deleteFrom(table).where('user', '=', row.id).execute()
  return userOf({ ...row, ...nothing })
}

/**
 * With sessions, roles and links. What a provider calls the person stays, and nothing else of them: so that signing in there alone
 * brings nobody back. Throws a 404 that names the e-mail.
 */
export async function removeUser(settings: Settings, name: string): Promise<User> {
  const row = await userNamed(settings, name)
  await settings
    .updateTable('provider_subject')
    .set({ email: null })
    .where('user', '=', row.id)
    .execute()
  await settings.deleteFrom('user').where('id', '=', row.id).execute()
  return userOf(row)
}

/**
 * Whoever comes has shown that the account's address is theirs: what others may have to open it with is void. A password stays,
 * which nobody else can have set.
 */
export async function showOwn(
  settings: Settings,
  { id, password, vouched }: UserRow,
): Promise<void> {
  if (vouched !== 0) return
  await settings.updateTable('user').set({ vouched: 2 }).where('id', '=', id).execute()
  if (password !== null) return
  await settings
    .deleteFrom('sign_in_link')
    .where('user', '=', id)
    .where('site', 'is not', null)
    .execute()
  await settings.deleteFrom('session').where('user', '=', id).execute()
}

/**
 * The user who may be given the first sign-in link; undefined once an owner of all sites has a password, or comes in by a provider
 * where there is one.
 */
export async function firstOwner(
  settings: Settings,
  now: number,
  { provider = false } = {},
): Promise<User | undefined> {
  const owners = (await listUsers(settings)).filter((user) => user.role === 'owner')
  if (owners.some((user) => user.password_set)) return undefined
  const elsewhere = provider
    ? await settings.selectFrom('provider_subject').select('user').execute()
    : []
  if (owners.some(({ id }) => elsewhere.some(({ user }) => user === id))) return undefined
  return owners[0] ?? (await addUser(settings, { email: null, role: 'owner' }, now))
}
