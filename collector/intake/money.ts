import type { Money } from './road.ts'

const DECIMAL = /^([+-]?)(\d{1,13})(?:\.(\d{1,12}))?$/
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
const digits = new Map<string, number>()

/** Decimal places of a currency's minor unit by ISO 4217 (EUR 2, JPY 0, KWD 3), as ICU knows them. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const places = format.resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, places)
  return places
}

/**
 * Decimal text or number in major units to integer minor units, rounded half away from zero.
 * Answers undefined for anything that is no amount or no ISO 4217 currency.
 */
export function toMinor(amount: unknown, currency: unknown): Money | undefined {
  if (typeof currency !== 'string' || !CURRENCIES.has(currency.toUpperCase())) return undefined
  const text = typeof amount === 'number' ? plainDecimal(amount) : amount
  const match = typeof text === 'string' ? DECIMAL.exec(text.trim()) : null
  if (!match) return undefined
  const code = currency.toUpperCase()
  const places = minorDigits(code)
  const fraction = (match[3] ?? '').padEnd(places + 1, '0')
  const whole = Number(`${match[2]}${fraction.slice(0, places)}`)
  const minor = whole + (fraction.charCodeAt(places) >= 53 /* '5' */ ? 1 : 0)
  if (!Number.isSafeInteger(minor)) return undefined
  return { amount: match[1] === '-' ? 0 - minor : minor, currency: code }
}

/** 1e-7 and 1e21 print with an exponent; toFixed does not, and 12 places are more than any currency has. */
function plainDecimal(amount: number): string {
  if (!Number.isFinite(amount)) return ''
  const text = String(amount)
  return text.includes('e') ? amount.toFixed(12) : text
}
