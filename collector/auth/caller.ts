import type { Settings } from '../config/tables.ts'
import { rolesOf } from './members.ts'
import { ROLE_ALLOWS, type Role, SCOPE_ALLOWS, type Scope } from './scopes.ts'
import { sessionOf } from './sessions.ts'
import { Token, tokenBySecret } from './tokens.ts'
import type { User } from './users.ts'

/** Who is asking: a person with a session, or the holder of a token. */
export type Caller =
  | { kind: 'person'; user: User; session: string; roles: ReadonlyMap<number, Role> }
  | {
      kind: 'token'
      scopes: readonly Scope[]
      /** null: all sites. */
      site: number | null
      /** null: all of the site's visits. */
      segment: string | null
    }

export async function callerByToken(
  settings: Settings,
  secret: string,
  now: number,
): Promise<Caller | undefined> {
  const row = await tokenBySecret(settings, secret, now)
  if (row === undefined) return undefined
  const scopes = Token.shape.scopes.parse(JSON.parse(row.scopes))
  return { kind: 'token', scopes, site: row.site, segment: row.segment }
}

export async function callerBySession(
  settings: Settings,
  secret: string,
  now: number,
): Promise<Caller | undefined> {
  const session = await sessionOf(settings, secret, now)
  if (session === undefined) return undefined
  const roles = await rolesOf(settings, session.user.id)
  return { kind: 'person', user: session.user, session: session.hash, roles }
}

function allowed(caller: Caller, site: number | undefined): readonly Scope[] {
  if (caller.kind === 'token') {
    const reaches = caller.site === null || caller.site === site
    return reaches ? caller.scopes.flatMap((scope) => SCOPE_ALLOWS[scope]) : []
  }
  const here = site === undefined ? undefined : caller.roles.get(site)
  const roles = [caller.user.role, here].filter((role) => role != null)
  return roles.flatMap((role) => ROLE_ALLOWS[role])
}

/** Whether the caller may do that at the site; without one: on all sites. */
export function may(caller: Caller, scope: Scope, site: number | undefined): boolean {
  return allowed(caller, site).includes(scope)
}
