import type { Change } from '../../../collector/reports/customers/changes.ts'
import type { StoredSubscription } from '../../../collector/subscription.ts'

/** Unit economics once more, slowly and by the words of the spec: each question goes through all changes again. */

const PER_YEAR = { day: 365, week: 52, month: 12, quarter: 4, year: 1 }

function bringsAMonth({ amount, quantity, count, interval, status }: StoredSubscription): number {
  const pays = status === 'active' || status === 'past_due'
  return pays ? (amount * quantity * PER_YEAR[interval]) / (12 * count) : 0
}

/** Days of a rate, and what a minor unit is worth from then on. */
export type PlainRates = Record<string, readonly (readonly [day: string, factor: number])[]>

export interface Asked {
  changes: readonly Change[]
  /** `2026-01-01`, and the instant at which it begins. */
  days: readonly (readonly [day: string, at: number])[]
  rates: PlainRates
}

function latest(changes: readonly Change[], at: number): Change[] {
  const before = changes.filter((change) => change.at < at)
  const keys = new Set(before.map(({ customer, subscription }) => `${customer}|${subscription.id}`))
  return [...keys].flatMap(
    (key) =>
      before.findLast(({ customer, subscription }) => `${customer}|${subscription.id}` === key) ??
      [],
  )
}

function factorOn(rates: PlainRates, currency: string, day: string): number {
  if (currency === 'EUR') return 1
  return rates[currency]?.findLast(([since]) => since <= day)?.[1] ?? 0
}

/** What a customer brings at an instant at a day's rates, and whether anything at all. */
function mrrOf({ changes, rates }: Asked, customer: number, at: number, day: string) {
  const own = latest(changes, at).filter((change) => change.customer === customer)
  const paid = own.filter(({ subscription }) => bringsAMonth(subscription) > 0)
  return {
    pays: paid.length > 0,
    money: paid.reduce(
      (sum, { subscription }) =>
        sum + bringsAMonth(subscription) * factorOn(rates, subscription.currency, day),
      0,
    ),
  }
}

type Named = Record<string, number>

/** What one customer adds to a month, by the names of the answer. */
function movesOf(asked: Asked, customer: number, month: number): Named {
  const { days } = asked
  const [[day, start] = ['', 0], [nextDay, end] = ['', 0]] = days.slice(month, month + 2)
  const before = mrrOf(asked, customer, start, day)
  const after = mrrOf(asked, customer, end, day)
  const closing = mrrOf(asked, customer, end, nextDay)
  const earlier = days.slice(0, month).some(([on, at]) => mrrOf(asked, customer, at, on).pays)
  return {
    start_mrr: before.money,
    end_mrr: closing.money,
    fx: closing.money - after.money,
    customers_start: Number(before.pays),
    customers_end: Number(after.pays),
    ...moved(after.money - before.money, before.pays, after.pays, earlier),
  }
}

function moved(change: number, before: boolean, after: boolean, earlier: boolean): Named {
  if (before && after) return change > 0 ? { expansion: change } : { contraction: 0 - change }
  if (before) return { churn: 0 - change, churned_customers: 1 }
  if (!after) return {}
  if (earlier) return { reactivation: change, reactivated_customers: 1 }
  return { new: change, new_customers: 1 }
}

/** Each month's movements in minor units, not rounded; what is 0 is left out. */
export function plainly(asked: Asked): Named[] {
  const customers = [...new Set(asked.changes.map(({ customer }) => customer))]
  return asked.days.slice(0, -1).map((_, month) => {
    const sums: Named = {}
    for (const customer of customers) {
      for (const [name, value] of Object.entries(movesOf(asked, customer, month))) {
        sums[name] = (sums[name] ?? 0) + value
      }
    }
    return sums
  })
}

/** Of a month: customers who pay at its end by the month at whose end they first did, and their money. */
export function plainCohorts(asked: Asked, month: number) {
  const { changes, days } = asked
  const [day, at] = days[month + 1] ?? ['', 0]
  const cohorts = days.slice(1, month + 2).map(() => ({ customers: 0, mrr: 0 }))
  for (const customer of new Set(changes.map((change) => change.customer))) {
    const first = days
      .slice(1)
      .findIndex(([other, instant]) => mrrOf(asked, customer, instant, other).pays)
    const now = mrrOf(asked, customer, at, day)
    const cohort = cohorts[first]
    if (!cohort || !now.pays) continue
    cohort.customers += 1
    cohort.mrr += now.money
  }
  return cohorts
}
