import type { Hono, MiddlewareHandler } from 'hono'
import { tagLink } from '../acquisition/tag-link.ts'
import { isBotAgent } from '../intake/user-agent.ts'
import { linkBySlug } from '../settings/links.ts'
import type { AppContext, AppEnv, Dependencies } from './environment.ts'
import { header } from './peer.ts'

/** Of a click's own query; a longer one goes whole, because half of a click id names no click. */
const MOST_PASSED = 4_096

/** Who follows a link: somebody's browser, a robot; null for a look ahead of a click, which may never come. */
function followerOf(c: AppContext): 'person' | 'robot' | null {
  const looksAhead = /prefetch|prerender|preview/iu
  const purpose = [
    header(c, 'sec-purpose'),
    header(c, 'purpose'),
    header(c, 'x-purpose'),
    header(c, 'x-moz'),
  ]
  if (c.req.method !== 'GET' || purpose.some((said) => looksAhead.test(said ?? ''))) return null
  const agent = header(c, 'user-agent') ?? ''
  return agent === '' || isBotAgent(agent) ? 'robot' : 'person'
}

/** `GET /l/<slug>` redirects to the stored address, and to no other, with the link's tags. */
export function mountShortLinks(root: Hono<AppEnv>, dependencies: Dependencies): void {
  const { settings, clicks, now } = dependencies

  root.get('/l/:slug', async (c) => {
    const link = await linkBySlug(settings, c.req.param('slug'))
    const by = followerOf(c)
    if (by !== null) clicks.note(link.id, { at: now(), by })
    c.header('cache-control', 'no-store')
    c.header('x-robots-tag', 'noindex')
    const { search } = new URL(c.req.url)
    const query = search.length > MOST_PASSED ? '' : search.slice(1)
    return c.redirect(tagLink(link.url, link, { query, slug: link.slug }), 302)
  })
}

/** Whoever asks for links is answered with all clicks until then. */
export function settleClicks({ clicks }: Dependencies): MiddlewareHandler<AppEnv> {
  return async (_, next) => {
    await clicks.settle()
    await next()
  }
}
