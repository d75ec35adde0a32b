export const SCOPES = ['read', 'ingest', 'write', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

export const ROLES = ['owner', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** What each scope of a token allows. */
export const SCOPE_ALLOWS = {
  read: ['read'],
  ingest: ['ingest'],
  write: ['read', 'write'],
  admin: ['read', 'ingest', 'write', 'admin'],
} as const satisfies Record<Scope, readonly Scope[]>

/** What each role of a person allows. */
export const ROLE_ALLOWS = {
  owner: ['read', 'ingest', 'write', 'admin'],
  editor: ['read', 'ingest', 'write'],
  viewer: ['read'],
} as const satisfies Record<Role, readonly Scope[]>
