import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE } from '../durations.ts'
import type { Owners } from '../owners.ts'
import { Refusal } from '../refusal.ts'
import type { AppContext } from './environment.ts'
import { header } from './peer.ts'

/** What a collector says of a request that it passes on to another. */
export interface Passed {
  /** Number of the collector that it came to. */
  from: number
  /** Address of whoever sent it. */
  client: string
  /** Of a proxy that is not trusted, as `ClientAddresses.untrusted` says it. */
  untrustedProxy: string | null
  /** Whether it came by TLS. */
  secure: boolean
  /** How often it was passed on. */
  hops: number
  /** Of what collectors ask one another: a digest of the body. */
  body?: string
}

export const PASSED = 'tributary-passed'

/** Clocks of machines may differ by that much; who has read a request on its way may send it again as long. */
const MOST_AGE = 5 * MINUTE

interface Signed extends Passed {
  /** When it was signed, epoch ms by the clock of `from`. */
  at: number
}

function signature(secret: string, request: string, said: string): string {
  return createHmac('sha256', secret).update(`${request}\n${said}`).digest('base64url')
}

/** What is signed of it: `POST /t/example.com`. */
export function requestOf(c: AppContext): string {
  const incoming = c.env?.incoming
  return incoming ? `${incoming.method} ${incoming.url}` : `${c.req.method} ${c.req.url}`
}

/** The header's value, for that request alone; see `requestOf`. */
export function sign(request: string, passed: Passed, secret: string, now: number): string {
  const signed: Signed = { ...passed, at: now }
  const said = Buffer.from(JSON.stringify(signed)).toString('base64url')
  return `${said}.${signature(secret, request, said)}`
}

/**
 * Of a request that another collector has passed on; undefined when nobody says so. Throws a 403 where somebody does who does
 * not know the secret: were it taken for a client's own, two that disagree would pass it to and fro.
 */
export function passedOn(c: AppContext, owners: Owners, now: number): Passed | undefined {
  const value = header(c, PASSED)
  if (value === undefined) return undefined
  const [said = '', signed = ''] = value.split('.')
  if (!isSame(signed, signature(owners.secret(), requestOf(c), said))) {
    throw new Refusal(403, 'this request says that another collector passed it on, and none did')
  }
  const { at, ...passed } = JSON.parse(Buffer.from(said, 'base64url').toString()) as Signed
  if (Math.abs(now - at) <= MOST_AGE) return passed
  const apart = Math.round(Math.abs(now - at) / 1_000)
  throw new Refusal(
    503,
    `the clocks of the collectors ${passed.from} and ${owners.number} are ${apart} s apart`,
  )
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
