import { z } from 'zod'
import { found } from '../refusal.ts'
import type { Settings } from '../settings/tables.ts'
import { greaterRole, ROLES, type Role } from './scopes.ts'
import { addUser, Email, listUsers, type User, type UserRow, userByEmail } from './users.ts'

/** Who may see one site. People with a role for all sites are listed too and changed by command only. */
export const Member = z.object({
  /** The user's. */
  id: z.string(),
  email: z.string().nullable(),
  role: z.enum(ROLES),
  all_sites: z.boolean(),
  /** false: invited; the role allows nothing until the person accepts it. */
  accepted: z.boolean(),
  /** It came by what the provider says of the person, who loses it with that. */
  by_claim: z.boolean(),
})
export type Member = z.infer<typeof Member>

export const MemberInput = z.object({ email: Email, role: z.enum(ROLES) })
export type MemberInput = z.infer<typeof MemberInput>

/** An e-mail is changed by whoever may do everything everywhere: it says who the person is to every site. */
export const MemberChange = z.object({ role: z.enum(ROLES).optional(), email: Email.optional() })
export type MemberChange = z.infer<typeof MemberChange>

export async function listMembers(settings: Settings, site: number): Promise<Member[]> {
  const rows = await settings
    .selectFrom('user')
    .leftJoin('member', (join) => join.onRef('member.user', '=', 'user.id').on('site', '=', site))
    .select(['user.id', 'user.email', 'user.role as everywhere', 'member.role as here'])
    .select(['member.accepted_at', 'member.by_claim', 'user.role_by_claim'])
    .where((where) =>
      where.or([where('user.role', 'is not', null), where('member.role', 'is not', null)]),
    )
    .orderBy('user.created_at')
    .orderBy('user.id')
    .execute()
  return rows.map(({ id, email, everywhere, here, accepted_at, by_claim, role_by_claim }) => {
    const pending = here !== null && accepted_at === null
    const role = pending && everywhere !== null ? everywhere : greaterRole(everywhere, here)
    return Member.parse({
      id,
      email,
      role,
      all_sites: everywhere !== null,
      accepted: !pending,
      by_claim: (role === everywhere ? role_by_claim : by_claim) === 1,
    })
  })
}

/** Invites the person to the site, as a new user if the e-mail is unknown. Who accepted before gets the role at once. */
export async function addMember(
  settings: Settings,
  site: number,
  { email, role }: MemberInput,
  now: number,
): Promise<Member> {
  const known = await userByEmail(settings, email)
  const { id } = known ?? (await addUser(settings, { email, role: null }, now))
  await settings
    .insertInto('member')
    .values({ user: id, site, role, created_at: now, accepted_at: null })
    .onConflict((conflict) => conflict.columns(['user', 'site']).doUpdateSet({ role, by_claim: 0 }))
    .execute()
  return await memberById(settings, site, id)
}

export async function memberById(settings: Settings, site: number, id: string): Promise<Member> {
  const members = await listMembers(settings, site)
  return found(
    members.find((member) => member.id === id),
    `member "${id}"`,
  )
}

export async function changeMember(
  settings: Settings,
  site: number,
  id: string,
  role: Role,
): Promise<Member> {
  const done = await settings
    .updateTable('member')
    .set({ role, by_claim: 0 })
    .where('site', '=', site)
    .where('user', '=', id)
    .executeTakeFirst()
  found(done.numUpdatedRows > 0 || undefined, `member "${id}" of this site alone`)
  return await memberById(settings, site, id)
}

/** Takes the role away, and the links that would bring it back. */
export async function removeMember(settings: Settings, site: number, id: string): Promise<void> {
  const done = await settings
    .deleteFrom('member')
    .where('site', '=', site)
    .where('user', '=', id)
    .executeTakeFirst()
  found(done.numDeletedRows > 0 || undefined, `member "${id}" of this site alone`)
  await settings
    .deleteFrom('sign_in_link')
    .where('site', '=', site)
    .where('user', '=', id)
    .execute()
  await settings
    .updateTable('session')
    .set({ site: null })
    .where('site', '=', site)
    .where('user', '=', id)
    .execute()
}

/** Accepted roles by site id, for people without a role for all sites. */
export async function rolesOf(settings: Settings, user: string): Promise<Map<number, Role>> {
  const rows = await settings
    .selectFrom('member')
    .select(['site', 'role'])
    .where('user', '=', user)
    .where('accepted_at', 'is not', null)
    .execute()
  return new Map(rows.map(({ site, role }) => [site, MemberInput.shape.role.parse(role)]))
}

/** Each role that a person has or is invited to, as the members of `site` show it; `site` null: the one for all sites. */
export async function rolesHeldBy(
  settings: Settings,
  {
    id,
    email,
    role,
    role_by_claim = 0,
  }: Pick<UserRow, 'id' | 'email' | 'role'> & Partial<Pick<UserRow, 'role_by_claim'>>,
): Promise<{ site: number | null; member: Member }[]> {
  const rows = await settings
    .selectFrom('member')
    .select(['site', 'role', 'accepted_at', 'by_claim'])
    .where('user', '=', id)
    .orderBy('site')
    .execute()
  const everywhere =
    role === null ? [] : [{ site: null, role, accepted_at: 0, by_claim: role_by_claim }]
  return [...everywhere, ...rows].map(({ site, accepted_at, role, by_claim }) => {
    const said = { all_sites: site === null, accepted: accepted_at !== null }
    const member = { id, email, role, ...said, by_claim: by_claim === 1 }
    return { site, member: Member.parse(member) }
  })
}

/** Whoever may sign in, with what they are on single sites beside their role for all. */
export interface Person extends User {
  sites: { domain: string; role: Role; accepted: boolean }[]
}

export async function listPeople(settings: Settings): Promise<Person[]> {
  const users = await listUsers(settings)
  const rows = await settings
    .selectFrom('member')
    .innerJoin('site', 'site.id', 'member.site')
    .select(['member.user', 'site.domain', 'member.role', 'member.accepted_at'])
    .orderBy('site.domain')
    .execute()
  return users.map((user) => ({
    ...user,
    sites: rows
      .filter((row) => row.user === user.id)
      .map(({ domain, role, accepted_at }) => ({
        domain,
        role: MemberInput.shape.role.parse(role),
        accepted: accepted_at !== null,
      })),
  }))
}
