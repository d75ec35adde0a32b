import { brief, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import type { Count } from '../../texts/count.ts'

/** Money in a currency of its own; the site's where none is named. */
export function money(amount: number | null, currency = locale.value.currency): string {
  return full('money', amount, { language: locale.value.language, currency })
}

/** The same for headlines and drawings. */
export function briefMoney(amount: number | null): string {
  return brief('money', amount, locale.value)
}

/** Money in several currencies, which are never summed. */
export function sums(totals: readonly { currency: string; cost: number }[]): string {
  return totals.map(({ currency, cost }) => money(cost, currency)).join(' + ')
}

/** A part of a whole in percent. */
export function shareOf(part: number, whole: number): string {
  return brief('rate', whole === 0 ? null : part / whole, locale.value)
}

/** How many times its cost something earned. */
export function times(value: number | null): string {
  return full('times', value, locale.value)
}

const WHOLE = 100

/** Credit comes in fractions: `3.33`, and `140` where there is none to be seen. */
export function credit(value: number): string {
  const isWhole = Math.abs(value - Math.round(value)) < 0.005 || Math.abs(value) >= WHOLE
  return full(isWhole ? 'count' : 'ratio', isWhole ? Math.round(value) : value, locale.value)
}

/** The same with its number, for texts that go by it. */
export function toldCredit(value: number): Count {
  const text = credit(value)
  return { value: text === credit(1) ? 1 : value, text }
}
