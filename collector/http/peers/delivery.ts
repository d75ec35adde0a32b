import { problemAnswer } from '../../intake/answers.ts'
import type { IntakeAnswer } from '../../intake/port.ts'
import type { OtherCollector } from '../../owners.ts'
import type { Told } from '../../peers/told.ts'
import type { Shared } from '../environment.ts'
import type { IntakeDoor, Sender } from '../intake-door.ts'
import { MISDIRECTED, NotPassed } from '../pass-on.ts'
import { PASSED, type Passed, sign } from '../passed.ts'
import { INTAKE_PATIENCE_MS } from '../to-owner.ts'

/** What goes to one site, and whose it is. */
export interface Part extends Sender {
  site: string
  body: string | Uint8Array
  userAgent: string
  /** Of whoever may send events for their visitors; its body says of whom they are. */
  token?: string | undefined
}

/** Brings a part to its site, wherever that is; answers after the commit. */
export type Deliver = (part: Part) => Promise<IntakeAnswer>

export function delivery(shared: Shared, door: IntakeDoor): Deliver {
  const { config, intake, owners, gate, now } = shared

  function here({ site, body, token, ...from }: Part): Promise<IntakeAnswer> {
    const arrival = now()
    if (token === undefined) return door.take({ site, body, ...from, arrival })
    return intake.import({ site, body: body as string, ndjson: false, arrival })
  }

  /** By the same door there that our own script would have come to. */
  async function there(to: OtherCollector, part: Part): Promise<IntakeAnswer> {
    const { site, token } = part
    const path = token ? `/api/sites/${site}/events` : `${config.trackerPath}/${site}`
    const request = {
      method: 'POST',
      headers: {
        ...headersOf(part),
        [PASSED]: sign(`POST ${path}`, told(part), owners.secret(), now()),
      },
      body: part.body as string,
      signal: AbortSignal.timeout(INTAKE_PATIENCE_MS),
    }
    const answer = to.address && (await fetch(to.address + path, request).catch(() => undefined))
    if (!answer || answer.status === MISDIRECTED) return unreached(to)
    const wait = answer.headers.get('retry-after')
    const headers = { ...(wait !== null && { 'retry-after': wait }) }
    return { status: answer.status, body: await answer.text(), headers }
  }

  function told({ ip, untrustedProxy }: Part): Passed {
    const from = { from: owners.number, client: ip, untrustedProxy: untrustedProxy ?? null }
    return { ...from, secure: true, hops: 1 }
  }

  return async (part) => {
    if (!owners.areSeveral()) return await here(part)
    try {
      const leave = await gate.enter(part.site)
      const owner = owners.of(part.site)
      const answer = owner === 'here' ? here(part) : there(owner, part)
      return await answer.finally(leave)
    } catch (error) {
      if (error instanceof NotPassed) return problemAnswer(503, error.message)
      throw error
    }
  }
}

function headersOf({ userAgent, token }: Part): Record<string, string> {
  const headers = { 'user-agent': userAgent }
  if (token === undefined) return { ...headers, 'content-type': 'text/plain' }
  return { ...headers, 'content-type': 'application/json', authorization: `Bearer ${token}` }
}

function unreached({ number }: OtherCollector): IntakeAnswer {
  return problemAnswer(503, `collector ${number}, which has this site, does not answer`)
}

/** A server's body: at its own times, and of whom it says. */
export function serversBody(body: Told['body'], ip: string, userAgent: string): string {
  return JSON.stringify({ ...body, ip, userAgent })
}
