import { newsOfInvoices, newsOfSubscriptions } from '../../collector/billing/news.ts'
import type { Told } from '../../collector/billing/told.ts'
import { monthly } from '../../collector/mrr.ts'
import type { StoredSubscription } from '../../collector/subscription.ts'
import { invoice, NOW, read, readInvoices, STRIPE_HEAD } from './files.ts'

/** What is known of acme, by id. */
export type Known = ReadonlyMap<string, readonly Told[]>
export const NOTHING: Known = new Map()

export function withTold(known: Known, told: readonly Told[]): Known {
  const whole = new Map(known)
  for (const one of told) {
    const { id } = one.subscription
    whole.set(
      id,
      [...(whole.get(id) ?? []), one].toSorted((a, b) => a.at - b.at),
    )
  }
  return whole
}

export function toldIn(known: Known, text: string, now = NOW): Told[] {
  return newsOfInvoices(readInvoices(text), () => known, now).flatMap(({ told }) => told)
}

export function afterInvoices(known: Known, text: string, now = NOW): Known {
  return withTold(known, toldIn(known, text, now))
}

export function afterSubscriptions(known: Known, ...lines: string[]): Known {
  const file = read([STRIPE_HEAD, ...lines].join('\n'))
  const news = newsOfSubscriptions(file, () => known, NOW)
  return withTold(
    known,
    news.flatMap(({ told }) => told),
  )
}

/** What it brings just before an instant, in minor units. */
function broughtAt(known: Known, at: number): number {
  return [...known.values()]
    .map((told) => told.findLast((one) => one.at < at)?.subscription)
    .reduce((sum, one) => sum + (one ? monthly(one) : 0), 0)
}

/** The ends of January to May, and now: June runs. */
const ENDS = [1, 2, 3, 4, 5].map((month) => Date.UTC(2026, month, 1))
export const months = (known: Known) => [...ENDS, NOW].map((at) => broughtAt(known, at))

const day = (at: number) => new Date(at).toISOString().slice(0, 10)
export const briefly = (told: readonly Told[]) =>
  told.map(({ at, subscription: { status, amount } }) => [day(at), status, amount])

/** Of months of 2026, each with its price; 0 is none. */
export function monthlyInvoices(
  prices: readonly number[],
  cells: Record<string, string> = {},
): string[] {
  const start = (month: number) => new Date(Date.UTC(2026, month, 1)).toISOString().slice(0, 10)
  return prices.flatMap((price, month) =>
    price === 0
      ? []
      : [invoice(start(month), start(month + 1), { Subtotal: String(price), ...cells })],
  )
}

export const TERMS: StoredSubscription = {
  ...{ id: 'sub_1', plan: 'Pro', amount: 4900, currency: 'EUR', interval: 'month' },
  ...{ count: 1, quantity: 1, status: 'active', renews_at: null },
}
