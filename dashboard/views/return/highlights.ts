import type { Earned } from './earned.ts'

/** The rows that a sentence names. */
export interface Highlights {
  best: Earned | undefined
  worst: Earned | undefined
}

/**
 * The surest gain, by the lower end of its interval where there is one, and the greatest loss. Rows that
 * cost little of all say little: 2 of 1,000 are left out.
 */
export function highlightsOf(rows: readonly Earned[]): Highlights {
  const paid = rows.filter(({ cost, roas }) => cost !== null && roas !== null)
  const all = paid.reduce((sum, { cost }) => sum + (cost ?? 0), 0)
  const telling = paid.filter(({ cost }) => (cost ?? 0) >= all / 100)
  const gains = telling.filter(({ interval }) => (interval?.[0] ?? 0) > 1)
  const losses = telling.filter(({ profit }) => (profit ?? 0) < 0)
  return {
    best: gains.toSorted((a, b) => (b.interval?.[0] ?? 0) - (a.interval?.[0] ?? 0))[0],
    worst: losses.toSorted((a, b) => (a.profit ?? 0) - (b.profit ?? 0))[0],
  }
}
