import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Variants } from '../../../tracker/compose.ts'
import { composePeer, type PeerSite, TELLING } from '../../../tracker/compose-peer.ts'
import { forAMoment } from '../../for-a-moment.ts'
import { hostname, listSites, type Site, siteNamed } from '../../settings/sites.ts'
import { sendEncoded } from '../encoded.ts'
import type { AppContext, AppEnv, Shared } from '../environment.ts'
import { header } from '../peer.ts'
import { absent, HEADERS, type Scripts, settingsOf } from '../script.ts'
import { isPeerScript } from './script-names.ts'

/** Anybody may ask as often as they like; a new site's further hosts are found so long after at most, ms. Its own is at once. */
const FRESH_MS = 2_000

/** Not for caches that many sites share: it is of the page's site. A page of another finds its own by the tag. */
const CACHING = {
  ...HEADERS,
  'cache-control': 'private, max-age=300, stale-while-revalidate=86400',
}

/** Their scripts by their own addresses, so that a page's tag need name another host and nothing else. Mounted when all other files are: the dashboard's own are none of them. */
export function mountPeerScripts(
  root: OpenAPIHono<AppEnv>,
  shared: Shared,
  scriptOf: Scripts,
): void {
  const { config, file: settings, scriptFetches, now } = shared
  const sites = forAMoment(() => listSites(settings), FRESH_MS, now)

  async function send(c: AppContext): Promise<Response> {
    const name = c.req.query('site')
    const site = await siteOf(name ?? pageHost(c))
    if (name !== undefined && !site) return absent(name)
    if (site) scriptFetches.set(site.domain, now())
    const file = plainName(c.req.path.slice(c.req.path.lastIndexOf('/') + 1))
    const asked = { file, site: site && (await peerSiteOf(site)), path: config.trackerPath }
    const make = (variants: Variants) => composePeer(variants, asked)
    return sendEncoded(c, await scriptOf(`${site?.domain ?? ''}?${file}`, make), CACHING)
  }

  /** By domain, uuid, or a host whose pages count. */
  async function siteOf(name: string | undefined): Promise<Site | undefined> {
    const host = name === undefined ? undefined : hostname(name)
    if (host === undefined) return undefined
    const named = await siteNamed(settings, host)
    if (named) return named
    const found = siteAmong(await sites(), host)
    return found && (await siteNamed(settings, found.domain))
  }

  async function peerSiteOf(site: Site): Promise<PeerSite> {
    return { script: await settingsOf(settings, site), umami: site.umami_website_id }
  }

  // No path of its own: beside those of the root that are no patterns, the quick router could not take one.
  root.get('*', (c, next) => (isPeerScript(c.req.path) ? send(c) : next()))
}

/** Of all names those that differ in what they are: however somebody spells one, no more are kept. */
function plainName(file: string): string {
  if (file.startsWith('pa-')) return 'pa-.js'
  const words = file.split('.').slice(1, -1)
  return ['script', ...TELLING.filter((word) => words.includes(word)), 'js'].join('.')
}

/** Of the page that asks, where its browser says so. */
function pageHost(c: AppContext): string | undefined {
  const page = header(c, 'referer') ?? header(c, 'origin') ?? ''
  return URL.canParse(page) ? new URL(page).hostname : undefined
}

/**
 * That has this uuid, or takes pages of this host: of several the closest. Whose own domain holds it comes before who lists it: an
 * owner of one site says by themselves which further hosts count there, and would have their script run in another's pages.
 */
function siteAmong(sites: readonly Site[], host: string): Site | undefined {
  const closest = sites.toSorted((a, b) => b.domain.length - a.domain.length)
  const isBelow = (one: string) => host.endsWith(`.${one}`)
  return (
    sites.find(({ umami_website_id }) => umami_website_id === host) ??
    closest.find(({ domain }) => isBelow(domain)) ??
    sites.find(({ hostnames }) => hostnames.includes(host)) ??
    closest.find(({ hostnames }) => hostnames.some(isBelow))
  )
}
