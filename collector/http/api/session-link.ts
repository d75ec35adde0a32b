import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { acceptRole } from '../../auth/invitations.ts'
import { memberById } from '../../auth/members.ts'
import { ROLES } from '../../auth/scopes.ts'
import { type OpenLink, requireLink } from '../../auth/sign-in-links.ts'
import { Refusal } from '../../refusal.ts'
import { listSites } from '../../settings/sites.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteAccount, noteChange } from '../history.ts'
import { personHere } from '../needs.ts'
import { refuseForeignOrigin } from '../origin.ts'
import { body, json, PROBLEMS } from '../schemas.ts'
import { describe, Session, signIn } from './session.ts'

const tags = ['Session']

const Link = z.object({
  secret: z.string().max(100).openapi({ description: 'What follows `/sign-in/` in the link' }),
})

const Invited = z.object({
  email: z.string().nullable().openapi({ description: 'Who is invited; null: the first owner' }),
  site: z
    .object({ domain: z.string(), name: z.string(), role: z.enum(ROLES) })
    .nullable()
    .openapi({ description: 'Where to, and as what; null: the account as it is' }),
  expires_at: z.iso.datetime(),
  next: z.enum(['password', 'accept', 'sign_in', 'sign_out']).openapi({
    description:
      'What taking it does: lead to where a password is chosen, or accept the role. Or what comes before: signing in, or signing out because somebody else is signed in here',
  }),
})
type Invited = z.infer<typeof Invited>

async function siteOf(c: AppContext, { site, user }: OpenLink): Promise<Invited['site']> {
  const { settings } = c.var.shared
  if (site === null) return null
  const all = await listSites(settings)
  const known = all.find(({ id }) => Number(id) === site)
  const { role } = await memberById(settings, site, user.id)
  return known ? { domain: known.domain, name: known.name, role } : null
}

async function nextOf(c: AppContext, { user, signs_in }: OpenLink): Promise<Invited['next']> {
  if (signs_in) return 'password'
  const person = await personHere(c)
  if (person === undefined) return 'sign_in'
  return person.user.id === user.id ? 'accept' : 'sign_out'
}

/** Opens a session that leads to a password. */
async function enter(c: AppContext, { user, site }: OpenLink) {
  const person = await signIn(c, user.id, site)
  await noteAccount(c, { what: 'signed_in', user: user.id, own: true })
  return person
}

/** Takes the role for whoever is signed in, if it is theirs. Throws a 401 or a 403. */
async function accept(c: AppContext, { user, site }: OpenLink) {
  const { settings, now } = c.var.shared
  const person = await personHere(c)
  if (person === undefined) throw new Refusal(401, `sign in as ${user.email} to accept`)
  if (person.user.id !== user.id || site === null) {
    throw new Refusal(403, `this invitation is for ${user.email}`)
  }
  c.set('caller', person)
  await acceptRole(settings, user.id, site, now())
  await noteChange(c, { what: 'accepted', thing: 'member', site, after: { email: user.email } })
  return (await personHere(c)) ?? person
}

export const sessionLink = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'post',
      path: '/look',
      tags,
      summary: 'Whom a sign-in link is for; asking spends nothing',
      security: [],
      request: { body: body(Link) },
      responses: { 200: json(Invited, 'Who is invited'), ...PROBLEMS },
    }),
    async (c) => {
      const { settings, now } = c.var.shared
      const link = await requireLink(settings, c.req.valid('json').secret, now())
      const answer: Invited = {
        email: link.user.email,
        site: await siteOf(c, link),
        expires_at: new Date(link.expires_at).toISOString(),
        next: await nextOf(c, link),
      }
      return c.json(answer, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      tags,
      summary: 'Take a sign-in link: open a session to choose a password in, or accept the role',
      security: [],
      request: { body: body(Link) },
      responses: { 200: json(Session, 'Who you are; the cookie is set'), ...PROBLEMS },
    }),
    async (c) => {
      refuseForeignOrigin(c)
      const { settings, now } = c.var.shared
      const link = await requireLink(settings, c.req.valid('json').secret, now())
      const person = link.signs_in ? await enter(c, link) : await accept(c, link)
      return c.json(await describe(c, person), 200)
    },
  )
