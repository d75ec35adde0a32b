import type { OpenAPIHono } from '@hono/zod-openapi'
import { createMcpHandler } from '@modelcontextprotocol/server'
import { assistantServer } from '../assistants/server.ts'
import { may } from '../auth/caller.ts'
import { Refusal } from '../refusal.ts'
import { reachOf } from './assistant-reach.ts'
import type { AppContext, AppEnv, Shared } from './environment.ts'
import { signedIn } from './needs.ts'
import { isSecure, requireOwnOrigin } from './origin.ts'
import { addressOf, header } from './peer.ts'

const MOST_BYTES = 1_048_576
/** Streams of news: there are none, and whoever opens one only waits. */
const MOST_STREAMS = 32

/**
 * `/mcp`: reports for assistants, over streamable HTTP. Nothing is remembered between requests, so no session can be taken over
 * or has to be ended, and any collector answers.
 */
export function mountAssistants(root: OpenAPIHono<AppEnv>, shared: Shared): void {
  const { log, ending } = shared
  const handler = createMcpHandler(
    ({ authInfo }) => assistantServer(reachOf(shared, root, authInfo?.extra?.known as Known)),
    {
      maxRequestBodySize: MOST_BYTES,
      maxSubscriptions: MOST_STREAMS,
      onerror: (err) => log.debug({ err }, 'a request of an assistant failed'),
    },
  )
  ending.addEventListener('abort', () => handler.close(), { once: true })

  root.use('/mcp', async (c, next) => {
    c.set('shared', shared)
    await next()
    c.header('cache-control', 'no-store')
    c.header('x-content-type-options', 'nosniff')
    if (c.res.status === 401) c.header('www-authenticate', 'Bearer realm="tributary"')
  })
  root.all('/mcp', signedIn, async (c) => {
    requireOwnOrigin(c)
    const authInfo = { token: '', clientId: clientOf(c), scopes: [], extra: { known: known(c) } }
    return await handler.fetch(c.req.raw, { authInfo })
  })
}

/** What is known of whoever asks, for the requests that answer it. */
export interface Known {
  authorization: string
  /** Of the client. */
  address: string
  secure: boolean
  /** May ask in SQL. */
  sql: boolean
  /** Aborted when the client goes: a request that asks for an end of another one does not find it. */
  left: AbortSignal
}

/** A token alone: what a browser sends by itself, a cookie, opens nothing here. */
function clientOf(c: AppContext): string {
  const { caller } = c.var
  if (caller.kind !== 'token') throw new Refusal(401, 'send "Authorization: Bearer <token>"')
  if (may(caller, 'read', caller.site ?? undefined)) return caller.id
  throw new Refusal(403, 'this needs "read"')
}

function known(c: AppContext): Known {
  const { caller } = c.var
  const site = caller.kind === 'token' ? (caller.site ?? undefined) : undefined
  return {
    authorization: header(c, 'authorization') ?? '',
    address: addressOf(c),
    secure: isSecure(c),
    sql: may(caller, 'admin', site),
    left: c.req.raw.signal,
  }
}
