import ipaddr from 'ipaddr.js'
import { BoundedMap } from '../bounded-map.ts'

/** A header longer than this is no honest proxy's. */
const MEMORABLE = 200

/** Ranges in which a proxy may stand, and no visitor of the internet. */
const LOCAL = new Set<string>([
  'private',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'carrierGradeNat',
])

type Address = ipaddr.IPv4 | ipaddr.IPv6

function parsed(text: string): Address | undefined {
  return ipaddr.isValid(text) ? ipaddr.process(text) : undefined
}

/** Whether an address lies in one of the ranges; a bare address is a range of itself. */
function inside(ranges: readonly string[]): (address: Address) => boolean {
  const parsedRanges = ranges.map((range) => {
    const [base, bits] = range.includes('/')
      ? ipaddr.parseCIDR(range)
      : [ipaddr.process(range), undefined]
    return [base, bits ?? (base.kind() === 'ipv4' ? 32 : 128)] as const
  })
  return (address) =>
    parsedRanges.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits))
}

/** A forwarded element may carry a port: `203.0.113.9:4711`, `[2001:db8::1]:4711`. */
function withoutPort(element: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/u.exec(element)
  if (bracketed?.[1] !== undefined) return bracketed[1]
  return /^[\d.]+:\d+$/u.test(element) ? element.slice(0, element.indexOf(':')) : element
}

/** The client that a chain begins with, where whoever wrote it is believed; empty where that is no address. */
export function firstForwarded(chain: string): string {
  const first = parsed(withoutPort(chain.split(',', 1)[0]?.trim() ?? ''))
  return first?.toString() ?? ''
}

/** From the right; an element that is no address ends what can be believed. */
function lastUntrusted(
  chain: readonly string[],
  trusts: (address: Address) => boolean,
): string | undefined {
  let nearest: string | undefined
  for (const element of chain.toReversed()) {
    const address = parsed(withoutPort(element.trim()))
    if (address === undefined) return nearest
    nearest = address.toString()
    if (!trusts(address)) return nearest
  }
  return nearest
}

/** A visitor's requests come from one address through one proxy; reading both anew each time is a tenth of intake. */
function remembered<T extends string | boolean>(read: (text: string) => T): (text: string) => T {
  const known = new BoundedMap<string, T>(20_000)
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = read(text)
    if (text.length < MEMORABLE) known.set(text, value)
    return value
  }
}

export interface ClientAddresses {
  /** The client of a connection from `peer` with that X-Forwarded-For. */
  client(peer: string, forwardedFor: string | undefined): string
  isTrusted(peer: string): boolean
  /**
   * What is told of a peer that names a client and is not believed: its address where that is nobody's on the internet
   * (`172.17.0.1`), else empty, because it may be a visitor's. Undefined when nothing is wrong.
   */
  untrusted(peer: string, forwardedFor: string | undefined): string | undefined
}

/**
 * The client's address: the socket's, or, if that is a trusted proxy, the right-most untrusted address of
 * X-Forwarded-For. What lies left of it was written by the client and is not believed.
 */
export function clientAddresses(trustProxy: readonly string[]): ClientAddresses {
  const trusts = inside(trustProxy)
  const plain = (text: string) => (text.startsWith('::ffff:') ? text.slice(7) : text)

  const isTrusted = remembered((peer: string): boolean => {
    const address = trustProxy.length === 0 ? undefined : parsed(peer)
    return address !== undefined && trusts(address)
  })
  const forwarded = remembered((chain: string) => lastUntrusted(chain.split(','), trusts) ?? '')

  const client = (peer: string, forwardedFor: string | undefined): string => {
    if (forwardedFor === undefined || !isTrusted(peer)) return plain(peer)
    return forwarded(forwardedFor) || plain(peer)
  }

  const local = remembered((peer: string) => {
    const address = parsed(peer)
    return address !== undefined && LOCAL.has(address.range()) ? address.toString() : ''
  })
  const untrusted = (peer: string, forwardedFor: string | undefined): string | undefined =>
    forwardedFor === undefined || isTrusted(peer) ? undefined : local(peer)

  return { client, isTrusted, untrusted }
}
