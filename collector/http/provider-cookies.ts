import { z } from 'zod'
import { boxOf } from '../auth/box.ts'
import { ATTEMPT_MS, type Attempt, attemptsIn, sealAttempts } from '../auth/provider/attempts.ts'
import type { Claimed } from '../auth/provider/claimed.ts'
import { Told } from '../auth/provider/failure.ts'
import { SECOND } from '../durations.ts'
import type { AppContext } from './environment.ts'
import { dropSealed, keepSealed, sealedCookie } from './session-cookie.ts'

const ATTEMPTS = 'tributary_attempts'
const TOLD = 'tributary_told'
const JOINING = 'tributary_joining'
const TOLD_SECONDS = 60
const seconds = ATTEMPT_MS / SECOND

function boxHere(c: AppContext) {
  return boxOf(c.var.shared.settings)
}

/** The ways to the provider that were begun in this browser, the latest first. */
export function attemptsHere(c: AppContext): Attempt[] {
  return attemptsIn(boxHere(c), sealedCookie(c, ATTEMPTS), c.var.shared.now())
}

export function keepAttempts(c: AppContext, attempts: readonly Attempt[]): void {
  if (attempts.length === 0) dropSealed(c, ATTEMPTS)
  else keepSealed(c, ATTEMPTS, { sealed: sealAttempts(boxHere(c), attempts), seconds })
}

/** Says it to the next page of this browser: what stood in an address, anybody could make it say. */
export function tell(c: AppContext, told: Told): void {
  const sealed = boxHere(c).seal(JSON.stringify(told), TOLD)
  keepSealed(c, TOLD, { sealed, seconds: TOLD_SECONDS })
}

/** What is to be said, once. */
export function takeTold(c: AppContext): Told | null {
  const text = boxHere(c).open(sealedCookie(c, TOLD) ?? '', TOLD)
  if (text === undefined) return null
  dropSealed(c, TOLD)
  return Told.parse(JSON.parse(text))
}

const Joining = z.object({
  ends: z.number(),
  claimed: z.object({
    issuer: z.string(),
    subject: z.string(),
    email: z.string(),
    checked: z.boolean(),
    groups: z.array(z.string()),
  }),
})

/** Who came from the provider, until the account's password has been shown. */
export function keepJoining(c: AppContext, claimed: Claimed): void {
  const ends = c.var.shared.now() + ATTEMPT_MS
  const sealed = boxHere(c).seal(JSON.stringify({ ends, claimed }), JOINING)
  keepSealed(c, JOINING, { sealed, seconds })
}

export function takeJoining(c: AppContext): Claimed | undefined {
  const text = boxHere(c).open(sealedCookie(c, JOINING) ?? '', JOINING)
  if (text === undefined) return undefined
  dropSealed(c, JOINING)
  const { ends, claimed } = Joining.parse(JSON.parse(text))
  return ends > c.var.shared.now() ? claimed : undefined
}
