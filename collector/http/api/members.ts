import { z } from '@hono/zod-openapi'
import { may } from '../../auth/caller.ts'
import {
  addMember,
  changeMember,
  listMembers,
  Member,
  MemberInput,
  memberById,
  removeMember,
  rolesOf,
} from '../../auth/members.ts'
import { issueSignInLink } from '../../auth/sign-in-links.ts'
import { type UserRow, userById } from '../../auth/users.ts'
import type { AppContext } from '../environment.ts'
import { publicOrigin } from '../origin.ts'
import { things } from './things.ts'

const NewMember = Member.extend({
  sign_in_link: z.string().nullable().openapi({
    description:
      'For someone without a password: hand it over; it works once. null for who belongs to other sites as well, unless you do',
  }),
})

/** Whether whoever signs in as the user reaches nothing that the caller may not hand out. */
async function isTheirs({ var: { caller, site, shared } }: AppContext, user: UserRow) {
  if (may(caller, 'admin', undefined)) return true
  const roles = await rolesOf(shared.settings, user.id)
  return user.role === null && [...roles.keys()].every((one) => one === Number(site.id))
}

/** A link for someone who cannot sign in yet; it would be a way into the other sites of somebody who has some. */
async function invitation(c: AppContext, user: string): Promise<string | null> {
  const { settings, now } = c.var.shared
  const row = await userById(settings, user)
  if (row === undefined || row.password !== null || !(await isTheirs(c, row))) return null
  const week = 7 * 24 * 60
  return publicOrigin(c) + (await issueSignInLink(settings, user, now(), week))
}

export const members = things({
  one: 'member',
  many: 'Members',
  scopes: { read: 'read', change: 'admin' },
  input: MemberInput,
  output: Member,
  added: NewMember,
  change: MemberInput.pick({ role: true }),
  list: listMembers,
  byId: memberById,
  add: addMember,
  welcome: async (c, member) => ({ ...member, sign_in_link: await invitation(c, member.id) }),
  replace: (settings, site, id, { role }) => changeMember(settings, site, id, role),
  remove: removeMember,
})
