import { minorDigits } from '../../money.ts'
import type { Ceiling, Planning } from './backwards.ts'

const WHY = {
  unprofitable: 'beyond it the next unit costs more than it brings',
  untried: 'more than twice the present spend has never been tried',
  fruitless: 'nobody came of it in the period',
  locked: 'goes on as it does, as asked',
  unpaid: 'comes without spend, and more of it cannot be bought',
} satisfies Record<Ceiling, string>

export function whyOf(ceiling: Ceiling): string {
  return WHY[ceiling]
}

/** Why a target is out of reach; nothing where it is not. */
export function reasonsOf({ sources }: Planning, missing: number): string[] {
  if (missing <= 1e-9) return []
  const paid = sources.filter(({ ceiling }) => !['unpaid', 'locked'].includes(ceiling.why))
  const out = `${Math.ceil(missing - 1e-9)} are out of reach`
  if (paid.length === 0)
    return [`${out}: nothing that may grow has a cost in the period, so nothing can be bought`]
  const kinds = [...new Set(paid.map(({ ceiling }) => ceiling.why))]
  return [`${out}: all that can be bought is at its ceiling`, ...kinds.map((kind) => WHY[kind])]
}

/** What of the locked rows the money that is asked about cannot pay; nothing where it can. */
export function shortOfLocked(spend: number, cost: number, currency: string): string[] {
  if (spend >= cost * (1 - 1e-9)) return []
  const part = Math.floor((100 * spend) / cost)
  const digits = minorDigits(currency)
  return [
    `what is locked costs ${cost.toFixed(digits)} ${currency} in these days, more than the ${spend.toFixed(digits)} asked about, and is expected to bring what ${part} % of its spend does; plan more, or free some of it`,
  ]
}
