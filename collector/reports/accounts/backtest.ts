import { countUpTo } from '../../count-up-to.ts'

/** How far back the score is tried, and how long it had to come true. */
export const BACKTEST_DAYS = 60
/** Fewer of either kind tell nothing. */
const ENOUGH = 5

const Z_95 = 1.959963984540054

export interface Backtest {
  /** How often, of one account that left and one that stayed, the one that stayed had the higher score; ties count half. */
  auc: number
  interval: [low: number, high: number]
  accounts: number
  churned: number
}

/** An account that was a customer then: its score then, and whether it is one no more. */
export interface Tried {
  score: number
  churned: boolean
}

/** Null, with the reason, where too few left or stayed. */
export function backtestOf(tried: readonly Tried[]): Backtest | { reason: string } {
  const scores = (churned: boolean) =>
    tried.filter((one) => one.churned === churned).map(({ score }) => score)
  const [stayed, left] = [scores(false), scores(true)]
  if (stayed.length < ENOUGH || left.length < ENOUGH) {
    return {
      reason: `whether the score of ${BACKTEST_DAYS} days ago told who would leave needs ${ENOUGH} accounts that left since and ${ENOUGH} that stayed; there are ${left.length} and ${stayed.length}`,
    }
  }
  const auc = aucOf(stayed, left)
  const interval = aucInterval(auc, stayed.length, left.length)
  return { auc, interval, accounts: tried.length, churned: left.length }
}

/**
 * The area under the ROC curve as the Mann–Whitney statistic has it (Hanley and McNeil 1982): the share of all pairs of a
 * higher and a lower one that are in that order. higher 3 5, lower 1 3: of 3 > 1, 3 = 3, 5 > 1, 5 > 3 it is 3.5 / 4.
 */
export function aucOf(higher: readonly number[], lower: readonly number[]): number {
  const ascending = Float64Array.from(lower).sort()
  let wins = 0
  for (const value of higher) {
    wins += (countUpTo(ascending, value - EXACT) + countUpTo(ascending, value + EXACT)) / 2
  }
  return wins / (higher.length * lower.length)
}

/** Two scores that differ less are one: what two roundings may come to on a scale of 100. */
const EXACT = 1e-9

/**
 * 95 %: the areas A of which the one found lies at most 1.96 of A's own standard errors away, by Hanley and McNeil's error
 * with the mean of the sizes in it (Newcombe 2006, Stat. Med. 25:559, method 5). The plain interval, A ± 1.96 of the found
 * one's errors, would be [1, 1] where all pairs are in order, however few there are.
 */
export function aucInterval(auc: number, m: number, n: number): [low: number, high: number] {
  const isFar = (a: number) => Math.abs(auc - a) > Z_95 * standardError(a, m, n)
  return [bound(isFar, 0, auc), bound(isFar, 1, auc)]
}

/**
 * √(A(1 − A)(1 + N((1 − A)/(2 − A) + A/(1 + A)))/(mn)), N = (m + n)/2 − 1. A 0.8, m 20, n 10: N is 14, the fractions are 0.2/1.2
 * and 0.8/1.8, so √(0.16 × (1 + 14 × 0.611111) / 200) = √0.00764444 = 0.087433.
 */
export function standardError(a: number, m: number, n: number): number {
  const shared = (1 - a) / (2 - a) + a / (1 + a)
  return Math.sqrt((a * (1 - a) * (1 + ((m + n) / 2 - 1) * shared)) / (m * n))
}

/** Where it ends to be far, between an end of [0, 1] and the area itself. */
function bound(isFar: (a: number) => boolean, end: number, auc: number): number {
  if (auc === end) return end
  let [far, near] = [end, auc]
  // Halved until two neighbours of all numbers are left.
  for (let i = 0; i < 60; i++) {
    const middle = (far + near) / 2
    if (isFar(middle)) far = middle
    else near = middle
  }
  return near
}
