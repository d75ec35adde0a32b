import { z } from 'zod'
import { MINUTE } from '../../durations.ts'
import type { Box } from '../box.ts'

/** Long enough to find a phone with a second factor. */
export const ATTEMPT_MS = 10 * MINUTE
/** Tabs in which somebody may begin at once; a cookie has room for little more. */
const MOST = 3
const PLACE = 'sign-in attempts'

/** One way to the provider and back. It lies in the browser, sealed, so that any collector may take who comes back. */
const Attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  /** PKCE’s. */
  verifier: z.string(),
  /** Where to go on afterwards, a path of ours. */
  next: z.string(),
  /** Epoch ms. */
  ends: z.number(),
})
export type Attempt = z.infer<typeof Attempt>

const Attempts = z.array(Attempt)

/** What a browser's cookie holds that is not over; nothing for what is not ours. */
export function attemptsIn(box: Box, cookie: string | undefined, now: number): Attempt[] {
  const text = cookie === undefined ? undefined : box.open(cookie, PLACE)
  if (text === undefined) return []
  return Attempts.parse(JSON.parse(text)).filter(({ ends }) => ends > now)
}

/** The latest first; those before the last few are given up. */
export function sealAttempts(box: Box, attempts: readonly Attempt[]): string {
  return box.seal(JSON.stringify(attempts.slice(0, MOST)), PLACE)
}
