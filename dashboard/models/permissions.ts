import type { ROLES as ALL_ROLES, SCOPES as ALL_SCOPES } from '../../collector/auth/scopes.ts'

/** As the server has them, in its order: any other list here is a type error. */
export const ROLES: typeof ALL_ROLES = ['owner', 'editor', 'viewer']
export const SCOPES: typeof ALL_SCOPES = ['read', 'ingest', 'write', 'admin']
