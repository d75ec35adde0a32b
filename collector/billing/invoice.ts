import { DAY, MINUTE } from '../durations.ts'
import type { Money } from '../money.ts'
import { SUBSCRIPTION_BOUNDS as MOST } from '../subscription.ts'
import {
  type Cell,
  cellsOf,
  instantIn,
  isUtc,
  type Manner,
  orWhy,
  planIn,
  Unread,
  whoIn,
} from './cells.ts'
import { netOf, type Reading } from './invoice-price.ts'
import { type InvoiceStanding, invoiceStandingOf } from './invoice-words.ts'
import type { Terms } from './line.ts'
import { type Term, termOf } from './term.ts'

/** A period [start, end) that a subscription was billed for, at a price before tax. All times are epoch ms. */
export interface Invoice {
  customer: string
  /** As the billing system calls it; empty where the file does not tell. */
  name: string
  terms: Terms
  start: number
  end: number
  /** Since when its payment is late; null where it is not. */
  late: number | null
}

/** Why an invoice tells nothing of a subscription, and is no mistake. */
export const LEFT_OUT = ['draft', 'void', 'no_subscription', 'not_begun'] as const
export type LeftOut = (typeof LEFT_OUT)[number]

/** A period that was billed at a price which is not known. */
export interface Unpriced {
  customer: string
  id: string
  start: number
  end: number
}

/** What a line of a file of invoices is. */
export type InvoiceLine =
  | { invoice: Invoice }
  | { left: LeftOut }
  | { refused: string; unpriced?: Unpriced }

/** How a file of invoices writes what it says. */
export interface InvoiceManner extends Manner {
  reading: Reading
  toLocal: (at: number) => number
}

export function readInvoice(cells: readonly string[], manner: InvoiceManner): InvoiceLine {
  const cell = cellsOf(cells, manner)
  const standing = invoiceStandingOf(cell('status'))
  if (standing === undefined) return { refused: `the status "${cell('status')}" is unknown` }
  if (standing === 'draft' || standing === 'void') return { left: standing }
  if (cell('subscription') === '') return { left: 'no_subscription' }
  const span = orWhy(() => spanIn(cell, manner))
  if (typeof span === 'string') return { refused: span }
  if (span.start > manner.now) return { left: 'not_begun' }
  const price = orWhy(() => priceIn(cell, manner))
  // Nor does it bill the period that it is for.
  if (typeof price !== 'string' && price.amount < 0)
    return { refused: 'it comes to less than nothing (a credit)' }
  const priced = { ...manner, standing, span }
  const invoice = typeof price === 'string' ? price : orWhy(() => invoiceOf(cell, price, priced))
  if (typeof invoice !== 'string') return { invoice }
  const { ends, ...rest } = span
  return { refused: invoice, unpriced: { ...rest, end: Math.max(...ends) } }
}

interface Span {
  id: string
  customer: string
  start: number
  /** As it is written, and as what it may mean besides. */
  ends: readonly number[]
}

function spanIn(cell: Cell, manner: InvoiceManner): Span {
  const who = whoIn(cell)
  const start = instantIn('period_start', cell, manner)
  const end = instantIn('period_end', cell, manner)
  if (start === null || end === null) throw new Unread('it does not say what period it is for')
  if (end < start)
    throw new Unread(`its period ends at ${iso(end)}, before it begins at ${iso(start)}`)
  return { ...who, start, ends: endsOf(end, cell('period_end'), manner) }
}

const LAST_MINUTE = /\b23:59|\b11:59(?::\d\d)?\s*p/iu
const HAS_CLOCK = /\d:\d\d|^\d{10}(?:\d{3})?$/u

/** `2026-01-31` may be the last day of a period or the first after it, `2026-01-31 23:59` is its last minute. */
function endsOf(end: number, text: string, manner: InvoiceManner): readonly number[] {
  if (HAS_CLOCK.test(text)) {
    const next = (Math.floor(end / MINUTE) + 1) * MINUTE
    return LAST_MINUTE.test(text) ? [next] : [end]
  }
  const { toLocal, fromLocal } = manner
  const dayAfter = isUtc('period_end', manner) ? end + DAY : fromLocal(toLocal(end) + DAY)
  return [end, dayAfter]
}

interface Priced extends InvoiceManner {
  standing: InvoiceStanding
  span: Span
}

function invoiceOf(cell: Cell, price: Money, manner: Priced): Invoice {
  const { id, customer, start, ends } = manner.span
  const [end = start] = ends
  // A trial is as long as it may be: it brings nothing.
  const found =
    termOf(start, ends, manner.toLocal) ?? (price.amount === 0 && { end, term: A_MONTH })
  if (!found) {
    const days = Math.round((end - start) / DAY)
    throw new Unread(`a period of ${days} days is no interval (a proration)`)
  }
  const terms = { id, plan: planIn(cell), ...price, ...found.term, quantity: 1 }
  return {
    ...{ customer, name: cell('invoice'), terms },
    ...{ start, end: found.end, late: lateIn(cell, manner) },
  }
}

const A_MONTH: Term = { interval: 'month', count: 1 }

function priceIn(cell: Cell, { reading, mark }: InvoiceManner): Money {
  const price = netOf(reading, cell, mark)
  if (price === undefined) throw new Unread(`"${cell(reading.of)} ${cell('currency')}" is no price`)
  if (price.amount > MOST.price) throw new Unread(`${cell(reading.of)} is more than anybody pays`)
  return price
}

/** Since it was due; of what is late and was not due at a day since it was given up, else from its beginning. */
function lateIn(cell: Cell, manner: Priced): number | null {
  const { standing, span, now } = manner
  if (standing === 'paid') return null
  const due = instantIn('due', cell, manner)
  const since =
    standing === 'open' ? due : (due ?? instantIn('uncollectible', cell, manner) ?? span.start)
  return since === null || since > now ? null : Math.max(since, span.start)
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
