import { z } from 'zod'
import { Refusal } from '../refusal.ts'

/** When a token or a shared link ends; null: never. */
export const End = z.iso.datetime({ offset: true }).nullable()

export interface Ending {
  expires_at?: z.infer<typeof End> | undefined
}

const OVER = 'lies in the past'

function instantOf({ expires_at }: Ending): number {
  return expires_at == null ? Number.POSITIVE_INFINITY : Date.parse(expires_at)
}

/**
 * Throws a 422 for an end that is over: whoever sets it wants something that works. What is over already may be
 * changed otherwise, and named again with the end that it has.
 */
export function refuseOver(given: Ending, now: number, before: Ending = {}): void {
  const end = instantOf(given)
  if (end > now || end === instantOf(before)) return
  throw new Refusal(422, `expires_at: ${OVER}`, [{ path: 'expires_at', message: OVER }])
}
