import type { Config } from '../config.ts'
import { Refusal } from '../refusal.ts'
import { clientAddresses } from './client-address.ts'
import type { AppContext } from './environment.ts'
import { header, peerAddress } from './peer.ts'

/** Whether the browser speaks TLS with us, or with a proxy that we trust to say so. */
export function isSecure(
  c: AppContext,
  { publicUrl, trustProxy }: Pick<Config, 'publicUrl' | 'trustProxy'> = c.var.shared.config,
): boolean {
  if (c.var.passed) return c.var.passed.secure
  if (publicUrl !== undefined) return publicUrl.startsWith('https:')
  const proxied = header(c, 'x-forwarded-proto') === 'https'
  return proxied && clientAddresses(trustProxy).isTrusted(peerAddress(c))
}

function isOwn(origin: string, c: AppContext): boolean {
  if (origin === c.var.shared.config.publicUrl) return true
  return URL.canParse(origin) && new URL(origin).host === header(c, 'host')
}

/**
 * Refuses a change that another site's page asks for with the visitor's cookie. Browsers send Origin with
 * every unsafe request; a client without it is no browser and has no cookie it did not mean to send.
 */
export function refuseForeignOrigin(c: AppContext): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return
  const origin = header(c, 'origin')
  const foreign = origin !== undefined && !isOwn(origin, c)
  if (foreign || header(c, 'sec-fetch-site') === 'cross-site') {
    throw new Refusal(403, 'this request came from another origin')
  }
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/iu

/**
 * Refuses what a browser sends from another page; also from one that lets its own name point to this address (DNS rebinding), where
 * it is known which name is ours. A client without an origin is no browser.
 */
export function requireOwnOrigin(c: AppContext): void {
  const origin = header(c, 'origin')
  const { publicUrl } = c.var.shared.config
  const isOther = header(c, 'sec-fetch-site') === 'cross-site'
  if (origin === undefined && !isOther) return
  const isNamed = publicUrl === undefined || origin === publicUrl
  const isLocal = URL.canParse(origin ?? '') && LOOPBACK.test(new URL(origin ?? '').host)
  if (!isOther && isOwn(origin ?? '', c) && (isNamed || isLocal)) return
  throw new Refusal(403, 'this request came from another origin')
}

/** Where browsers reach us, for links that people are given. */
export function publicOrigin(c: AppContext): string {
  const { publicUrl } = c.var.shared.config
  return publicUrl ?? `${isSecure(c) ? 'https' : 'http'}://${header(c, 'host') ?? 'localhost'}`
}
