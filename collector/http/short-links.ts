import type { Hono, MiddlewareHandler } from 'hono'
import { tagLink } from '../acquisition/tag-link.ts'
import { isBotAgent } from '../intake/user-agent.ts'
import type { AppContext, AppEnv, Dependencies } from './environment.ts'
import { nothingThere } from './nothing-there.ts'
import { header } from './peer.ts'

/** Of a click's own query; a longer one goes whole, because half of a click id names no click. */
const MOST_PASSED = 4_096

const LOOKS_AHEAD = /prefetch|prerender|preview/iu
const PURPOSES = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']

/** Who follows a link: somebody's browser, a robot; null for a look ahead of a click, which may never come. */
function followerOf(c: AppContext): 'person' | 'robot' | null {
  if (c.req.method !== 'GET') return null
  if (PURPOSES.some((name) => LOOKS_AHEAD.test(header(c, name) ?? ''))) return null
  const agent = header(c, 'user-agent') ?? ''
  return agent === '' || isBotAgent(agent) ? 'robot' : 'person'
}

/** The click's own query, as a URL writes it, without `?`. */
function queryOf({ req: { url } }: AppContext): string {
  if (!url.includes('?')) return ''
  const { search } = new URL(url)
  return search.length > MOST_PASSED ? '' : search.slice(1)
}

/** `GET /l/<slug>` redirects to the stored address, and to no other, with the link's tags. */
export function mountShortLinks(root: Hono<AppEnv>, dependencies: Dependencies): void {
  const { links, clicks, now } = dependencies

  // Some who type or pass on an address end it with a slash.
  root.on('GET', ['/l/:slug', '/l/:slug/'], (c) => {
    const said = c.req.param('slug') ?? ''
    const link = links.of(said)
    if (link === undefined) return nothingThere(c, `link "${said}"`)
    const { id, slug, url, tags, plain } = link
    const by = followerOf(c)
    if (by !== null) clicks.note(id, { at: now(), by })
    const query = queryOf(c)
    const location = query === '' ? plain : tagLink(url, tags, { query, slug })
    // A plain record of headers is written as it is: through the context's it would be read and sorted first.
    const headers = { location, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }
    return new Response(null, { status: 302, headers })
  })
}

/** Whoever asks for links is answered with all clicks until then. */
export function settleClicks({ clicks }: Dependencies): MiddlewareHandler<AppEnv> {
  return async (_, next) => {
    await clicks.settle()
    await next()
  }
}
