import { createHash } from 'node:crypto'
import { Explained } from '../explained.ts'
import type { OtherCollector, Owners } from '../owners.ts'
import { Refusal } from '../refusal.ts'
import { PASSED, sign } from './passed.ts'

/** A slice is stored in some tens of milliseconds; removing what an earlier attempt left takes longer. */
const MOST_MS = 120_000

/** What was said, so that nobody on the way says something else under the same signature. */
export function digest(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url')
}

/** Another collector does not do what it is asked, or is not there. */
export class Unwilling extends Explained {}

/** How this collector asks another one. */
export type Ask = (to: OtherCollector, path: string, body?: unknown) => Promise<unknown>

/** Throws Unwilling, and a Refusal where the other one refuses. */
export function asking(owners: Pick<Owners, 'number' | 'secret'>, now: () => number): Ask {
  return async (to, path, body = {}) => {
    if (to.address === null) throw new Unwilling(`nobody knows where collector ${to.number} is`)
    const text = JSON.stringify(body)
    const said = {
      ...{ from: owners.number, client: '', untrustedProxy: null, secure: true, hops: 1 },
      body: digest(text),
    }
    const answer = await fetch(to.address + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [PASSED]: sign(`POST ${path}`, said, owners.secret(), now()),
      },
      body: text,
      signal: AbortSignal.timeout(MOST_MS),
    }).catch((error: unknown) => {
      throw new Unwilling(`collector ${to.number} cannot be reached (${reasonOf(error)})`)
    })
    const told = (await answer.json()) as { detail?: string }
    if (answer.ok) return told
    const detail = told.detail ?? `it answers ${answer.status}`
    if (answer.status === 409 || answer.status === 404) throw new Refusal(answer.status, detail)
    throw new Unwilling(`collector ${to.number}: ${detail}`)
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : 'no answer'
}
