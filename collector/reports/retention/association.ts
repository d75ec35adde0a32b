import { fisherExact, type Table } from '../../../experiments/statistics/fisher.ts'

const Z_95 = 1.959963984540054

/** Bounds of the words, as the trade has them, on φ at nine digits. */
const CORRELATED = 0.4
const STRONG = 0.6

export const VERDICTS = ['strong', 'correlated', 'weak'] as const
export type Verdict = (typeof VERDICTS)[number]

/** How those who did something and those who came back go together. */
export interface Association {
  phi: number
  interval: [low: number, high: number]
  /** Fisher's exact test, two-sided. */
  p: number
  verdict: Verdict
}

/**
 * φ of a two by two table, a: did it and stayed, b: did it only, c: stayed only, d: neither: (ad − bc) / √(rows × columns),
 * with Fisher's interval tanh(artanh φ ± 1.96/√(n − 3)). [30 10] [10 50]: (1500 − 100) / √(40 × 60 × 40 × 60) = 0.5833.
 * Undefined where a row or a column is empty.
 */
export function associationOf(table: Table): Association | undefined {
  const phi = phiOf(table)
  if (phi === undefined) return undefined
  return { phi, interval: intervalOf(phi, table), p: fisherExact(table), verdict: verdictOf(phi) }
}

export function phiOf({ a, b, c, d }: Table): number | undefined {
  const margins = Math.sqrt((a + b) * (c + d)) * Math.sqrt((a + c) * (b + d))
  if (margins === 0) return undefined
  return Math.max(-1, Math.min(1, (a * d - b * c) / margins))
}

function intervalOf(phi: number, { a, b, c, d }: Table): [number, number] {
  const n = a + b + c + d
  if (n <= 3) return [-1, 1]
  const half = Z_95 / Math.sqrt(n - 3)
  return [Math.tanh(Math.atanh(phi) - half), Math.tanh(Math.atanh(phi) + half)]
}

/** At 0.4 and at 0.6 itself: correlated. */
export function verdictOf(phi: number): Verdict {
  const rounded = Number(phi.toFixed(9))
  if (rounded > STRONG) return 'strong'
  return rounded >= CORRELATED ? 'correlated' : 'weak'
}
