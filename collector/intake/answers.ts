import type { Receipt } from '../../tracker/protocol.ts'
import type { IntakeAnswer } from '../http/ports.ts'
import type { Fates } from './intake.ts'

/** What a sender is told (spec: protocol.md, the answers of `POST /t/<site>`). */

/**
 * 202 with counts; 400 when not one of the events was well-formed. `places` are the events' indexes in what the
 * sender wrote, where that is not one after the other: an import may have blank lines between.
 */
export function receiptAnswer(fates: Fates, places?: readonly number[]): IntakeAnswer {
  const receipt = receiptOf(fates, places)
  const wellFormed = fates.some((fate) => !fate.startsWith('invalid_'))
  if (wellFormed) return { status: 202, body: JSON.stringify(receipt) }
  const errors = receipt.rejected.map(({ index, reason }) => ({
    path: `events.${index}`,
    message: reason,
  }))
  return problemAnswer(400, 'no event is valid', { errors })
}

export function receiptOf(fates: Fates, places?: readonly number[]): Receipt {
  const receipt: Receipt = { accepted: 0, duplicate: 0, rejected: [] }
  fates.forEach((fate, index) => {
    if (fate === 'accepted' || fate === 'duplicate') receipt[fate] += 1
    else receipt.rejected.push({ index: places?.[index] ?? index, reason: fate })
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
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** RFC 9457 problem details, as text. */
export function problemAnswer(status: number, detail: string, more: object = {}): IntakeAnswer {
  const body = JSON.stringify({ status, title: TITLES[status] ?? 'Error', detail, ...more })
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json' }
  if (status === 503) headers['Retry-After'] = '5'
  return { status, body, headers }
}
