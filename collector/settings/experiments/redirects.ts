import { matchesGlob } from '../../acquisition/glob.ts'
import { isWithin } from '../../acquisition/hosts.ts'
import { tagParameters } from '../../acquisition/tags.ts'
import { Refusal } from '../../refusal.ts'
import { type Change, redirectOf } from './changes.ts'
import type { Experiment, ExperimentDefinition } from './definition.ts'

type Redirecting = Pick<ExperimentDefinition, 'key' | 'target' | 'variants'>

/** The hosts that a redirect may lead to. */
interface Hosts {
  domain: string
  hostnames: readonly string[]
}

/**
 * Throws a 422 for a redirect that leaves the site, and for one that comes back by that of another running experiment.
 *
 *     a: /lp-b → /lp        b, running: /lp → /lp-b        nobody would ever arrive
 */
export function requireStraight(
  definition: Redirecting,
  others: readonly Experiment[],
  site: Hosts,
): void {
  requireOwnRedirects(definition, site)
  const running = others.filter(({ status }) => status === 'running')
  const circle = circleFrom(definition, running)
  if (circle === undefined) return
  const way = circle.map((key) => `"${key}"`).join(' → ')
  const message = `the redirects are circular: ${way}; narrow the pages of one of them`
  throw new Refusal(422, message, [{ path: 'target.urls', message }])
}

/** Throws a 422 for a redirect that leaves the site, or brings a campaign of its own. */
export function requireOwnRedirects(
  { variants }: { variants: readonly { changes: readonly Change[] }[] },
  site: Hosts,
): void {
  for (const [i, { changes }] of variants.entries()) {
    const place = changes.findIndex(({ op }) => op === 'redirect')
    const address = redirectOf(changes)
    const message = address && (faultOfHost(address, site) ?? faultOfTags(address, site))
    if (!message) continue
    throw new Refusal(422, message, [{ path: `variants.${i}.changes.${place}.value`, message }])
  }
}

function addressesOf({ variants }: Redirecting): string[] {
  return variants.flatMap(({ changes }) => redirectOf(changes) ?? [])
}

/** An address of the site; where it says no host, the page's own. */
function addressOf(text: string, { domain }: Hosts): URL | undefined {
  return URL.canParse(text, `https://${domain}/`) ? new URL(text, `https://${domain}/`) : undefined
}

function faultOfHost(text: string, site: Hosts): string | undefined {
  const url = addressOf(text, site)
  const own =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    [site.domain, ...site.hostnames].some((host) => host === '*' || isWithin(url.hostname, host))
  return own ? undefined : `a redirect leads to a page of ${site.domain}; "${text}" is none`
}

/** The visit counts as if the page asked for had been shown: its tags are the visitor's, in every variant. */
function faultOfTags(text: string, site: Hosts): string | undefined {
  const names = [...(addressOf(text, site)?.searchParams.keys() ?? [])]
  const tag = names.find((name) => tagParameters(false).has(name.toLowerCase()))
  if (tag === undefined) return undefined
  return `a redirect carries no campaign of its own; leave "${tag}" out of "${text}"`
}

/** The keys along a circle of redirects that begins and ends with this one. */
function circleFrom(first: Redirecting, running: readonly Redirecting[]): string[] | undefined {
  const ways: Redirecting[][] = [[first]]
  const seen = new Set([first.key])
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const last = way.at(-1) ?? first
    if (last !== first && leadsTo(last, first)) return [...way, first].map(({ key }) => key)
    const next = running.filter((one) => !seen.has(one.key) && leadsTo(last, one))
    for (const { key } of next) seen.add(key)
    ways.push(...next.map((one) => [...(way ?? []), one]))
  }
  return undefined
}

function leadsTo(from: Redirecting, to: Redirecting): boolean {
  if (addressesOf(to).length === 0) return false
  return addressesOf(from).some((address) => {
    const path = addressOf(address, { domain: 'site.invalid', hostnames: [] })?.pathname ?? address
    return to.target.urls.some((glob) => matchesGlob(glob, path))
  })
}
