/**
 * Benjamini and Hochberg's adjusted p-values (1995), in the order given: the expected share of false ones among those
 * at or below q is q. [0.01, 0.04, 0.03] → sorted 0.01 × 3/1, 0.03 × 3/2, 0.04 × 3/3 → [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(values: readonly number[]): number[] {
  const n = values.length
  return stepped(values, { from: 'greatest', factor: (rank) => n / rank, keep: Math.min })
}

/**
 * Holm's adjusted p-values (1979), in the order given: none is wrong in more than α of all families.
 * [0.01, 0.04, 0.03] → sorted 0.01 × 3, 0.03 × 2, 0.04 × 1 → [0.03, 0.06, 0.06]
 */
export function holm(values: readonly number[]): number[] {
  const n = values.length
  return stepped(values, { from: 'least', factor: (rank) => n - rank + 1, keep: Math.max })
}

interface Steps {
  from: 'least' | 'greatest'
  /** Of the rank, the least p being 1. */
  factor(rank: number): number
  /** No value passes the one before it. */
  keep(before: number, value: number): number
}

function stepped(values: readonly number[], { from, factor, keep }: Steps): number[] {
  const ranked = values.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p)
  const steps = ranked.map(({ p, place }, i) => ({
    adjusted: Math.min(1, p * factor(i + 1)),
    place,
  }))
  if (from === 'greatest') steps.reverse()
  const answer = new Array<number>(values.length).fill(1)
  let before = from === 'greatest' ? 1 : 0
  for (const { adjusted, place } of steps) {
    before = keep(before, adjusted)
    answer[place] = before
  }
  return answer
}
