import { z } from '@hono/zod-openapi'
import {
  addMember,
  changeMember,
  listMembers,
  Member,
  MemberInput,
  memberById,
  removeMember,
} from '../../auth/members.ts'
import { issueSignInLink } from '../../auth/sign-in-links.ts'
import { userById } from '../../auth/users.ts'
import type { AppContext } from '../environment.ts'
import { publicOrigin } from '../origin.ts'
import { things } from './things.ts'

const NewMember = Member.extend({
  sign_in_link: z.string().nullable().openapi({
    description: 'For someone without a password: hand it over; it works once',
  }),
})

/** A link for someone who cannot sign in yet. */
async function invitation(c: AppContext, user: string): Promise<string | null> {
  const { settings, now } = c.var.shared
  const row = await userById(settings, user)
  if (row === undefined || row.password !== null) return null
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
