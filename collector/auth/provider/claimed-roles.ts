import type { RoleRule } from '../../role-rules.ts'
import type { Settings } from '../../settings/tables.ts'
import { type AuditEntry, record } from '../audit.ts'
import { greaterRole, type Role } from '../scopes.ts'
import type { UserRow } from '../users.ts'

/** What somebody may do by what the provider says of them. */
export interface ClaimedRoles {
  everywhere: Role | null
  /** By the site's number. */
  sites: ReadonlyMap<number, Role>
}

/** Sites that are not there (any more) bring nothing. */
export async function claimedRoles(
  settings: Settings,
  rules: readonly RoleRule[],
): Promise<ClaimedRoles> {
  const everywhere = rules.flatMap(({ site, role }) => (site === null ? [role] : []))
  const named = rules.flatMap(({ site, role }) => (site === null ? [] : [{ site, role }]))
  const sites = new Map<number, Role>()
  for (const { id, domain } of await sitesNamed(settings, named)) {
    const role = greaterRole(...named.flatMap((one) => (one.site === domain ? [one.role] : [])))
    if (role !== undefined) sites.set(id, role)
  }
  return { everywhere: greaterRole(...everywhere) ?? null, sites }
}

async function sitesNamed(settings: Settings, named: readonly { site: string }[]) {
  if (named.length === 0) return []
  return await settings
    .selectFrom('site')
    .select(['id', 'domain'])
    .where('domain', 'in', [...new Set(named.map(({ site }) => site))])
    .execute()
}

/**
 * Sets the roles that came by claim anew. One that somebody gave by hand stays as it is, whatever the claims say; an
 * invitation becomes the role that they bring. Who is the last owner of all sites who can sign in stays one.
 */
export async function setClaimedRoles(
  settings: Settings,
  user: UserRow,
  { everywhere, sites }: ClaimedRoles,
  now: number,
): Promise<void> {
  const noting: Noting = async (entry) => {
    await record(settings, { actor: 'provider', ...entry }, now)
  }
  if (await setEverywhere(settings, user, everywhere)) {
    const roles = { before: { role: user.role }, after: { role: everywhere } }
    const about = { site: null, user: user.id, thing: 'account' }
    await noting({ ...about, what: 'role_changed', ...roles })
  }
  const held = await settings.selectFrom('member').selectAll().where('user', '=', user.id).execute()
  for (const [site, role] of sites) {
    const before = held.find((one) => one.site === site)
    if (!isByHand(before) && !isSame(before, role))
      await giveAt(settings, { user, site, role, before, noting }, now)
  }
  for (const { site, role, by_claim } of held)
    if (by_claim === 1 && !sites.has(site)) await takeAt(settings, { user, site, role, noting })
}

type Noting = (entry: Omit<AuditEntry, 'actor'>) => Promise<void>

interface Held {
  role: string
  by_claim: number
  accepted_at: number | null
}

function isByHand(held: Held | undefined): boolean {
  return held !== undefined && held.by_claim === 0 && held.accepted_at !== null
}

function isSame(held: Held | undefined, role: Role): boolean {
  return held?.by_claim === 1 && held.role === role
}

interface Taking {
  user: UserRow
  site: number
  role: string
  noting: Noting
}

interface Giving extends Taking {
  role: Role
  before: Held | undefined
}

async function giveAt(
  settings: Settings,
  { user: { id, email }, site, role, before, noting }: Giving,
  now: number,
): Promise<void> {
  const set = { role, accepted_at: now, by_claim: 1 }
  await settings
    .insertInto('member')
    .values({ user: id, site, created_at: now, ...set })
    .onConflict((conflict) => conflict.columns(['user', 'site']).doUpdateSet(set))
    .execute()
  const what = before ? 'changed' : 'added'
  const was = before && { before: { email, role: before.role } }
  await noting({ site, what, thing: 'member', ...was, after: { email, role } })
}

async function takeAt(
  settings: Settings,
  { user: { id, email }, site, role, noting }: Taking,
): Promise<void> {
  await settings
    .deleteFrom('member')
    .where('user', '=', id)
    .where('site', '=', site)
    .where('by_claim', '=', 1)
    .execute()
  await noting({ site, what: 'removed', thing: 'member', before: { email, role } })
}

/** Whether something changed. */
async function setEverywhere(
  settings: Settings,
  { id, role, role_by_claim }: UserRow,
  wanted: Role | null,
): Promise<boolean> {
  const byHand = role !== null && role_by_claim === 0
  if (byHand || role === wanted) return false
  const others = settings
    .selectFrom('user as other')
    .leftJoin('provider_subject as there', 'there.user', 'other.id')
    .select('other.id')
    .where('other.id', '<>', id)
    .where('other.role', '=', 'owner')
    .where((where) =>
      where.or([where('other.password', 'is not', null), where('there.id', 'is not', null)]),
    )
  const done = await settings
    .updateTable('user')
    .set({ role: wanted, role_by_claim: wanted === null ? 0 : 1 })
    .where('id', '=', id)
    .$if(role === 'owner', (query) => query.where((where) => where.exists(others)))
    .executeTakeFirst()
  return done.numUpdatedRows > 0
}
