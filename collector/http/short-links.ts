import type { Hono, MiddlewareHandler } from 'hono'
import { tagLink } from '../acquisition/tag-link.ts'
import { isBotAgent } from '../intake/user-agent.ts'
import { linkBySlug } from '../settings/links.ts'
import type { AppContext, AppEnv, Dependencies } from './environment.ts'
import { header } from './peer.ts'

/** A person's browser: robots and programs that look ahead of a click ask for links as well. */
function isClick(c: AppContext): boolean {
  const looksAhead = /prefetch|prerender|preview/iu
  const purpose = [header(c, 'sec-purpose'), header(c, 'purpose'), header(c, 'x-purpose')]
  if (c.req.method !== 'GET' || purpose.some((said) => looksAhead.test(said ?? ''))) return false
  const agent = header(c, 'user-agent') ?? ''
  return agent !== '' && !isBotAgent(agent)
}

/** `GET /l/<slug>` redirects to the stored address, and to no other, with the link's tags. */
export function mountShortLinks(root: Hono<AppEnv>, dependencies: Dependencies): void {
  const { settings, clicks, now } = dependencies

  root.get('/l/:slug', async (c) => {
    const link = await linkBySlug(settings, c.req.param('slug'))
    if (isClick(c)) clicks.note(link.id, now())
    c.header('cache-control', 'no-store')
    c.header('x-robots-tag', 'noindex')
    return c.redirect(tagLink(link.url, link), 302)
  })
}

/** Whoever asks for links is answered with all clicks until then. */
export function settleClicks({ clicks }: Dependencies): MiddlewareHandler<AppEnv> {
  return async (_, next) => {
    await clicks.settle()
    await next()
  }
}
