import type { AddressInfo } from 'node:net'
import type { ServerType } from '@hono/node-server'
import type { Config } from './config.ts'
import { StartError } from './storage-trouble.ts'

/** Requests under way get so long to end before their connections are cut. */
const DRAIN_MS = 3_000
function whyNotListening(error: unknown, { port, host }: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} on ${host} is taken. Stop what uses it, or choose another with --port (0 picks a free one).`,
    )
  }
  if (code === 'EACCES') {
    return new StartError(
      `Port ${port} needs more rights than this user has. Choose one above 1023.`,
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartError(`${host} is no address of this machine. Choose another with --host.`)
  }
  return error
}

/** Answers where the server can be reached. Throws a StartError. */
export function listen(server: ServerType, config: Config): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(whyNotListening(error, config)))
    server.listen(config.port, config.host, () => resolve(server.address() as AddressInfo))
  })
}

/** Ends what is idle; the others get a while. */
export function drain(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(
      () => 'closeAllConnections' in server && server.closeAllConnections(),
      DRAIN_MS,
    )
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}
