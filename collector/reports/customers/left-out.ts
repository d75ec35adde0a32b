import { minorDigits } from '../../money.ts'
import type { Course } from './ends.ts'
import type { Factors } from './factors.ts'

interface LeftOut {
  currency: string
  /** A month, in units of the currency. */
  amount: number
  /** Subscriptions. */
  events: number
}

/**
 * What has no rate, by currency: what it brought at the last of the ends from `first` on at which it had none. 3 customers
 * at 100.00 SEK in March and 2 in April, no rate before May: 200.00 SEK.
 */
export function leftOut(
  courses: readonly Course[],
  factors: readonly Factors[],
  first: number,
): LeftOut[] {
  const currencies = currenciesOf(courses)
  const sums = new Map<string, LeftOut>()
  // Backwards: the last end of a currency's without a rate is the one that is met first.
  for (let end = factors.length - 1; end >= first; end--) {
    if (currencies.every((currency) => factors[end]?.has(currency))) continue
    for (const sum of unratedAt(courses, factors, end)) {
      if (!sums.has(sum.currency)) sums.set(sum.currency, sum)
    }
  }
  return [...sums.values()]
    .map((sum) => ({ ...sum, amount: inUnits(sum) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

/** Of most sites one, which has a rate at every end. */
function currenciesOf(courses: readonly Course[]): string[] {
  const currencies = new Set<string>()
  for (const { ends } of courses) {
    let before: Course['ends'][number] | undefined
    for (const standing of ends) {
      if (standing === before) continue
      for (const { currency } of standing) currencies.add(currency)
      before = standing
    }
  }
  return [...currencies]
}

function unratedAt(
  courses: readonly Course[],
  factors: readonly Factors[],
  end: number,
): Iterable<LeftOut> {
  const sums = new Map<string, LeftOut>()
  for (const { ends } of courses) {
    for (const { currency, amount } of ends[end] ?? []) {
      if (factors[end]?.has(currency)) continue
      const sum = sums.get(currency) ?? { currency, amount: 0, events: 0 }
      sums.set(currency, sum)
      sum.amount += amount
      sum.events += 1
    }
  }
  return sums.values()
}

function inUnits({ amount, currency }: LeftOut): number {
  return Math.round(amount) / 10 ** minorDigits(currency)
}
