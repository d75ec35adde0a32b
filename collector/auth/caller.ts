import type { Settings } from '../settings/tables.ts'
import { rolesOf } from './members.ts'
import { type Permission, ROLE_ALLOWS, type Role, SCOPE_ALLOWS, type Scope } from './scopes.ts'
import type { OpenSession } from './sessions.ts'
import { reportsOf, type SharedReports } from './shared-reports.ts'
import { shareByPass } from './shares.ts'
import { Token, type TokenRow } from './tokens.ts'
import type { User } from './users.ts'

/** Who is asking: a person with a session, the holder of a token, or a guest with a shared link. */
export type Caller =
  | {
      kind: 'person'
      user: User
      /** Hash of the session. */
      session: string
      /** The site whose link opened the session, while there is no password. */
      invited: number | null
      /** May do nothing but choose a password. */
      confined: boolean
      /** May take no role: another, whose password opens the account, would have it, too. */
      shared: boolean
      roles: ReadonlyMap<number, Role>
    }
  | {
      kind: 'token'
      id: string
      name: string
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
      /** Which it shows beside the counts of visits. */
      reports: readonly SharedReports[]
    }

/** Whoever came by a shared link, by the pass that they got for it. */
export async function callerByPass(
  settings: Settings,
  pass: string,
  now: number,
): Promise<Caller | undefined> {
  const share = await shareByPass(settings, pass, now)
  if (share === undefined) return undefined
  const { id, site, segment } = share
  return { kind: 'guest', share: id, site, segment, reports: reportsOf(share) }
}

/** The program that a token was made for. */
export function callerByToken(row: TokenRow): Caller {
  const scopes = Token.shape.scopes.parse(JSON.parse(row.scopes))
  return { kind: 'token', id: row.id, name: row.name, scopes, site: row.site }
}

export type Person = Extract<Caller, { kind: 'person' }>

/** Whose session that is. */
export async function personBySession(
  settings: Settings,
  { user, hash, site, confined, shared }: OpenSession,
): Promise<Person> {
  const roles = await rolesOf(settings, user.id)
  return { kind: 'person', user, session: hash, invited: site, confined, shared, roles }
}

function allowed(caller: Caller, site: number | undefined): readonly Permission[] {
  if (caller.kind === 'guest') return caller.site === site ? ['view'] : []
  if (caller.kind === 'token') {
    const reaches = caller.site === null || caller.site === site
    return reaches ? caller.scopes.flatMap((scope) => SCOPE_ALLOWS[scope]) : []
  }
  // Whoever came by a link and has chosen no password may do nothing but that: the link may be in wrong hands.
  if (caller.confined) return []
  const here = site === undefined ? undefined : caller.roles.get(site)
  const roles = [caller.user.role, here].filter((role) => role != null)
  return roles.flatMap((role) => ROLE_ALLOWS[role])
}

/** Whether the caller may do that at the site; without one: on all sites. */
export function may(caller: Caller, scope: Permission, site: number | undefined): boolean {
  return allowed(caller, site).includes(scope)
}
