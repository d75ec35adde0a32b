import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { asScript } from '../../tracker/as-script.ts'
import {
  compose,
  composeDebug,
  composePreview,
  type SiteScript,
  type Variants,
} from '../../tracker/compose.ts'
import { draftOf } from '../../tracker/experiments/inline.ts'
import { Refusal } from '../refusal.ts'
import { listExperiments } from '../settings/experiments/experiments.ts'
import { inPage } from '../settings/experiments/in-page.ts'
import { siteRules } from '../settings/site-rules.ts'
import { type Site, siteByDomain } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import { type Encoded, encode, sendEncoded } from './encoded.ts'
import type { AppContext, AppEnv, Shared } from './environment.ts'
import { ANY_ORIGIN } from './intake-door.ts'
import { isPeerScript } from './peers/script-names.ts'
import { PROBLEMS, SitePath } from './schemas.ts'

const JAVASCRIPT = 'text/javascript; charset=utf-8'

export const HEADERS = {
  ...ANY_ORIGIN,
  'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
  'x-content-type-options': 'nosniff',
  // A page that asks for cross-origin isolation may still load the script.
  'cross-origin-resource-policy': 'cross-origin',
} as const

/** With experiments, so that a start or a stop is there within five minutes, no old script is used while a new one is fetched. */
const WITH_EXPERIMENTS = { ...HEADERS, 'cache-control': 'public, max-age=300' } as const

/** What is made of a site, by the query of its address. */
const KINDS = { '': compose, debug: composeDebug, preview: composePreview } as const
type Kind = keyof typeof KINDS

/** What a site's script depends on. */
export async function settingsOf(settings: Settings, site: Site): Promise<SiteScript> {
  const { id, domain, hostnames, identity, script, holdout } = site
  const all = await listExperiments(settings, Number(id))
  const experiments = inPage(all)
  const drafts = all.some(({ archived }) => !archived)
  const own = { ...script, domain, hostnames, identity, drafts }
  if (experiments.length === 0) return own
  return { ...own, experiments, holdout, rules: await siteRules(settings, Number(id)) }
}

function kindOf(asked: Record<string, string>): Kind {
  if ('debug' in asked) return 'debug'
  return 'preview' in asked ? 'preview' : ''
}

/** Code that is made of what was built, compressed once and kept under its key until it is another. */
export type Scripts = (key: string, make: (variants: Variants) => string) => Promise<Encoded>

export function scripts(assets: string): Scripts {
  const kept = new Map<string, { code: string; encoded: Promise<Encoded> }>()
  let variants: Promise<Variants> | undefined

  const read = async (): Promise<Variants> =>
    JSON.parse(await readFile(join(assets, 'tracker', 'variants.json'), 'utf8'))

  return async (key, make) => {
    variants ??= read()
    const code = make(await variants)
    const known = kept.get(key)
    if (known?.code === code) return await known.encoded
    const encoded = encode(Buffer.from(code), JAVASCRIPT)
    kept.set(key, { code, encoded })
    return await encoded
  }
}

/** A browser hides that a script was not found; this one says so in the console of the page that asks for it. */
export function absent(domain: string): Response {
  const text = `tributary: there is no site "${domain}" here. Is the name in the script's address that of the site, as the dashboard shows it?`
  const headers = { ...HEADERS, 'cache-control': 'no-store', 'content-type': JAVASCRIPT }
  return new Response(`console.error(${asScript(text)})`, { headers })
}

/** What a form has for a variant, to a page that has the token of it. Forms are kept where the site is. */
function drafts({ previews, owner, now }: Shared) {
  const headers = { ...ANY_ORIGIN, 'cache-control': 'no-store' }
  return async (c: AppContext, site: Site, token: string): Promise<Response> => {
    const elsewhere = await owner.answer(c, site.domain)
    if (elsewhere) return elsewhere
    const changes = previews.at(site.id, token, now())
    return changes ? c.json(draftOf(changes), 200, headers) : c.json({}, 404, headers)
  }
}

/** `GET /t/<site>.js`, from any origin; with `?debug` the one that says what it does, with `?preview` the bar of a preview, and what it shows of a draft. */
export function mountScript(root: OpenAPIHono<AppEnv>, shared: Shared, scriptOf: Scripts): void {
  const { config, file, scriptFetches, now } = shared
  const drafted = drafts(shared)

  /** Throws a 404 for an unknown site. */
  async function send(c: AppContext, domain: string): Promise<Response> {
    const site = await siteByDomain(file, domain)
    const draft = c.req.query('draft')
    if (draft !== undefined) return await drafted(c, site, draft)
    scriptFetches.set(site.domain, now())
    const asked = await settingsOf(file, site)
    const headers = asked.experiments?.length || asked.drafts ? WITH_EXPERIMENTS : HEADERS
    const kind = kindOf(c.req.query())
    const make = (variants: Variants) => KINDS[kind](variants, asked)
    return sendEncoded(c, await scriptOf(`${site.domain}?${kind}`, make), headers)
  }

  root.get(`${config.trackerPath}/:file{[^/]+\\.js}`, async (c, next) => {
    const domain = c.req.param('file').slice(0, -'.js'.length)
    try {
      return await send(c, domain)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // Where our scripts are at /js, so are Plausible's.
      return isPeerScript(c.req.path) ? await next() : absent(domain)
    }
  })
  root.openAPIRegistry.registerPath({
    method: 'get',
    path: `${config.trackerPath}/{site}.js`,
    tags: ['Events'],
    summary: 'The site’s script',
    description: 'Of an unknown site it is a script that says so in the console of the page.',
    security: [],
    request: { params: SitePath },
    responses: {
      200: { description: 'The script', content: { 'text/javascript': {} } },
      304: { description: 'It is as you have it' },
      ...PROBLEMS,
    },
  })
}
