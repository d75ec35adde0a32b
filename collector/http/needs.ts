import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { type Caller, callerBySession, callerByToken, may } from '../auth/caller.ts'
import type { Permission } from '../auth/scopes.ts'
import { found, Refusal } from '../config/refusal.ts'
import { siteNamed } from '../config/sites.ts'
import type { AppContext, AppEnv } from './environment.ts'
import { refuseForeignOrigin } from './origin.ts'

export const SESSION_COOKIE = 'tributary_session'

async function bearer(c: AppContext, authorization: string): Promise<Caller | undefined> {
  const secret = /^Bearer +(\S+)$/iu.exec(authorization)?.[1] ?? ''
  return await callerByToken(c.var.shared.settings, secret, c.var.shared.now())
}

async function person(c: AppContext): Promise<Caller | undefined> {
  const secret = getCookie(c, SESSION_COOKIE)
  if (secret === undefined) return undefined
  refuseForeignOrigin(c)
  return await callerBySession(c.var.shared.settings, secret, c.var.shared.now())
}

async function known(c: AppContext): Promise<Caller | undefined> {
  const authorization = c.req.header('authorization')
  return authorization === undefined ? await person(c) : await bearer(c, authorization)
}

/** Who is asking. Throws a 401. */
async function callerOf(c: AppContext): Promise<Caller> {
  const caller = await known(c)
  if (caller !== undefined) return caller
  throw new Refusal(401, 'sign in, or send "Authorization: Bearer <token>" with a valid token')
}

/** Lets through whoever may do that at the path's site, or, without a site in the path, on all sites. */
export function needs(scope: Permission) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const caller = await callerOf(c)
    c.set('caller', caller)
    const domain = c.req.param('site')
    const site = domain === undefined ? undefined : await siteNamed(c.var.shared.settings, domain)
    // Before the 404: who may not see all sites is not told which there are.
    if (!may(caller, scope, site && Number(site.id))) throw forbidden(scope, domain)
    if (domain !== undefined) c.set('site', found(site, `site "${domain}"`))
    await next()
  })
}

function forbidden(scope: Permission, domain: string | undefined): Refusal {
  const where = domain === undefined ? 'all sites' : domain
  return new Refusal(403, `this needs "${scope}" on ${where}`)
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
