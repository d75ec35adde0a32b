const DECIMAL = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/

/**
 * `amount × ratio × 10^shift` to the nearest integer, halves away from zero, exact: the ratio is read as the decimal it
 * is written as ("1.005"), never as the nearest binary fraction. Throws on a ratio that is no decimal.
 *
 *   scaled(100, '1.005')        100 × 1.005 = 100.5           101
 *   scaled(-100, '1.005')                                    −101
 *   scaled(1000, '0.0061', 2)   1,000 × 0.0061 × 10² = 610    610
 */
export function scaled(amount: number, ratio: string, shift = 0): number {
  const match = DECIMAL.exec(ratio)
  if (!match) throw new RangeError(`not a decimal: ${ratio}`)
  const [, whole = '', fraction = '', exponent = '0'] = match
  const places = fraction.length - Number(exponent) - shift
  const digits = BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, -places))
  const unit = 10n ** BigInt(Math.max(0, places))
  const product = BigInt(Math.abs(amount)) * digits
  const rounded = Number((2n * product + unit) / (2n * unit))
  return amount < 0 ? 0 - rounded : rounded
}
