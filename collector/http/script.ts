import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { compose, type Variants } from '../../tracker/compose.ts'
import { Refusal } from '../config/refusal.ts'
import { type Site, siteByDomain } from '../config/sites.ts'
import { type Encoded, encode, sendEncoded } from './encoded.ts'
import type { AppEnv, Shared } from './environment.ts'
import { problem, problemResponse } from './problem.ts'
import { ANY_ORIGIN } from './public-intake.ts'
import { PROBLEMS, SitePath } from './schemas.ts'

const HEADERS = {
  ...ANY_ORIGIN,
  'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
  'x-content-type-options': 'nosniff',
  // A page that asks for cross-origin isolation may still load the script.
  'cross-origin-resource-policy': 'cross-origin',
} as const

/** Composes a site's script and keeps it until the site's settings change. */
function scripts(assets: string): (site: Site) => Promise<Encoded> {
  const kept = new Map<string, { code: string; encoded: Promise<Encoded> }>()
  let variants: Promise<Variants> | undefined

  const read = async (): Promise<Variants> =>
    JSON.parse(await readFile(join(assets, 'tracker', 'variants.json'), 'utf8'))

  return async (site) => {
    variants ??= read()
    const code = compose(await variants, { ...site.script, identity: site.identity })
    const known = kept.get(site.domain)
    if (known?.code === code) return await known.encoded
    const encoded = encode(Buffer.from(code), 'text/javascript; charset=utf-8')
    kept.set(site.domain, { code, encoded })
    return await encoded
  }
}

/** `GET /t/<site>.js`, from any origin. */
export function mountScript(root: OpenAPIHono<AppEnv>, shared: Shared): void {
  const { config, settings, assets, scriptFetches, now } = shared
  const scriptOf = scripts(assets)

  root.get(`${config.trackerPath}/:file{[^/]+\\.js}`, async (c) => {
    const domain = c.req.param('file').slice(0, -'.js'.length)
    try {
      const site = await siteByDomain(settings, domain)
      scriptFetches.set(site.domain, now())
      return sendEncoded(c, await scriptOf(site), HEADERS)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return problemResponse(problem(error.status, error.message), ANY_ORIGIN)
    }
  })
  root.openAPIRegistry.registerPath({
    method: 'get',
    path: `${config.trackerPath}/{site}.js`,
    tags: ['Events'],
    summary: 'The site’s script',
    security: [],
    request: { params: SitePath },
    responses: {
      200: { description: 'The script', content: { 'text/javascript': {} } },
      304: { description: 'It is as you have it' },
      ...PROBLEMS,
    },
  })
}
