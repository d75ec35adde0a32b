import { DAY } from '../durations.ts'
import type { StoredSubscription } from '../subscription.ts'
import type { Invoice } from './invoice.ts'
import { type Billed, billedUntil, GAP, stretchesOf } from './periods.ts'

/** What happens to a subscription by its invoices. `unbilled`: its last period is long over, and none follows. */
export type Because = 'billed' | 'late' | 'gap' | 'unbilled'

export interface Step {
  /** Epoch ms. */
  at: number
  because: Because
  subscription: StoredSubscription
}

/** How long after a period's end its next invoice may come: so long systems try to be paid, and so long people are given to pay. */
export const GRACE = 30 * DAY

/**
 * What a subscription was by its invoices, in order of time: from each period's start on at its price, late where it was not
 * paid in time, and ended at the end of a period that none follows.
 *
 *     invoices   [ 1 Jan  49.00 )[ 1 Feb  99.00 )              [ 1 May  99.00 )          now 20 June
 *     steps      1 Jan 49.00     1 Feb 99.00     1 Mar ended   1 May 99.00     1 June is within its 30 days
 */
export function stepsOf({ invoices, unpriced }: Billed, now: number): Step[] {
  const stretches = stretchesOf(unpriced)
  return invoices.flatMap((invoice, i) => {
    const next = invoices[i + 1]
    const until = billedUntil(invoice.end, stretches)
    const isOver = next ? next.start > until + GAP : now > until + GRACE
    const ended: Step[] = isOver
      ? [{ at: until, because: next ? 'gap' : 'unbilled', subscription: as(invoice, 'ended') }]
      : []
    const before = isOver ? until : (next?.start ?? Number.POSITIVE_INFINITY)
    return [...runningSteps(invoice, before), ...ended]
  })
}

function runningSteps(invoice: Invoice, before: number): Step[] {
  const { start, late, terms } = invoice
  if (terms.amount === 0) return [billed(invoice, 'trialing')]
  if (late === null || late >= before) return [billed(invoice, 'active')]
  if (late <= start) return [billed(invoice, 'past_due')]
  return [
    billed(invoice, 'active'),
    { at: late, because: 'late', subscription: as(invoice, 'past_due') },
  ]
}

function billed(invoice: Invoice, status: StoredSubscription['status']): Step {
  return { at: invoice.start, because: 'billed', subscription: as(invoice, status) }
}

function as({ terms, end }: Invoice, status: StoredSubscription['status']): StoredSubscription {
  return { ...terms, status, renews_at: status === 'ended' ? null : end }
}
