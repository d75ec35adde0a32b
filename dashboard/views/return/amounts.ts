import { brief, full } from '../../format.ts'
import { locale } from '../../models/view.ts'

/** Money in a currency of its own; the site's where none is named. */
export function money(amount: number, currency = locale.value.currency): string {
  return full('money', amount, { language: locale.value.language, currency })
}

/** Money in several currencies, which are never summed. */
export function sums(totals: readonly { currency: string; cost: number }[]): string {
  return totals.map(({ currency, cost }) => money(cost, currency)).join(' + ')
}

/** A part of a whole in percent. */
export function shareOf(part: number, whole: number): string {
  return brief('rate', whole === 0 ? null : part / whole, locale.value)
}
