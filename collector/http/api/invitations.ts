import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { acceptInvitation, declineInvitation } from '../../auth/invitations.ts'
import { found, Refusal } from '../../refusal.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { personHere, signedIn } from '../needs.ts'
import { json, PROBLEMS, SitePath } from '../schemas.ts'
import { describe, personOf, Session } from './session.ts'

const tags = ['Session']
const request = { params: SitePath }

/** Who is signed in, by more than a link: it alone says nothing of who holds it. */
function signedInPerson(c: AppContext) {
  const { user, confined } = personOf(c)
  if (confined) throw new Refusal(403, 'choose a password first')
  return user
}

/** Roles that wait for the person who is signed in. */
export const invitations = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'post',
      path: '/{site}',
      tags,
      summary: 'Accept a role that waits for you at a site',
      middleware: [signedIn] as const,
      request,
      responses: { 200: json(Session, 'Who you are'), ...PROBLEMS },
    }),
    async (c) => {
      const { settings, now } = c.var.shared
      const { id, email } = signedInPerson(c)
      const site = await acceptInvitation(settings, id, c.req.valid('param').site, now())
      await noteChange(c, { what: 'accepted', thing: 'member', site, after: { email } })
      const person = found(await personHere(c), 'such session any more')
      return c.json(await describe(c, person), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{site}',
      tags,
      summary: 'Decline it',
      middleware: [signedIn] as const,
      request,
      responses: { 204: { description: 'Declined' }, ...PROBLEMS },
    }),
    async (c) => {
      const { id, email } = signedInPerson(c)
      const { settings } = c.var.shared
      const site = await declineInvitation(settings, id, c.req.valid('param').site)
      await noteChange(c, { what: 'declined', thing: 'member', site, after: { email } })
      return c.body(null, 204)
    },
  )
