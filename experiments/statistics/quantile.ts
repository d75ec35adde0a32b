/**
 * Quantile p of values that ascend, linear between neighbours (R's type 7, Hyndman and Fan 1996).
 * quantile([1, 2, 4, 8], 0.5) = 3: place 0.5 × 3 = 1.5, half way from 2 to 4. Undefined for none.
 */
export function quantile(ascending: ArrayLike<number>, p: number): number | undefined {
  const place = p * (ascending.length - 1)
  const below = ascending[Math.floor(place)]
  const above = ascending[Math.ceil(place)]
  if (below === undefined || above === undefined) return undefined
  return below + (above - below) * (place - Math.floor(place))
}
