/** Half-open stretch of [0, 1). */
export type Range = readonly [start: number, end: number]

/**
 * A stretch of buckets for each variant: [W, W + coverage × weight), W being the weights before it.
 * Stretches begin where full coverage would have them, so raising coverage moves nobody between variants.
 *
 *   weights 0.5 0.25 0.25, coverage 0.4    [0, 0 + 0.4 × 0.5) = [0, 0.2)   [0.5, 0.6)   [0.75, 0.85)
 */
export function ranges(
  count: number,
  weights: readonly number[] | undefined,
  coverage: number,
): Range[] {
  const covered = Math.min(1, Math.max(0, coverage))
  let before = 0
  return usable(count, weights).map((weight): Range => {
    const start = before
    before += weight
    return [start, start + covered * weight]
  })
}

/** Index of the first stretch that holds the bucket, -1 when none does. */
export function chosen(stretches: readonly Range[], bucket: number): number {
  return stretches.findIndex(([start, end]) => start <= bucket && bucket < end)
}

/** The weights, or equal ones when they are missing, of another number, or do not sum to 1 (± 0.01). */
function usable(count: number, weights: readonly number[] | undefined): readonly number[] {
  const equal = new Array<number>(count).fill(1 / count)
  if (weights === undefined || weights.length !== count) return equal
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return sum < 0.99 || sum > 1.01 ? equal : weights
}
