import { newId } from '../../new-id.ts'
import type { RoleRules } from '../../role-rules.ts'
import type { Settings } from '../../settings/tables.ts'
import { type AccountEvent, record } from '../audit.ts'
import { addUser, showOwn, type UserRow, userByEmail, userById } from '../users.ts'
import type { Claimed } from './claimed.ts'
import { claimedRoles, setClaimedRoles } from './claimed-roles.ts'
import { ProviderFailure } from './failure.ts'
import { isTaken, linkSubject, noteUse, type SubjectRow, subjectOf } from './subjects.ts'

interface Entering {
  rules: RoleRules | undefined
  /** The user whose password, or other proof, this browser has shown. */
  shown: string | undefined
}

/**
 * Whose account it is that somebody comes to from the provider, with the roles that they have now: known by what the
 * provider calls them, joined by a checked address, or new for who has a role. Throws a ProviderFailure.
 */
export async function enter(
  settings: Settings,
  claimed: Claimed,
  { rules, shown }: Entering,
  now: number,
): Promise<UserRow> {
  const known = await subjectOf(settings, claimed)
  const brought = await claimedRoles(settings, rules?.of(claimed.groups) ?? [])
  const isRole = brought.everywhere !== null || brought.sites.size > 0
  const user =
    (await knownUser(settings, known, claimed, now)) ??
    (await joined(settings, claimed, shown, now)) ??
    (await newUser(settings, { claimed, isRemoved: known !== undefined, isRole }, now))
  await setClaimedRoles(settings, user, brought, now)
  await requireRole(settings, user, claimed)
  return user
}

async function knownUser(
  settings: Settings,
  known: SubjectRow | undefined,
  claimed: Claimed,
  now: number,
): Promise<UserRow | undefined> {
  const user = known?.user ? await userById(settings, known.user) : undefined
  if (known === undefined || user === undefined) return undefined
  const follows = await followed(settings, { known, user, claimed }, now)
  await noteUse(settings, known, follows ? (claimed.email ?? null) : known.email, now)
  return follows ? await userById(settings, user.id) : user
}

interface Meeting {
  known: SubjectRow
  user: UserRow
  claimed: Claimed
}

/** An address that the provider has changed is changed here, too, unless it is somebody else’s here. Whether it is this one now. */
async function followed(
  settings: Settings,
  { known, user, claimed: { email, checked } }: Meeting,
  now: number,
): Promise<boolean> {
  if (!checked || email === undefined) return false
  // One that its person has chosen here stays.
  if (email === known.email || user.email !== known.email) return true
  if (await userByEmail(settings, email)) return false
  await settings.updateTable('user').set({ email, vouched: 2 }).where('id', '=', user.id).execute()
  // Links that went to the mailbox of before.
  await settings.deleteFrom('mail_link').where('user', '=', user.id).execute()
  await note(settings, user.id, 'email_changed', now)
  return true
}

/** The account with that address, from now on known by what the provider calls its person. */
async function joined(
  settings: Settings,
  claimed: Claimed,
  shown: string | undefined,
  now: number,
): Promise<UserRow | undefined> {
  const { email } = claimed
  if (email === undefined || !claimed.checked)
    throw new ProviderFailure('email', 'no checked address', email)
  const user = await userByEmail(settings, email)
  if (user === undefined) return undefined
  if (await isTaken(settings, user.id, claimed))
    throw new ProviderFailure('somebody_else', 'the account is another subject’s', email)
  // Somebody may have opened it with an address that is not theirs, and would come in by its password later.
  if (user.vouched === 0 && user.password !== null && user.id !== shown)
    throw new ProviderFailure('password_first', 'the account has a password', email)
  await link(settings, user.id, claimed, now)
  await showOwn(settings, user)
  return user
}

interface Newcomer {
  claimed: Claimed
  isRemoved: boolean
  isRole: boolean
}

async function newUser(
  settings: Settings,
  { claimed, isRemoved, isRole }: Newcomer,
  now: number,
): Promise<UserRow> {
  const { email = null } = claimed
  if (isRemoved) throw new ProviderFailure('removed', 'the user was removed', email)
  if (!isRole) throw new ProviderFailure('no_role', 'no claim brings a role', email)
  const { id } = await addUser(settings, { email, role: null }, now)
  await link(settings, id, claimed, now)
  const user = await userById(settings, id)
  if (user === undefined) throw new ProviderFailure('removed', 'the user was removed meanwhile')
  await showOwn(settings, user)
  return user
}

async function link(
  settings: Settings,
  user: string,
  { issuer, subject, email }: Claimed,
  now: number,
): Promise<void> {
  await linkSubject(settings, { id: newId(), issuer, subject, user, email: email ?? null }, now)
  await note(settings, user, 'provider_linked', now)
}

/** Of those who may do nothing here only who is invited comes in, to accept it. */
async function requireRole(settings: Settings, { id }: UserRow, { email }: Claimed): Promise<void> {
  const user = await userById(settings, id)
  const member = await settings
    .selectFrom('member')
    .select('site')
    .where('user', '=', id)
    .executeTakeFirst()
  if (user?.role == null && member === undefined)
    throw new ProviderFailure('no_role', 'neither claims nor anybody here give a role', email)
}

async function note(
  settings: Settings,
  user: string,
  what: AccountEvent,
  now: number,
): Promise<void> {
  await record(settings, { site: null, user, actor: 'provider', what, thing: 'account' }, now)
}
