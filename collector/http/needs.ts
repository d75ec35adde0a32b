import { createMiddleware } from 'hono/factory'
import {
  type Caller,
  callerByPass,
  callerByToken,
  may,
  type Person,
  personBySession,
} from '../auth/caller.ts'
import type { Permission } from '../auth/scopes.ts'
import { isDue, type OpenSession, renewSession, sessionOf } from '../auth/sessions.ts'
import { isPass } from '../auth/shares.ts'
import { noteUse, tokenBySecret } from '../auth/tokens.ts'
import { found, Refusal } from '../refusal.ts'
import { siteNamed } from '../settings/sites.ts'
import type { AppContext, AppEnv } from './environment.ts'
import { refuseForeignOrigin } from './origin.ts'
import { sessionCookie, setSessionCookie } from './session-cookie.ts'

async function bearer(c: AppContext, authorization: string): Promise<Caller | undefined> {
  const { settings, file, now } = c.var.shared
  const secret = /^Bearer +(\S+)$/iu.exec(authorization)?.[1] ?? ''
  if (isPass(secret)) return await callerByPass(settings, secret, now())
  const row = await tokenBySecret(settings, secret, now()).catch((error: unknown) => {
    // Programs send events whether PostgreSQL answers or not.
    if (error instanceof Refusal && error.status === 503) return tokenBySecret(file, secret, now())
    throw error
  })
  if (row === undefined) return undefined
  await aside(c, noteUse(settings, row, now()))
  return callerByToken(row)
}

/** What is written down beside a request does not stop it: who may read may do so while the disk is full. */
async function aside(c: AppContext, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (err) {
    c.var.shared.log.warn({ err }, 'when it was used could not be written down')
  }
}

/** Whoever has a session here; undefined when nobody has. Throws a 403 for a change that another origin asks for. */
export async function personHere(c: AppContext): Promise<Person | undefined> {
  const secret = sessionCookie(c)
  if (secret === undefined) return undefined
  refuseForeignOrigin(c)
  const { settings, now } = c.var.shared
  const session = await sessionOf(settings, secret, now())
  if (session === undefined) return undefined
  await aside(c, renew(c, session, secret))
  return await personBySession(settings, session)
}

async function renew(c: AppContext, session: OpenSession, secret: string): Promise<void> {
  const { settings, now } = c.var.shared
  if (!isDue(session, now())) return
  const seconds = await renewSession(settings, session.hash, now())
  // An answer under way, like a live stream, can set no cookie any more.
  if (seconds !== undefined && !c.finalized) setSessionCookie(c, secret, seconds)
}

async function known(c: AppContext): Promise<Caller | undefined> {
  const authorization = c.req.header('authorization')
  return authorization === undefined ? await personHere(c) : await bearer(c, authorization)
}

/** Who is asking. Throws a 401. */
async function callerOf(c: AppContext): Promise<Caller> {
  const caller = await known(c)
  if (caller !== undefined) return caller
  throw new Refusal(401, 'sign in, or send "Authorization: Bearer <token>" with a valid token')
}

const NO_PASSWORD = 'choose a password first; a sign-in link alone opens nothing'

/** Lets through whoever may do that at the path's site, or, without a site in the path, on all sites. */
export function needs(scope: Permission) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const caller = await callerOf(c)
    c.set('caller', caller)
    const domain = c.req.param('site')
    const site = domain === undefined ? undefined : await siteNamed(c.var.shared.file, domain)
    if (caller.kind === 'person' && caller.confined) throw new Refusal(403, NO_PASSWORD)
    // Before the 404: who may not see all sites is not told which there are.
    if (!may(caller, scope, site && Number(site.id))) throw forbidden(scope, domain)
    if (domain !== undefined) c.set('site', found(site, `site "${domain}"`))
    await next()
  })
}

function forbidden(scope: Permission, domain: string | undefined): Refusal {
  const where = domain === undefined ? 'all sites' : domain
  // Nobody is given `view` alone: what to ask for is `read`.
  const asked = scope === 'view' ? 'read' : scope
  return new Refusal(403, `this needs "${asked}" on ${where}`)
}

/** Whether whoever asked may still do that: an answer that goes on for long outlives what allowed it. */
export async function stillMay(c: AppContext, scope: Permission): Promise<boolean> {
  const caller = await known(c)
  return caller !== undefined && may(caller, scope, Number(c.var.site.id))
}

/** Lets through whoever is known, guests excepted; what they may see is the route's to decide. */
export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
  const caller = await callerOf(c)
  if (caller.kind === 'guest') throw new Refusal(403, 'a shared link shows reports only')
  c.set('caller', caller)
  await next()
})
