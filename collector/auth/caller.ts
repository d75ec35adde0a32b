import type { Settings } from '../config/tables.ts'
import { rolesOf } from './members.ts'
import { type Permission, ROLE_ALLOWS, type Role, SCOPE_ALLOWS, type Scope } from './scopes.ts'
import { sessionOf } from './sessions.ts'
import { isPass, shareByPass } from './shares.ts'
import { Token, tokenBySecret } from './tokens.ts'
import type { User } from './users.ts'

/** Who is asking: a person with a session, the holder of a token, or a guest with a shared link. */
export type Caller =
  | { kind: 'person'; user: User; session: string; roles: ReadonlyMap<number, Role> }
  | {
      kind: 'token'
      id: string
      scopes: readonly Scope[]
      /** null: all sites. */
      site: number | null
    }
  | {
      kind: 'guest'
      /** Id of the shared link. */
      share: string
      site: number
      /** null: all of the site's visits. */
      segment: string | null
    }

/** Whose bearer token that is: a program's, or the pass of a shared link. */
export async function callerByToken(
  settings: Settings,
  secret: string,
  now: number,
): Promise<Caller | undefined> {
  if (isPass(secret)) {
    const share = await shareByPass(settings, secret, now)
    return share && { kind: 'guest', share: share.id, site: share.site, segment: share.segment }
  }
  const row = await tokenBySecret(settings, secret, now)
  if (row === undefined) return undefined
  const scopes = Token.shape.scopes.parse(JSON.parse(row.scopes))
  return { kind: 'token', id: row.id, scopes, site: row.site }
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

function allowed(caller: Caller, site: number | undefined): readonly Permission[] {
  if (caller.kind === 'guest') return caller.site === site ? ['view'] : []
  if (caller.kind === 'token') {
    const reaches = caller.site === null || caller.site === site
    return reaches ? caller.scopes.flatMap((scope) => SCOPE_ALLOWS[scope]) : []
  }
  const here = site === undefined ? undefined : caller.roles.get(site)
  const roles = [caller.user.role, here].filter((role) => role != null)
  return roles.flatMap((role) => ROLE_ALLOWS[role])
}

/** Whether the caller may do that at the site; without one: on all sites. */
export function may(caller: Caller, scope: Permission, site: number | undefined): boolean {
  return allowed(caller, site).includes(scope)
}
