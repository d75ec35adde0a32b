import type { Selectable } from 'kysely'
import { nanoid } from 'nanoid'
import { z } from 'zod'
import { Refusal, unique } from '../config/refusal.ts'
import type { Settings, Tables } from '../config/tables.ts'
import { hashPassword } from './password.ts'
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

export type UserRow = Selectable<Tables['user']>

export function userOf({ password, totp, id, email, role }: UserRow): User {
  const second_factor = totp !== null
  return User.parse({ id, email, role, password_set: password !== null, second_factor })
}

export interface NewUser {
  email: string | null
  role: User['role']
  password?: string
}

export async function addUser(settings: Settings, input: NewUser, now: number): Promise<User> {
  const { email, role } = input
  const password = input.password === undefined ? null : await hashPassword(input.password)
  const row = { id: nanoid(12), email, role, password, ...NO_FACTOR, created_at: now }
  await unique(`there is already a user "${email}"`, () =>
    settings.insertInto('user').values(row).execute(),
  )
  return userOf(row)
}

export async function listUsers(settings: Settings): Promise<User[]> {
  const rows = await settings.selectFrom('user').selectAll().orderBy('created_at').execute()
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

/** Sets how the user signs in from now on, and ends all sessions but the given one. */
export async function changeUser(
  settings: Settings,
  id: string,
  change: { email?: string; password?: string; factor?: FactorColumns },
  keep: string,
): Promise<void> {
  const email = change.email === undefined ? {} : { email: change.email }
  const password =
    change.password === undefined ? {} : { password: await hashPassword(change.password) }
  const set = { ...email, ...password, ...change.factor }
  if (Object.keys(set).length === 0) return
  await unique(`there is already a user "${change.email}"`, () =>
    settings.updateTable('user').set(set).where('id', '=', id).execute(),
  )
  await settings.deleteFrom('session').where('user', '=', id).where('hash', '<>', keep).execute()
}

/** Forgets the password and the second factor, and ends all sessions. Throws a 404 that names the e-mail. */
export async function resetUser(settings: Settings, email: string): Promise<User> {
  const row = await userByEmail(settings, email)
  if (row === undefined) throw new Refusal(404, `there is no user "${email}"`)
  const nothing = { password: null, ...NO_FACTOR }
  await settings.updateTable('user').set(nothing).where('id', '=', row.id).execute()
  await settings.deleteFrom('session').where('user', '=', row.id).execute()
  return userOf({ ...row, ...nothing })
}

/** The user who may be given the first sign-in link; undefined once somebody has a password. */
export async function firstOwner(settings: Settings, now: number): Promise<User | undefined> {
  const users = await listUsers(settings)
  if (users.some((user) => user.password_set)) return undefined
  const owner = users.find((user) => user.role === 'owner')
  return owner ?? (await addUser(settings, { email: null, role: 'owner' }, now))
}
