import type { Hono } from 'hono'
import type { AppEnv } from './environment.ts'

/**
 * `GET /sign-in/<secret>` is a page of the dashboard: it asks who is invited and redeems when the person says so
 * (`/api/session/link`). Whatever looks at the address for a preview spends nothing. The address is a secret: it is
 * kept nowhere and told to nobody.
 */
export function sealSignInPage(root: Hono<AppEnv>): void {
  root.use('/sign-in/:secret', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
    c.header('referrer-policy', 'no-referrer')
    c.header('x-robots-tag', 'noindex')
  })
}
