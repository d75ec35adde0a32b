import type { IncomingMessage, Server, ServerOptions } from 'node:http'
import { MINUTE, SECOND } from './durations.ts'

/**
 * How long a client may hold a socket. A header has its 15 seconds; Node's own bounds are 60 s, looked at every 30 s. A body has five
 * minutes, of which Node knows one number for all requests, so they are counted here.
 */
const BODY_MS = 5 * MINUTE

/** Of a file of history, which may take hours, so long nothing may come. */
const SILENT_MS = MINUTE

/** Of clients that come by themselves: browsers find their connections closed, and open others. */
const IDLE_MS = 5 * SECOND

/**
 * A proxy keeps connections and sends what must not be sent twice by them: where we close one just then, it answers 502. So it is
 * the proxy that closes: nginx and AWS do after 60 s, Caddy after 120, Google after 600.
 */
const IDLE_OF_PROXIES_MS = 620 * SECOND

/** What Node's server is to be made with. */
export function patience({ trustProxy }: { trustProxy: readonly string[] }): ServerOptions {
  return {
    headersTimeout: 15 * SECOND,
    connectionsCheckingInterval: 5 * SECOND,
    requestTimeout: 0,
    keepAliveTimeout: trustProxy.length === 0 ? IDLE_MS : IDLE_OF_PROXIES_MS,
  }
}

/** Cuts off who has not sent a body within `most_ms`, where `letTakeLong` does not say otherwise. */
export function boundBodies(server: Pick<Server, 'prependListener'>, most_ms = BODY_MS): void {
  server.prependListener('request', (incoming: IncomingMessage) => {
    const { headers } = incoming
    if (headers['content-length'] ?? headers['transfer-encoding']) bound(incoming, most_ms)
  })
}

/** What ends a request whose body has not come. */
const bounds = new WeakMap<IncomingMessage, NodeJS.Timeout>()

function bound(incoming: IncomingMessage, most_ms: number): void {
  rebound(
    incoming,
    setTimeout(() => incoming.complete || incoming.socket.destroy(), most_ms),
  )
}

function rebound(incoming: IncomingMessage, timer: NodeJS.Timeout): void {
  const isFirst = !bounds.has(incoming)
  clearTimeout(bounds.get(incoming))
  bounds.set(incoming, timer)
  if (isFirst) incoming.once('close', () => clearTimeout(bounds.get(incoming)))
}

/**
 * Lets a body come for as long as it does come: nothing for `silent_ms` ends it. Answers how to say that it is not
 * waited for any more.
 */
export function letTakeLong(
  incoming: IncomingMessage | undefined,
  silent_ms = SILENT_MS,
): (most_ms?: number) => void {
  if (!incoming || incoming.complete) return () => {}
  const { socket } = incoming
  let read = socket.bytesRead
  const looks = setInterval(() => {
    if (socket.bytesRead === read) socket.destroy()
    read = socket.bytesRead
  }, silent_ms)
  rebound(incoming, looks)
  return (most_ms = BODY_MS) => {
    if (!incoming.complete && !incoming.destroyed) bound(incoming, most_ms)
  }
}
