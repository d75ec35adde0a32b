import { z } from '@hono/zod-openapi'
import {
  addMember,
  changeMember,
  listMembers,
  Member,
  MemberChange,
  MemberInput,
  memberById,
  removeMember,
} from '../../auth/members.ts'
import { issueSignInLink } from '../../auth/sign-in-links.ts'
import { decree } from '../../auth/users.ts'
import { Refusal } from '../../refusal.ts'
import type { Settings } from '../../settings/tables.ts'
import type { AppContext } from '../environment.ts'
import { publicOrigin } from '../origin.ts'
import { type ThingStore, things } from './things.ts'

const NewMember = Member.extend({
  sign_in_link: z.string().nullable().openapi({
    description:
      'To hand over to the person: it shows who is invited, and takes the role when they say so. It works for 7 days, for a person without a password until they choose one. null: the role counts already',
  }),
})

/** What to hand over to somebody who has not accepted the role: only the link says that it was meant for them. */
async function invitation(c: AppContext, member: Member): Promise<string | null> {
  if (member.accepted) return null
  const { settings, now } = c.var.shared
  const site = Number(c.var.site.id)
  return publicOrigin(c) + (await issueSignInLink(settings, member.id, site, now()))
}

async function changeRole(
  settings: Settings,
  site: number,
  id: string,
  { role, email }: MemberChange,
): Promise<Member> {
  if (email !== undefined) {
    const message = 'only who is admin everywhere changes the e-mail of others'
    throw new Refusal(403, message, [{ path: 'email', message }])
  }
  return role === undefined
    ? await memberById(settings, site, id)
    : await changeMember(settings, site, id, role)
}

const here: ThingStore<Member, MemberChange> = {
  list: listMembers,
  byId: memberById,
  replace: changeRole,
  remove: removeMember,
}

/** Whoever may do everything everywhere also says whose account it is. */
const everywhere: ThingStore<Member, MemberChange> = {
  ...here,
  async replace(settings, site, id, { role, email }) {
    await memberById(settings, site, id)
    if (email !== undefined) await decree(settings, id, { email })
    return await changeRole(settings, site, id, { role })
  },
}

export const members = things({
  one: 'member',
  many: 'Members',
  scopes: { read: 'read', change: 'admin' },
  input: MemberInput,
  output: Member,
  added: NewMember,
  change: MemberChange,
  add: addMember,
  welcome: async (c, member) => ({ ...member, sign_in_link: await invitation(c, member) }),
  ...here,
  everywhere,
})
