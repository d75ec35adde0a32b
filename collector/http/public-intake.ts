import type { Hono } from 'hono'
import { clientAddresses, subscriber } from './client-address.ts'
import type { AppContext, AppEnv, Dependencies } from './environment.ts'
import { header, peerAddress } from './peer.ts'
import { problem, problemResponse } from './problem.ts'
import { RateLimit } from './rate-limit.ts'
import { readBody } from './read-body.ts'

/** Whole body of one request (spec: protocol.md). */
const MOST_BYTES = 65_536

/** Any page may send and read the status; cookies never come along. */
export const ANY_ORIGIN = { 'access-control-allow-origin': '*' } as const

const JSON_HEADERS = { ...ANY_ORIGIN, 'content-type': 'application/json' } as const
const PROBLEM_HEADERS = { ...ANY_ORIGIN, 'content-type': 'application/problem+json' } as const

const PREFLIGHT = {
  ...ANY_ORIGIN,
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
} as const

function headersFor(status: number, more: Record<string, string> | undefined) {
  const headers = status < 400 ? JSON_HEADERS : PROBLEM_HEADERS
  return more === undefined ? headers : { ...headers, ...more }
}

/**
 * `POST /t/:site`, the hot path: no middleware runs before it, and nothing is parsed here.
 * The intake thread answers after its commit.
 */
export function mountPublicIntake(root: Hono<AppEnv>, dependencies: Dependencies): void {
  const { config, intake, log, now } = dependencies
  const addresses = clientAddresses(config.trustProxy)
  const limit = new RateLimit({ perSecond: config.rateLimit, burst: 4 * config.rateLimit })
  const path = `${config.trackerPath}/:site` as const

  async function take(c: AppContext, ip: string): Promise<Response> {
    const body = await readBody(c, MOST_BYTES)
    if (body === undefined) {
      return problemResponse(problem(413, `a body has at most ${MOST_BYTES} bytes`), ANY_ORIGIN)
    }
    const answer = await intake.live({
      site: c.req.param('site') ?? '',
      body,
      ip,
      userAgent: header(c, 'user-agent') ?? '',
      arrival: now(),
    })
    const { status, headers } = answer
    return new Response(answer.body, { status, headers: headersFor(status, headers) })
  }

  root.post(path, async (c) => {
    const ip = addresses.client(peerAddress(c), header(c, 'x-forwarded-for'))
    const wait = limit.take(subscriber(ip), now())
    if (wait > 0) {
      const headers = { ...ANY_ORIGIN, 'retry-after': String(wait) }
      return problemResponse(
        problem(429, `more than ${config.rateLimit} requests a second`),
        headers,
      )
    }
    try {
      return await take(c, ip)
    } catch (error) {
      // The sender's script keeps what was not taken and comes again.
      log.error({ err: error }, 'intake failed')
      const headers = { ...ANY_ORIGIN, 'retry-after': '5' }
      return problemResponse(problem(503, 'the store cannot take this now'), headers)
    }
  })

  root.options(path, () => new Response(null, { status: 204, headers: PREFLIGHT }))
}
