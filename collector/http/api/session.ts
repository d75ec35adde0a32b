import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type Person, personBySession } from '../../auth/caller.ts'
import { Invitation, listInvitations } from '../../auth/invitations.ts'
import { matchesPassword } from '../../auth/password.ts'
import { greaterRole, ROLES } from '../../auth/scopes.ts'
import { unproven } from '../../auth/second-factor.ts'
import {
  closeSession,
  openSession,
  SESSION_DAYS,
  sessionOf,
  type Way,
} from '../../auth/sessions.ts'
import { renewHash, User, type UserRow, userByEmail } from '../../auth/users.ts'
import { Refusal } from '../../refusal.ts'
import { mailConfigured } from '../../sending/mail-configured.ts'
import { listSites } from '../../settings/sites.ts'
import { type Attempt, attempt } from '../attempts.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteAccount } from '../history.ts'
import { signedIn } from '../needs.ts'
import { refuseForeignOrigin } from '../origin.ts'
import { TooMany } from '../problem.ts'
import { joinWaiting } from '../provider-entrance.ts'
import { body, json, PROBLEMS } from '../schemas.ts'
import { seenIn } from '../seen-in.ts'
import {
  dropSessionCookie,
  rememberDevice,
  sessionCookie,
  setSessionCookie,
} from '../session-cookie.ts'

const tags = ['Session']

export const Session = z.object({
  user: User,
  confined: z.boolean().openapi({
    description: 'You came by a sign-in link, and may do nothing before you have chosen a password',
  }),
  server: z.object({
    public_url: z
      .string()
      .nullable()
      .openapi({ description: 'Where browsers reach this server; null: where you reached it' }),
    tracker_path: z.string().openapi({ description: 'Path of the script', example: '/t' }),
    mail: z.boolean().openapi({ description: 'Whether it can send e-mail' }),
  }),
  sites: z.array(z.object({ domain: z.string(), name: z.string(), role: z.enum(ROLES) })),
  invitations: z.array(Invitation).openapi({
    description: 'Roles that wait to be accepted (`POST /api/account/invitations/:site`)',
  }),
})
type Session = z.infer<typeof Session>

const SignIn = z.object({
  email: z.string().max(254),
  password: z.string().max(1_000),
  code: z
    .string()
    .max(20)
    .optional()
    .openapi({ description: 'Of the authenticator, or a recovery code, for who has set one up' }),
})
type SignIn = z.infer<typeof SignIn>

export async function describe(c: AppContext, { user, confined, roles }: Person): Promise<Session> {
  const { settings, config } = c.var.shared
  const sites = confined ? [] : await listSites(settings)
  return {
    user,
    confined,
    server: {
      public_url: config.publicUrl ?? null,
      tracker_path: config.trackerPath,
      mail: mailConfigured(config),
    },
    sites: sites.flatMap(({ id, domain, name }) => {
      const role = greaterRole(user.role, roles.get(Number(id)))
      return role === undefined ? [] : [{ domain, name, role }]
    }),
    invitations: await listInvitations(settings, user.id),
  }
}

export function personOf(c: AppContext): Person {
  if (c.var.caller.kind === 'person') return c.var.caller
  throw new Refusal(403, 'a token has no session')
}

/** Closes what was open in this browser: a session that no cookie names is only there to be stolen. */
async function leave(c: AppContext): Promise<void> {
  const { settings, now } = c.var.shared
  const secret = sessionCookie(c)
  const before = secret && (await sessionOf(settings, secret, now()))
  if (before) await closeSession(settings, before.hash)
}

/** Opens a session for the user and hands its cookie to the browser. `site`: whose link it came by. */
export async function signIn(
  c: AppContext,
  user: string,
  { site = null, way = null }: { site?: number | null; way?: Way } = {},
): Promise<Person> {
  const { settings, now } = c.var.shared
  await leave(c)
  const secret = await openSession(settings, { user, site, way, in: seenIn(c) }, now())
  setSessionCookie(c, secret, SESSION_DAYS * 86_400)
  const session = await sessionOf(settings, secret, now())
  if (session === undefined) throw new Refusal(401, 'this user was removed meanwhile')
  return await personBySession(settings, session)
}

/** A try at a password of an account; the first that is refused as one too many is written down. */
export async function attemptAt(
  c: AppContext,
  who: string,
  user: string | undefined,
): Promise<Attempt> {
  try {
    return attempt(c, who)
  } catch (error) {
    if (error instanceof TooMany) await noteAccount(c, { what: 'locked_out', user, own: false })
    throw error
  }
}

/** Whom e-mail and password name. Throws a 401 that tells neither from the other. */
async function personNamed(c: AppContext, { password }: SignIn, user: UserRow | undefined) {
  const right = await matchesPassword(password, user?.password ?? null)
  if (user !== undefined && right) return user
  await noteAccount(c, { what: 'sign_in_refused', user: user?.id, own: false })
  throw new Refusal(401, 'e-mail and password do not match')
}

export async function requireCode(
  c: AppContext,
  user: UserRow,
  code: string | undefined,
): Promise<void> {
  const { settings, now } = c.var.shared
  const message = await unproven(settings, user, code, now())
  if (message === undefined) return
  if (code !== undefined) await noteAccount(c, { what: 'wrong_code', user: user.id, own: false })
  throw new Refusal(401, message, [{ path: 'code', message }])
}

export const session = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'post',
      path: '/session',
      tags,
      summary: 'Sign in',
      security: [],
      request: { body: body(SignIn) },
      responses: { 200: json(Session, 'Who you are; the cookie is set'), ...PROBLEMS },
    }),
    async (c) => {
      refuseForeignOrigin(c)
      const { settings } = c.var.shared
      const given = c.req.valid('json')
      const email = given.email.trim().toLowerCase()
      const known = await userByEmail(settings, email)
      const one = await attemptAt(c, known?.id ?? email, known?.id)
      const user = await personNamed(c, given, known)
      await requireCode(c, user, given.code)
      one.wasRight()
      await renewHash(settings, user, given.password)
      await joinWaiting(c, user.id)
      const person = await signIn(c, user.id)
      rememberDevice(c, user.id)
      await noteAccount(c, { what: 'signed_in', user: user.id, own: true })
      return c.json(await describe(c, person), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/session',
      tags,
      summary: 'Who you are',
      middleware: [signedIn] as const,
      responses: { 200: json(Session, 'Who you are'), ...PROBLEMS },
    }),
    async (c) => c.json(await describe(c, personOf(c)), 200),
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/session',
      tags,
      summary: 'Sign out',
      middleware: [signedIn] as const,
      responses: { 204: { description: 'Signed out' }, ...PROBLEMS },
    }),
    async (c) => {
      await closeSession(c.var.shared.settings, personOf(c).session)
      await noteAccount(c, { what: 'signed_out', user: personOf(c).user.id, own: true })
      dropSessionCookie(c)
      return c.body(null, 204)
    },
  )
