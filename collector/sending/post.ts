import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { SECOND } from '../durations.ts'
import { retryAfter } from './backoff.ts'
import type { Answer, Request } from './forms/form.ts'
import { lookupWithin, requireReachable } from './reachable.ts'

/** From the lookup to the last byte that is read. */
const DEADLINE = 15 * SECOND
/** More of an answer is not read. */
const MOST_BYTES = 16_384

export interface Posting {
  /** Whether addresses of the own network may be reached. */
  ownNetwork: boolean
  /** Ends what is under way. */
  ending: AbortSignal
  /** Epoch ms, for a Retry-After that is a date. */
  now: number
  /** Milliseconds; 15 seconds where nothing is said. */
  deadline?: number
  lookup?: Parameters<typeof lookupWithin>[1]
}

/** Posts it, following no redirect. Throws what went wrong on the way: Unreachable, or what Node says. */
export async function post(given: Request, posting: Posting): Promise<Answer> {
  const { ownNetwork, ending, now, deadline = DEADLINE, lookup } = posting
  const url = new URL(given.url)
  requireReachable(url.hostname, ownNetwork)
  const signal = AbortSignal.any([ending, AbortSignal.timeout(deadline)])
  const response = await open(url, given, { signal, lookup: lookupWithin(ownNetwork, lookup) })
  const body = await beginningOf(response)
  const after = retryAfter(response.headers['retry-after'], now)
  return { status: response.statusCode ?? 0, body, after }
}

/** A connection of its own: one that is kept could have been looked up for another. */
function open(
  url: URL,
  { headers, body }: Request,
  more: RequestOptions,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  const length = `${Buffer.byteLength(body)}`
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { ...headers, 'user-agent': 'Tributary', 'content-length': length },
        ...more,
      },
      resolve,
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part)
      bytes += part.length
      if (bytes >= MOST_BYTES) break
    }
  } catch {
    // The status is there: whoever trickles the rest, or hangs up, has answered all the same.
  }
  response.destroy()
  return Buffer.concat(parts).subarray(0, MOST_BYTES).toString('utf8')
}

/** What went wrong on the way, for people. */
export function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'gave no answer in time'
  const { errors } = error as AggregateError
  // A host with several addresses fails with one error for each.
  if (Array.isArray(errors) && errors.length > 0) return troubleOf(errors[0])
  return error.message
}
