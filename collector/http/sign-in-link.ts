import type { Hono } from 'hono'
import { redeemSignInLink } from '../auth/sign-in-links.ts'
import { signIn } from './api/session.ts'
import { PAGE_HEADERS } from './dashboard.ts'
import type { AppContext, AppEnv } from './environment.ts'

async function destination(c: AppContext): Promise<string> {
  const { settings, now } = c.var.shared
  const user = await redeemSignInLink(settings, c.req.param('secret') ?? '', now())
  if (user === undefined) return '/sign-in?link=spent'
  const person = await signIn(c, user)
  return person.user.password_set ? '/' : '/welcome'
}

/**
 * `GET /sign-in/<secret>` opens a session and goes on to the dashboard, or to `/welcome` for whoever has no
 * password yet. HEAD does not spend the link: programs that preview links ask that way.
 */
export function mountSignInLink(root: Hono<AppEnv>): void {
  root.get('/sign-in/:secret', async (c) => {
    const headers = { ...PAGE_HEADERS, 'cache-control': 'no-store' }
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    if (c.req.method === 'HEAD') return c.body(null, 200)
    return c.redirect(await destination(c), 302)
  })
}
