export const SCOPES = ['read', 'ingest', 'write', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

/** Each allows all that those after it do. */
export const ROLES = ['owner', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Of what somebody is everywhere and here, that which allows more. */
export function greaterRole(...held: (string | null | undefined)[]): Role | undefined {
  return ROLES.find((role) => held.includes(role))
}

/** What a route may ask for. `view` is the little of `read` that a shared link allows: nobody is given it alone. */
export type Permission = Scope | 'view'

/** What each scope of a token allows. */
export const SCOPE_ALLOWS = {
  read: ['view', 'read'],
  ingest: ['ingest'],
  write: ['view', 'read', 'write'],
  admin: ['view', 'read', 'ingest', 'write', 'admin'],
} as const satisfies Record<Scope, readonly Permission[]>

/** What each role of a person allows. */
export const ROLE_ALLOWS = {
  owner: ['view', 'read', 'ingest', 'write', 'admin'],
  editor: ['view', 'read', 'ingest', 'write'],
  viewer: ['view', 'read'],
} as const satisfies Record<Role, readonly Permission[]>
