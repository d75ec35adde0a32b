import { bucketTitle } from '../../dates.ts'
import { brief, full } from '../../format.ts'
import { locale } from '../../models/view.ts'

/** To the cent, for tables and titles. */
export function money(amount: number | null): string {
  return full('money', amount, locale.value)
}

/** For headlines and drawings. */
export function briefMoney(amount: number | null): string {
  return brief('money', amount, locale.value)
}

/** `+€200.00`, `−€50.00`; nothing gained is `€0.00`. */
export function signedMoney(amount: number): string {
  if (amount === 0) return money(0)
  return `${amount < 0 ? '−' : '+'}${money(Math.abs(amount))}`
}

export function rate(value: number | null): string {
  return full('rate', value, locale.value)
}

/** `March 2026`. */
export function monthName(month: string): string {
  return bucketTitle(month, 'month', locale.value.language)
}
