import ipaddr from 'ipaddr.js'
import type { Log } from '../log.ts'

/** Ranges in which a proxy of one's own lies, and no visitor from the internet. */
const NEAR: ReadonlySet<string> = new Set([
  ...['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'],
])

/** The address, if it may stand in a log: a visitor can send the header, too. */
function nameable(peer: string): string | undefined {
  const address = ipaddr.isValid(peer) ? ipaddr.process(peer) : undefined
  return address && NEAR.has(address.range()) ? address.toString() : undefined
}

/**
 * Answers what is told of an address whose X-Forwarded-For is not believed. It warns once, and once more when the first
 * was none of a proxy: with the setting forgotten everybody seems to be one visitor.
 */
export function warnOfProxy(log: Log): (peer: string) => void {
  const said = new Set<boolean>()
  return (peer) => {
    // The common case, on the hot path.
    if (said.has(true)) return
    const proxy = nameable(peer)
    if (said.has(proxy !== undefined)) return
    said.add(proxy !== undefined)
    log.warn(
      { proxy },
      'X-Forwarded-For came from an address that TRIBUTARY_TRUST_PROXY does not name, and was not believed; if that is your proxy, all its visitors seem to be one',
    )
  }
}
