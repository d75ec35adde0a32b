import { z } from 'zod'
import { found } from '../refusal.ts'
import type { Settings } from '../settings/tables.ts'
import { removeMember } from './members.ts'
import { ROLES } from './scopes.ts'

/** A role at a site that waits for its person. */
export const Invitation = z.object({ domain: z.string(), name: z.string(), role: z.enum(ROLES) })
export type Invitation = z.infer<typeof Invitation>

/**
 * What a person may accept without the link: they are who they say only if whoever runs the server said so, or they have shown it. Anybody
 * else proves by the link that the invitation was meant for them: the account may have been opened with this e-mail
 * by whoever invited it elsewhere.
 */
export async function listInvitations(settings: Settings, user: string): Promise<Invitation[]> {
  const rows = await settings
    .selectFrom('member')
    .innerJoin('site', 'site.id', 'member.site')
    .innerJoin('user', 'user.id', 'member.user')
    .select(['site.domain', 'site.name', 'member.role'])
    .where('member.user', '=', user)
    .where('member.accepted_at', 'is', null)
    .where('user.vouched', '>', 0)
    .orderBy('site.domain')
    .execute()
  return rows.map((row) => Invitation.parse(row))
}

/** The number of a site that the person may accept or decline a role of. Throws a 404. */
async function invitedTo(settings: Settings, user: string, domain: string): Promise<number> {
  const row = await settings
    .selectFrom('member')
    .innerJoin('site', 'site.id', 'member.site')
    .innerJoin('user', 'user.id', 'member.user')
    .select('site.id')
    .where('member.user', '=', user)
    .where('member.accepted_at', 'is', null)
    .where('user.vouched', '>', 0)
    .where('site.domain', '=', domain)
    .executeTakeFirst()
  return found(row?.id, `invitation to "${domain}"`)
}

/** Answers the site's number. */
export async function acceptInvitation(
  settings: Settings,
  user: string,
  domain: string,
  now: number,
): Promise<number> {
  const site = await invitedTo(settings, user, domain)
  await acceptRole(settings, user, site, now)
  return site
}

/** Answers the site's number. */
export async function declineInvitation(
  settings: Settings,
  user: string,
  domain: string,
): Promise<number> {
  const site = await invitedTo(settings, user, domain)
  await removeMember(settings, site, user)
  return site
}

/** From now on the role counts, and the links to it are used up. */
export async function acceptRole(
  settings: Settings,
  user: string,
  site: number,
  now: number,
): Promise<void> {
  await settings
    .updateTable('member')
    .set({ accepted_at: now })
    .where('user', '=', user)
    .where('site', '=', site)
    .where('accepted_at', 'is', null)
    .execute()
  await settings
    .deleteFrom('sign_in_link')
    .where('user', '=', user)
    .where('site', '=', site)
    .execute()
}
