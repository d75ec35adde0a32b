import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Person } from '../../auth/caller.ts'
import { acceptRole } from '../../auth/invitations.ts'
import {
  isMailed,
  MAIL_LINK_MINUTES,
  requireMailLink,
  spendMailLink,
} from '../../auth/mail-links.ts'
import { memberById } from '../../auth/members.ts'
import { ROLES } from '../../auth/scopes.ts'
import { type OpenLink, requireLink } from '../../auth/sign-in-links.ts'
import { Email } from '../../auth/users.ts'
import { Refusal } from '../../refusal.ts'
import { listSites } from '../../settings/sites.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteAccount, noteChange } from '../history.ts'
import { personHere } from '../needs.ts'
import { refuseForeignOrigin } from '../origin.ts'
import { body, json, PROBLEMS } from '../schemas.ts'
import { rememberDevice } from '../session-cookie.ts'
import { mailLinkLater, mailsLinks } from '../sign-in-mail.ts'
import { attemptAt, describe, requireCode, Session, signIn } from './session.ts'

const tags = ['Session']

const Link = z.object({
  secret: z.string().max(100).openapi({ description: 'What follows `/sign-in/` in the link' }),
})

const Taking = Link.extend({
  code: z.string().max(20).optional().openapi({
    description:
      'Of the authenticator, or a recovery code: a link that came by e-mail stands for the password alone',
  }),
})
type Taking = z.infer<typeof Taking>

const Mailed = z.object({
  minutes: z.number().int().openapi({ description: 'How long the link works' }),
})

const Mailing = z.object({
  email: Email,
  language: z.enum(['en', 'zh']).default('en').openapi({ description: 'Of the e-mail' }),
})

const Invited = z.object({
  email: z.string().nullable().openapi({ description: 'Who is invited; null: the first owner' }),
  site: z
    .object({ domain: z.string(), name: z.string(), role: z.enum(ROLES) })
    .nullable()
    .openapi({ description: 'Where to, and as what; null: the account as it is' }),
  expires_at: z.iso.datetime(),
  next: z.enum(['password', 'accept', 'enter', 'sign_in', 'sign_out']).openapi({
    description:
      'What taking it does: lead to where a password is chosen, accept the role, or sign in. Or what comes before: signing in, or signing out because somebody else is signed in here',
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
  if (person === undefined || isShared(person, user)) return 'sign_in'
  return person.user.id === user.id ? 'accept' : 'sign_out'
}

/** Who came by an e-mail shows the account's password first: else whoever chose it would have the role, too. */
function isShared(person: Person, { id }: OpenLink['user']): boolean {
  return person.user.id === id && person.shared
}

/** Opens a session that leads to a password. */
async function enter(c: AppContext, { user, site }: OpenLink) {
  const person = await signIn(c, user.id, { site })
  await noteAccount(c, { what: 'signed_in', user: user.id, own: true })
  return person
}

/** Signs in by a link that came by e-mail. A second factor is asked for as beside a password. */
async function enterByMail(c: AppContext, { secret, code }: Taking) {
  const { settings, now } = c.var.shared
  const link = await requireMailLink(settings, secret, now())
  const { user } = link
  if (user.totp !== null) {
    const one = await attemptAt(c, user.id, user.id)
    await requireCode(c, user, code)
    one.wasRight()
  }
  await spendMailLink(settings, secret, link)
  const person = await signIn(c, user.id, { way: 'mail' })
  rememberDevice(c, user.id)
  await noteAccount(c, { what: 'signed_in', user: user.id, own: true, by: 'mail' })
  return person
}

async function takeHandedOver(c: AppContext, secret: string) {
  const { settings, now } = c.var.shared
  const link = await requireLink(settings, secret, now())
  return link.signs_in ? await enter(c, link) : await accept(c, link)
}

async function lookAt(c: AppContext, secret: string): Promise<Invited> {
  const { settings, now } = c.var.shared
  if (isMailed(secret)) {
    const { user, expires_at } = await requireMailLink(settings, secret, now())
    const until = new Date(expires_at).toISOString()
    return { email: user.email, site: null, expires_at: until, next: 'enter' }
  }
  const link = await requireLink(settings, secret, now())
  return {
    email: link.user.email,
    site: await siteOf(c, link),
    expires_at: new Date(link.expires_at).toISOString(),
    next: await nextOf(c, link),
  }
}

/** Takes the role for whoever is signed in, if it is theirs. Throws a 401 or a 403. */
async function accept(c: AppContext, { user, site }: OpenLink) {
  const { settings, now } = c.var.shared
  const person = await personHere(c)
  if (person === undefined) throw new Refusal(401, `sign in as ${user.email} to accept`)
  if (isShared(person, user)) {
    const message = `sign in as ${user.email} with the password to accept; who has not chosen it asks whoever runs the server to reset it`
    throw new Refusal(403, message)
  }
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
    async (c) => c.json(await lookAt(c, c.req.valid('json').secret), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      tags,
      summary:
        'Take a sign-in link: open a session to choose a password in, accept the role, or sign in',
      security: [],
      request: { body: body(Taking) },
      responses: { 200: json(Session, 'Who you are; the cookie is set'), ...PROBLEMS },
    }),
    async (c) => {
      refuseForeignOrigin(c)
      const taking = c.req.valid('json')
      const person = isMailed(taking.secret)
        ? await enterByMail(c, taking)
        : await takeHandedOver(c, taking.secret)
      return c.json(await describe(c, person), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/mail',
      tags,
      summary:
        'Have a link sent that signs in once; answers the same whether anybody has that address or not',
      security: [],
      request: { body: body(Mailing) },
      responses: { 200: json(Mailed, 'Sent, if anybody has that address'), ...PROBLEMS },
    }),
    (c) => {
      refuseForeignOrigin(c)
      const { config, mailLimits } = c.var.shared
      const { email, language } = c.req.valid('json')
      if (!mailsLinks(config)) throw new Refusal(404, 'no links are sent by e-mail here')
      mailLimits.take(c, email)
      mailLinkLater(c, email, language)
      return c.json({ minutes: MAIL_LINK_MINUTES }, 200)
    },
  )
