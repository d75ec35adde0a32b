import type { Sent } from './oracle-visits.ts'

export interface RateRow {
  day: string
  currency: string
  rate: number
}

const digits = (currency: string) => (currency === 'JPY' ? 0 : 2)

/** `12.5` as [125n, 1]: the number and its decimal places. */
function decimal(text: string): [bigint, number] {
  const [whole = '0', part = ''] = text.split('.')
  return [BigInt(whole + part), part.length]
}

/** An event's money in the site's minor units at the rate of its day; null without a rate. */
export function converted(
  { amount, currency }: NonNullable<Sent['revenue']>,
  day: string,
  home: { currency: string; rates: readonly RateRow[] },
): bigint | null {
  const rows = home.rates.filter((row) => row.currency === currency && row.day <= day)
  const latest = rows.sort((a, b) => (a.day < b.day ? 1 : -1))[0]
  if (currency !== home.currency && latest === undefined) return null
  const [value, places] = decimal(amount)
  const [rate, ratePlaces] = decimal(currency === home.currency ? '1' : String(latest?.rate))
  const over = 10n ** BigInt(places + ratePlaces)
  const product = value * rate * 10n ** BigInt(digits(home.currency))
  const size = product < 0n ? -product : product
  const rounded = (size * 2n + over) / (over * 2n)
  return product < 0n ? -rounded : rounded
}
