/** Standard normal quantile of 97.5 %. */
const Z_95 = 1.959963984540054

/**
 * Wilson's 95 % interval of a rate, `successes` of `n` (Wilson 1927); all of [0, 1] for nobody.
 * 60 of 120: (0.5 + z²/240 ± z √(0.25/120 + z²/57,600)) / (1 + z²/120) = [0.411939, 0.588061], z = 1.96
 */
export function wilsonInterval(
  successes: number,
  n: number,
  z = Z_95,
): [low: number, high: number] {
  if (n <= 0) return [0, 1]
  const rate = successes / n
  const square = (z * z) / n
  const middle = rate + square / 2
  const half = z * Math.sqrt((rate * (1 - rate)) / n + square / (4 * n))
  const low = successes <= 0 ? 0 : (middle - half) / (1 + square)
  const high = successes >= n ? 1 : (middle + half) / (1 + square)
  return [low, high]
}
