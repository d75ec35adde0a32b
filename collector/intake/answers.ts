import type { Receipt } from '../../tracker/protocol.ts'
import type { Fates } from './intake.ts'
import type { IntakeAnswer } from './port.ts'
import { type Share, untilTomorrow } from './traffic.ts'

/** What a sender is told (spec: protocol.md, the answers of `POST /t/<site>`). */

/** Where an event stood, and the host it was refused for. */
export interface Whereabouts {
  /** Indexes in what the sender wrote, where that is not one after the other: an import may have blank lines between. */
  places?: readonly number[]
  host?: (index: number) => string | undefined
}

/** 202 with counts; 400 when not one of the events was well-formed. */
export function receiptAnswer(fates: Fates, where: Whereabouts = {}): IntakeAnswer {
  const receipt = receiptOf(fates, where)
  const wellFormed = fates.some((fate) => !fate.startsWith('invalid_'))
  if (wellFormed) return { status: 202, body: JSON.stringify(receipt) }
  const errors = receipt.rejected.map(({ index, reason }) => ({
    path: `events.${index}`,
    message: reason,
  }))
  return problemAnswer(400, 'no event is valid', { errors })
}

export function receiptOf(fates: Fates, { places, host }: Whereabouts = {}): Receipt {
  const receipt: Receipt = { accepted: 0, duplicate: 0, rejected: [] }
  const at = (index: number) => places?.[index] ?? index
  fates.forEach((fate, index) => {
    if (fate === 'accepted' || fate === 'duplicate') receipt[fate] += 1
    // JSON leaves out a host that is undefined.
    else receipt.rejected.push({ index: at(index), reason: fate, host: host?.(index) })
  })
  return receipt
}

/** How much of a request that failed is stored. */
export const NOTHING = 'nothing of this was stored'
export const IN_PART = 'a part of it is stored; sent again, that part counts as duplicate'

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** 429 until the next UTC day. */
export function overAnswer(share: Share, now: number): IntakeAnswer {
  const whose = share === 'address' ? 'this address' : 'all senders of this site together'
  const answer = problemAnswer(429, `${whose} sent more than may be taken on one day (UTC)`)
  return { ...answer, headers: { ...answer.headers, 'Retry-After': String(untilTomorrow(now)) } }
}

/** RFC 9457 problem details, as text. */
export function problemAnswer(status: number, detail: string, more: object = {}): IntakeAnswer {
  const body = JSON.stringify({ status, title: TITLES[status] ?? 'Error', detail, ...more })
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json' }
  if (status === 503) headers['Retry-After'] = '5'
  return { status, body, headers }
}
