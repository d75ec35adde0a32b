import { stepsOf } from './course.ts'
import type { Terms } from './line.ts'
import type { InvoiceFile, SubscriptionFile } from './read-file.ts'
import { endOf, type KnownLine, type Told, toldBy } from './told.ts'
import { toldByInvoices } from './told-by-invoices.ts'
import { bySubscription, type KnownOf, whichOf } from './which.ts'
import type { Standing } from './words.ts'

/** A subscription of a file, as it stands by it, with what is new of it. All times are epoch ms. */
export interface News {
  customer: string
  terms: Terms
  standing: Standing
  started: number
  ended: number | null
  /** Null in a file of subscriptions. */
  invoices: number | null
  /** Whether anything was heard of it before. */
  isKnown: boolean
  told: Told[]
  /** It ends because no invoice follows its last. */
  isUnbilled: boolean
}

/** What a file of subscriptions tells that is not known yet. */
export function newsOfSubscriptions(
  { lines }: SubscriptionFile,
  knownOf: KnownOf,
  now: number,
): News[] {
  const which = whichOf(lines, knownOf)
  return [
    ...which.lines.map((one) => newsOfLine(one, toldBy(one, now))),
    ...which.gone.map((one) => newsOfLine(one, endOf(one, now))),
  ]
}

function newsOfLine({ line, known }: KnownLine, told: Told[]): News {
  const { customer, terms, standing, started, ended } = line
  const isKnown = known.length > 0
  return {
    ...{ customer, terms, standing, started, ended },
    ...{ invoices: null, isKnown, told, isUnbilled: false },
  }
}

/** What a file of invoices tells that is not known yet. */
export function newsOfInvoices({ billed }: InvoiceFile, knownOf: KnownOf, now: number): News[] {
  const ownOf = bySubscription(knownOf)
  return billed.flatMap((one) => {
    const { customer, id, invoices } = one
    const known = [...ownOf(customer, id).values()].flat().toSorted((a, b) => a.at - b.at)
    const steps = stepsOf(one, now)
    const [first, last] = [invoices[0], steps.at(-1)]
    if (first === undefined || last === undefined) return []
    const { status, renews_at: _, ...terms } = last.subscription
    const told = toldByInvoices(steps, known)
    const hasEnded = told.at(-1)?.subscription.status === 'ended'
    return [
      {
        ...{ customer, terms, standing: status, started: first.start },
        ended: status === 'ended' ? last.at : null,
        ...{ invoices: invoices.length, isKnown: known.length > 0, told },
        isUnbilled: last.because === 'unbilled' && hasEnded,
      },
    ]
  })
}
