import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Only the network of the owner has them; they are reached where the configuration says so. */
const OWN = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'])
/** Where clouds tell their machines secrets. Others of them are link-local, which nobody reaches. */
const METADATA = new Set(['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'])

/**
 * Whether something may be sent to an address. IPv4 inside IPv6 counts as what it is or not at all: `::ffff:7f00:1` is a loopback
 * address, NAT64 and 6to4 lead anywhere.
 */
export function isReachable(address: string, ownNetwork: boolean): boolean {
  if (isIP(address) === 0) return false
  const known = ipaddr.process(address)
  if (METADATA.has(known.toString())) return false
  const range: string = known.range()
  if (range === 'unicast') return known.kind() === 'ipv4' || isGlobal(known as ipaddr.IPv6)
  return ownNetwork && OWN.has(range)
}

/** 2000::/3; nobody has been given anything else. */
function isGlobal({ parts: [first = 0] }: ipaddr.IPv6): boolean {
  return first >= 0x20_00 && first < 0x40_00
}

/** An address that nothing is sent to. */
export class Unreachable extends Error {}

function refuse(): Unreachable {
  return new Unreachable(
    'leads into a private network, where nothing is sent unless TRIBUTARY_PRIVATE_WEBHOOKS allows it',
  )
}

/** Throws Unreachable for a host that is an address by itself, which is never looked up. */
export function requireReachable(host: string, ownNetwork: boolean): void {
  const address = host.replace(/^\[(.*)\]$/u, '$1')
  if (isIP(address) !== 0 && !isReachable(address, ownNetwork)) throw refuse()
}

/**
 * Looks a name up for the connection that is made at once with what it answers: a name that leads elsewhere a moment later leads
 * nowhere. One address of several that may not be reached spoils them all.
 */
export function lookupWithin(
  ownNetwork: boolean,
  lookup: typeof resolve = resolve,
): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, all) => {
      if (error) return done(error, '', 0)
      const [first] = all
      if (first === undefined || !all.every(({ address }) => isReachable(address, ownNetwork))) {
        return done(refuse(), '', 0)
      }
      if (options.all === true) return done(null, all)
      done(null, first.address, first.family)
    })
  }
}
