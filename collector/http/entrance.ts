import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Schema } from 'hono'
import { account } from './api/account.ts'
import { accountProviders } from './api/account-providers.ts'
import { accountSessions } from './api/account-sessions.ts'
import { invitations } from './api/invitations.ts'
import { openedShare } from './api/opened-share.ts'
import { session } from './api/session.ts'
import { sessionLink } from './api/session-link.ts'
import { sessionProvider } from './api/session-provider.ts'
import type { AppEnv } from './environment.ts'

/** Who one is, and how one comes in. */
export function mountEntrance<S extends Schema>(root: OpenAPIHono<AppEnv, S>) {
  return root
    .route('/api', session)
    .route('/api', openedShare)
    .route('/api/session/link', sessionLink)
    .route('/api/session', sessionProvider)
    .route('/api/account', account)
    .route('/api/account/sessions', accountSessions)
    .route('/api/account/providers', accountProviders)
    .route('/api/account/invitations', invitations)
}
