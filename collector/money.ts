import { scaled } from './scaled.ts'

export interface Money {
  /** Integer minor units, negative for a refund. */
  amount: number
  currency: string
}

/** `49`, `-12.50`, `.5`, `4.9e1`: what a number prints as, and what people write for one. */
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i
/** Longer ones no program prints. */
const MOST_TEXT = 400
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
 * Decimal text or number in major units, of any number of places, to integer minor units, rounded half away from
 * zero: "12.345" EUR are 1,234.5 cents, so 1,235, and "-12.345" are −1,235; "999.5" JPY are 1,000. Answers undefined for
 * anything that is no amount or no ISO 4217 currency.
 */
export function toMinor(amount: unknown, currency: unknown): Money | undefined {
  const code = typeof currency === 'string' ? currency.toUpperCase() : ''
  if (!CURRENCIES.has(code)) return undefined
  const minor = rounded(amount, minorDigits(code))
  return minor === undefined ? undefined : { amount: minor, currency: code }
}

/** A number of major units, whatever its size, in minor ones, rounded as `toMinor` does: 1.005 EUR are 101 cents. */
export function minorOf(value: number, currency: string): number {
  const size = scaled(1, String(Math.abs(value)), minorDigits(currency))
  return value < 0 ? 0 - size : size
}

/** In major units, with all places of the currency: −1,250 EUR cents are "-12.50", 1,000 JPY "1000". */
export function decimalOf({ amount, currency }: Money): string {
  const places = minorDigits(currency)
  const digits = String(Math.abs(amount)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = places === 0 ? '' : `.${digits.slice(-places)}`
  return `${amount < 0 ? '-' : ''}${whole}${fraction}`
}

/** The decimal with the point `places` to the right, rounded; undefined when it is none, or no safe integer. */
function rounded(amount: unknown, places: number): number | undefined {
  const text = typeof amount === 'number' ? String(amount) : amount
  if (typeof text !== 'string' || text.length > MOST_TEXT) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text.trim()) ?? []
  const written = whole + fraction
  if (sign === undefined || written === '') return undefined
  const point = whole.length + Number(exponent) + places
  const size = point < 0 ? 0 : atPoint(written, point)
  if (!Number.isSafeInteger(size)) return undefined
  return sign === '-' ? 0 - size : size
}

function atPoint(written: string, point: number): number {
  const next = written.charCodeAt(point)
  return Number(written.slice(0, point).padEnd(point, '0')) + (next >= 53 /* '5' */ ? 1 : 0)
}
