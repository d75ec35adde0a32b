import { problemAnswer } from '../intake/answers.ts'
import type { IntakeAnswer, LiveRequest } from '../intake/port.ts'
import { subscriber } from '../ip-address.ts'
import { type ClientAddresses, clientAddresses } from './client-address.ts'
import type { AppContext, Shared } from './environment.ts'
import { header, peerAddress } from './peer.ts'
import { problem, problemResponse } from './problem.ts'
import { warnOfProxy } from './proxy-warning.ts'
import { RateLimit } from './rate-limit.ts'
import { readBody } from './read-body.ts'

/** Any page may send and read the status; cookies never come along. */
export const ANY_ORIGIN = { 'access-control-allow-origin': '*' } as const

const JSON_HEADERS = { ...ANY_ORIGIN, 'content-type': 'application/json' } as const
const PROBLEM_HEADERS = { ...ANY_ORIGIN, 'content-type': 'application/problem+json' } as const

export const PREFLIGHT = {
  ...ANY_ORIGIN,
  'access-control-allow-methods': 'POST, OPTIONS',
  // Wrappers of fetch add headers of their own (tracing); the wildcard does not stand for this one.
  'access-control-allow-headers': '*, authorization',
  'access-control-max-age': '86400',
} as const

/** The common answer has no headers of its own; names of the others are of any case. */
export function answered(
  { status, body, headers }: IntakeAnswer,
  from: Record<string, string> = {},
): Response {
  if (status === 202) return new Response(body, { status, headers: { ...JSON_HEADERS, ...from } })
  const all = new Headers({ ...PROBLEM_HEADERS, ...from })
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value)
  return new Response(body, { status, headers: all })
}

/** A refusal that any page can read. */
export function refused(status: number, detail: string, retryAfter?: number): Response {
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return problemResponse(problem(status, detail), { ...ANY_ORIGIN, ...wait })
}

export type Sender = Pick<LiveRequest, 'ip' | 'untrustedProxy'>

/** What every public intake of this collector shares: who sends, how often, and how much. */
export interface IntakeDoor extends Pick<ClientAddresses, 'isTrusted' | 'untrusted'> {
  sender(c: AppContext): Sender
  /** The refusal, if that sender has sent too much in the last seconds. */
  tooOften(sender: Sender): Response | undefined
  /** The body, or a refusal where it is longer. */
  read(c: AppContext, mostBytes: number): Promise<Uint8Array | Response>
  /** The road to the disk of this collector. */
  take(request: LiveRequest): Promise<IntakeAnswer>
}

/** One of an app: its rate limit is for all that it lets in. */
export function intakeDoor({ config, owner, intake, log, now }: Shared): IntakeDoor {
  const { client, isTrusted, untrusted } = clientAddresses(config.trustProxy)
  const unbelieved = warnOfProxy(log)
  const limit = new RateLimit({ perSecond: config.rateLimit, burst: 4 * config.rateLimit })
  return {
    isTrusted,
    untrusted,
    sender(c) {
      const passed = owner.passed(c)
      if (passed) return { ip: passed.client, untrustedProxy: passed.untrustedProxy ?? undefined }
      const peer = peerAddress(c)
      const forwardedFor = header(c, 'x-forwarded-for')
      if (forwardedFor !== undefined && !isTrusted(peer)) unbelieved(peer)
      return { ip: client(peer, forwardedFor), untrustedProxy: untrusted(peer, forwardedFor) }
    },
    tooOften({ ip }) {
      const wait = limit.take(subscriber(ip), now())
      if (wait === 0) return undefined
      return refused(429, `more than ${config.rateLimit} requests a second`, wait)
    },
    async read(c, mostBytes) {
      const body = await readBody(c, mostBytes)
      return body ?? refused(413, `a body has at most ${mostBytes} bytes`)
    },
    async take(request) {
      try {
        return await intake.live(request)
      } catch (error) {
        // Who sends keeps what was not taken and comes again.
        log.error({ err: error }, 'intake failed')
        return problemAnswer(503, 'the store cannot take this now')
      }
    },
  }
}
