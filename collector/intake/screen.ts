import ipaddr from 'ipaddr.js'
import { UNKEPT_NAMES } from '../../tracker/protocol.ts'
import { isWithin } from '../acquisition/hosts.ts'
import { ownHosts } from '../acquisition/referrer.ts'
import type { IntakeSite } from '../settings/intake-site.ts'
import { type Location, OWN_LINK, type Reason, type ReceivedEvent } from './road.ts'
import { isBotAgent } from './user-agent.ts'

/** Second station: well-formed events that the site does not want, by the word they are counted under. */

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** A site's drop rules, read once per change of settings. */
export interface Screen {
  hosts: Set<string>
  anyHost: boolean
  excludedHosts: Set<string>
  /** The site's with everything below them: links to these lead nowhere else. */
  own: string[]
  ranges: Range[]
}

export function screenOf(site: IntakeSite): Screen {
  return {
    hosts: new Set([site.domain, ...site.hostnames].map((host) => host.toLowerCase())),
    anyHost: site.hostnames.includes('*'),
    excludedHosts: new Set(site.excluded_hostnames.map((host) => host.toLowerCase())),
    own: ownHosts(site),
    ranges: site.excluded_ips.flatMap(parseRange),
  }
}

export function screen(event: ReceivedEvent, rules: Screen): Reason | typeof OWN_LINK | undefined {
  const { ip, userAgent } = event.sender
  if (isBotAgent(userAgent)) return 'bot'
  if (event.url !== null && !isWantedHost(event.url, rules)) return 'hostname'
  if (isIgnored(ip, rules.ranges)) return 'ignored'
  if (event.name === 'experiment_fault' && !event.sender.trusted) return 'experiment_fault'
  if (UNKEPT_NAMES.includes(event.name)) return 'unkept'
  return isOwnLink(event, rules.own) ? OWN_LINK : undefined
}

/** Of browsers alone: what a server says is outbound, or an export once was, stays so. */
function isOwnLink({ name, props, sender }: ReceivedEvent, own: readonly string[]): boolean {
  if (name !== 'outbound' || sender.trusted || props === null) return false
  const { url } = JSON.parse(props) as { url?: unknown }
  const host = typeof url === 'string' ? HOST.exec(url)?.[1]?.toLowerCase() : undefined
  return host !== undefined && own.some((one) => isWithin(host, one))
}

/** As `keptAddress` leaves it: no user before it. Neither a port nor the root's dot makes it another. */
const HOST = /^[a-z][a-z0-9+.-]*:\/\/([^/:?#]*[^/:?#.])/i

/** The site's domain and its subdomains always count; app URLs have no host to check. */
function isWantedHost({ web, hostname }: Location, rules: Screen): boolean {
  if (!web) return true
  const host = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  if (matchesHost(host, rules.excludedHosts)) return false
  return rules.anyHost || matchesHost(host, rules.hosts)
}

function matchesHost(host: string, hosts: Set<string>): boolean {
  if (hosts.size === 0) return false
  for (
    let rest = host;
    rest !== '';
    rest = rest.includes('.') ? rest.slice(rest.indexOf('.') + 1) : ''
  ) {
    if (hosts.has(rest)) return true
  }
  return false
}

/** `10.0.0.0/8`, `2001:db8::/32` or a single address; anything else was refused when it was set. */
function parseRange(text: string): Range[] {
  if (ipaddr.isValidCIDR(text)) return [ipaddr.parseCIDR(text)]
  if (!ipaddr.isValid(text)) return []
  const address = ipaddr.process(text)
  return [[address, address.kind() === 'ipv4' ? 32 : 128]]
}

function isIgnored(ip: string, ranges: Range[]): boolean {
  if (ranges.length === 0 || !ipaddr.isValid(ip)) return false
  const address = ipaddr.process(ip)
  return ranges.some(
    ([range, bits]) => range.kind() === address.kind() && address.match(range, bits),
  )
}
