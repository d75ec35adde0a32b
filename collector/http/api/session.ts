import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { deleteCookie, setCookie } from 'hono/cookie'
import { type Caller, callerBySession } from '../../auth/caller.ts'
import { matchesPassword } from '../../auth/password.ts'
import { greaterRole, ROLES } from '../../auth/scopes.ts'
import { unproven } from '../../auth/second-factor.ts'
import { closeSession, openSession, SESSION_DAYS } from '../../auth/sessions.ts'
import { User, userByEmail } from '../../auth/users.ts'
import { Refusal } from '../../config/refusal.ts'
import { listSites } from '../../config/sites.ts'
import { clientAddresses, subscriber } from '../client-address.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { SESSION_COOKIE, signedIn } from '../needs.ts'
import { isSecure, refuseForeignOrigin } from '../origin.ts'
import { header, peerAddress } from '../peer.ts'
import { TooMany } from '../problem.ts'
import { body, json, PROBLEMS } from '../schemas.ts'

const tags = ['Session']

export const Session = z.object({
  user: User,
  server: z.object({
    public_url: z
      .string()
      .nullable()
      .openapi({ description: 'Where browsers reach this server; null: where you reached it' }),
    tracker_path: z.string().openapi({ description: 'Path of the script', example: '/t' }),
  }),
  sites: z.array(z.object({ domain: z.string(), name: z.string(), role: z.enum(ROLES) })),
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

type Person = Extract<Caller, { kind: 'person' }>

export async function describe(c: AppContext, { user, roles }: Person): Promise<Session> {
  const { settings, config } = c.var.shared
  const sites = await listSites(settings)
  return {
    user,
    server: { public_url: config.publicUrl ?? null, tracker_path: config.trackerPath },
    sites: sites.flatMap(({ id, domain, name }) => {
      const role = greaterRole(user.role, roles.get(Number(id)))
      return role === undefined ? [] : [{ domain, name, role }]
    }),
  }
}

export function personOf(c: AppContext): Person {
  if (c.var.caller.kind === 'person') return c.var.caller
  throw new Refusal(403, 'a token has no session')
}

/** Opens a session for the user and hands its cookie to the browser. */
export async function signIn(c: AppContext, user: string): Promise<Person> {
  const { settings, now } = c.var.shared
  const secret = await openSession(settings, user, now())
  setCookie(c, SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    // Lax, not Strict: a link to a report in a mail must open as the reader.
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: SESSION_DAYS * 86_400,
  })
  const person = await callerBySession(settings, secret, now())
  if (person?.kind !== 'person') throw new Refusal(401, 'this user was removed meanwhile')
  return person
}

/** One attempt at a password: throws a 429 when there were too many from there or for that person. */
export function throttle(c: AppContext, who: string): void {
  const { config, now, signIn: limits } = c.var.shared
  const address = clientAddresses(config.trustProxy).client(
    peerAddress(c),
    header(c, 'x-forwarded-for'),
  )
  const wait = Math.max(
    limits.perAddress.take(subscriber(address), now()),
    limits.perPerson.take(who, now()),
  )
  if (wait > 0) throw new TooMany(wait)
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
      const { settings, now, signIn: limits } = c.var.shared
      const { password, code, ...given } = c.req.valid('json')
      const email = given.email.trim().toLowerCase()
      throttle(c, email)
      const user = await userByEmail(settings, email)
      const right = await matchesPassword(password, user?.password ?? null)
      if (user === undefined || !right) throw new Refusal(401, 'e-mail and password do not match')
      const message = await unproven(settings, user, code, now())
      if (message !== undefined) throw new Refusal(401, message, [{ path: 'code', message }])
      limits.perPerson.refill(email)
      return c.json(await describe(c, await signIn(c, user.id)), 200)
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
      deleteCookie(c, SESSION_COOKIE, { path: '/' })
      return c.body(null, 204)
    },
  )
