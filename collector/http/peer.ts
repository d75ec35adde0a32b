import { clientAddresses } from './client-address.ts'
import type { AppContext } from './environment.ts'

/** The address at the other end of the socket. Without a socket (the router called directly) this host. */
export function peerAddress(c: AppContext): string {
  return c.env?.incoming?.socket.remoteAddress ?? '127.0.0.1'
}

/**
 * A request header. Node's own parsed object is read where there is one: building the Fetch API's Headers
 * for every intake request costs more than the rest of the route.
 */
export function header(c: AppContext, name: string): string | undefined {
  const incoming = c.env?.incoming
  if (incoming === undefined) return c.req.header(name)
  const value = incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** The client's address, as far as the proxies before us are believed, or as a collector that passed it on says. */
export function addressOf(c: AppContext): string {
  if (c.var.passed) return c.var.passed.client
  const { client } = clientAddresses(c.var.shared.config.trustProxy)
  return client(peerAddress(c), header(c, 'x-forwarded-for'))
}
