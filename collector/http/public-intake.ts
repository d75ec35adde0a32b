import type { OpenAPIHono } from '@hono/zod-openapi'
import type { IntakeAnswer, LiveRequest } from '../intake/port.ts'
import { subscriber } from '../ip-address.ts'
import { clientAddresses } from './client-address.ts'
import type { AppContext, AppEnv, Shared } from './environment.ts'
import { NotPassed } from './pass-on.ts'
import { header, peerAddress } from './peer.ts'
import { problem, problemResponse } from './problem.ts'
import { warnOfProxy } from './proxy-warning.ts'
import { RateLimit } from './rate-limit.ts'
import { readBody } from './read-body.ts'
import { json, PROBLEMS, SitePath } from './schemas.ts'
import { INTAKE_PATIENCE_MS } from './to-owner.ts'
import { IntakeBody, Receipt } from './wire-schemas.ts'

/** Whole body of one request (spec: protocol.md). */
const MOST_BYTES = 65_536

/** Any page may send and read the status; cookies never come along. */
export const ANY_ORIGIN = { 'access-control-allow-origin': '*' } as const

const JSON_HEADERS = { ...ANY_ORIGIN, 'content-type': 'application/json' } as const
const PROBLEM_HEADERS = { ...ANY_ORIGIN, 'content-type': 'application/problem+json' } as const

const SENT_AS_TEXT = { required: true, content: { 'text/plain': { schema: IntakeBody } } }

const PREFLIGHT = {
  ...ANY_ORIGIN,
  'access-control-allow-methods': 'POST, OPTIONS',
  // Wrappers of fetch add headers of their own (tracing); the wildcard does not stand for this one.
  'access-control-allow-headers': '*, authorization',
  'access-control-max-age': '86400',
} as const

/** By it a proxy learns who has a site. */
const COLLECTOR = 'tributary-collector'

/** The common answer has no headers of its own; names of the others are of any case. */
function answered({ status, body, headers }: IntakeAnswer, from: Record<string, string>): Response {
  if (status === 202) return new Response(body, { status, headers: { ...JSON_HEADERS, ...from } })
  const all = new Headers({ ...PROBLEM_HEADERS, ...from })
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value)
  return new Response(body, { status, headers: all })
}

function refused(status: number, detail: string, retryAfter?: number): Response {
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return problemResponse(problem(status, detail), { ...ANY_ORIGIN, ...wait })
}

type Body = LiveRequest & { body: Uint8Array }

/** Whose a request is, as far as those before us are believed. */
function senders({ config, owner, log }: Shared) {
  const addresses = clientAddresses(config.trustProxy)
  const unbelieved = warnOfProxy(log)
  return (c: AppContext): Pick<LiveRequest, 'ip' | 'untrustedProxy'> => {
    const passed = owner.passed(c)
    if (passed) return { ip: passed.client, untrustedProxy: passed.untrustedProxy ?? undefined }
    const peer = peerAddress(c)
    const forwardedFor = header(c, 'x-forwarded-for')
    if (forwardedFor !== undefined && !addresses.isTrusted(peer)) unbelieved(peer)
    return {
      ip: addresses.client(peer, forwardedFor),
      untrustedProxy: addresses.untrusted(peer, forwardedFor),
    }
  }
}

/**
 * `POST /t/:site`, the hot path: no middleware runs before it, and nothing is parsed here.
 * The intake thread answers after its commit.
 */
export function mountPublicIntake(root: OpenAPIHono<AppEnv>, shared: Shared): void {
  const { config, intake, owners, owner, gate, log, now } = shared
  const senderOf = senders(shared)
  const limit = new RateLimit({ perSecond: config.rateLimit, burst: 4 * config.rateLimit })
  const path = `${config.trackerPath}/:site` as const

  /** By the site's owner, where there are several; while the site goes from one to another, its requests wait. */
  async function byOwner(c: AppContext, request: Body): Promise<Response> {
    const { site, body } = request
    try {
      const leave = await gate.enter(site)
      const elsewhere = () => owner.answer(c, site, { body, idle_ms: INTAKE_PATIENCE_MS })
      const answer = async () => (await elsewhere()) ?? (await take(request))
      return await answer().finally(leave)
    } catch (error) {
      if (error instanceof NotPassed) return refused(503, error.message, error.retryAfter)
      throw error
    }
  }

  async function take(request: Body): Promise<Response> {
    try {
      const from = owners.areSeveral() ? { [COLLECTOR]: `${owners.number}` } : {}
      return answered(await intake.live(request), from)
    } catch (error) {
      // The sender's script keeps what was not taken and comes again.
      log.error({ err: error }, 'intake failed')
      return refused(503, 'the store cannot take this now', 5)
    }
  }

  root.post(path, async (c) => {
    const sender = senderOf(c)
    const wait = limit.take(subscriber(sender.ip), now())
    if (wait > 0) return refused(429, `more than ${config.rateLimit} requests a second`, wait)
    const body = await readBody(c, MOST_BYTES)
    if (body === undefined) return refused(413, `a body has at most ${MOST_BYTES} bytes`)
    const site = c.req.param('site')?.toLowerCase() ?? ''
    const userAgent = header(c, 'user-agent') ?? ''
    const request = { site, body, ...sender, userAgent, arrival: now() }
    return owners.areSeveral() ? await byOwner(c, request) : await take(request)
  })

  root.openAPIRegistry.registerPath({
    method: 'post',
    path: `${config.trackerPath}/{site}`,
    tags: ['Events'],
    summary: 'The script’s own door, from any origin',
    description:
      'Sent as text/plain, so that browsers need no preflight. The answer comes after the durable commit.',
    security: [],
    request: { params: SitePath, body: SENT_AS_TEXT },
    responses: { 202: json(Receipt, 'Stored durably'), ...PROBLEMS },
  })

  root.options(path, () => new Response(null, { status: 204, headers: PREFLIGHT }))
}
