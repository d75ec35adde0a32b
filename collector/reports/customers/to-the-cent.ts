import type { Sums } from './bridge.ts'

/** The parts of a month, with the sign by which they come to nothing: start + new + … − churn + fx − end = 0. */
export const SIGNS = {
  start_mrr: 1,
  new: 1,
  reactivation: 1,
  expansion: 1,
  contraction: -1,
  churn: -1,
  fx: 1,
  end_mrr: -1,
} as const
type MoneyPart = keyof typeof SIGNS
export const PARTS = Object.keys(SIGNS) as MoneyPart[]
const LINES = PARTS.filter((part) => part !== 'start_mrr' && part !== 'end_mrr')

/** Sums of fractions are off by their last digits: a millionth of a cent is none. */
export function settled(value: number): number {
  return Math.round(value * 1e6) / 1e6 || 0
}

/** Without the last digits that adding leaves. */
export function settledSums(sums: Sums): Sums {
  const whole = { ...sums }
  for (const part of PARTS) whole[part] = settled(sums[part])
  return whole
}

/**
 * Whole numbers next to the values, that come to the total: each its floor, and one more for those with the largest
 * fractions, of equal ones the earlier. What is whole stays, a 0 above all. 0.4, 0.4, −0.3 that come to 1: 1, 0, 0.
 */
export function toTotal(values: readonly number[], total: number): number[] {
  const parts = values.map((value) => Math.floor(settled(value)))
  let left = total - parts.reduce((sum, part) => sum + part, 0)
  const order = values
    .map((value, place) => ({ place, rest: settled(value) - Math.floor(settled(value)) }))
    .filter(({ rest }) => rest > 0)
    .sort((a, b) => b.rest - a.rest || a.place - b.place)
  for (const { place } of order) {
    if (left <= 0) break
    parts[place] = (parts[place] ?? 0) + 1
    left -= 1
  }
  // What is left comes of sums beyond 2⁵³ alone.
  if (left !== 0) parts[parts.length - 1] = (parts.at(-1) ?? 0) + left
  return parts.map((part) => part || 0)
}

/** A month in whole minor units: its ends are the nearest ones, and its lines lead from one to the other. */
export function toTheCent(sums: Sums): Sums {
  const [start_mrr, end_mrr] = [Math.round(sums.start_mrr), Math.round(sums.end_mrr)]
  const signed = toTotal(
    LINES.map((line) => SIGNS[line] * sums[line]),
    end_mrr - start_mrr,
  )
  const whole = { ...sums, start_mrr, end_mrr }
  for (const [i, line] of LINES.entries()) whole[line] = SIGNS[line] * (signed[i] ?? 0) || 0
  return whole
}
