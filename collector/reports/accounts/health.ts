import { quantile } from '../../../experiments/statistics/quantile.ts'
import { HEALTH_PARTS, type HealthPart, type Weights } from '../../settings/health.ts'
import type { Window } from './use.ts'

/** Each from 0 to 1; null where there is nothing to hold it against. */
export type Parts = Record<HealthPart, number | null>

/** Days after which being seen counts half. */
const HALF_LIFE = 7

/** Fewer active accounts tell nothing of what is usual. */
const FEW_ACCOUNTS = 8
/** About all weekdays of 28 days. */
const USUAL_DAYS = 20

/** What is held against what. */
export interface Measures {
  /** Active days that count as all there are. */
  yardstick: number
  /** How many key events there are. */
  keys: number
  /** How many people there could be; 0: it is not known. */
  seats: number
}

/**
 * Active days of an account that is used as much as it may be: the 75th percentile (R's type 7) of those that were active
 * in the window. Of 2 4 6 8 10 12 14 16 it is 12.5: place 0.75 × 7 = 5.25, a quarter of the way from 12 to 14.
 */
export function yardstickOf(activeDays: readonly number[]): number {
  const active = activeDays.filter((days) => days > 0)
  if (active.length < FEW_ACCOUNTS) return USUAL_DAYS
  return quantile(Float64Array.from(active).sort(), 0.75) ?? USUAL_DAYS
}

export function partsOf(window: Window, { yardstick, keys, seats }: Measures): Parts {
  const { active, silent, people } = window
  return {
    frequency: Math.min(1, active / yardstick),
    recency: silent === undefined ? 0 : 2 ** (-silent / HALF_LIFE),
    breadth: keys === 0 ? null : bitsIn(window.keys) / keys,
    depth: seats === 0 ? null : Math.min(1, people / seats),
  }
}

/**
 * 0–100: the parts by their weights, those without a basis left out and the others' weights scaled to 1. Frequency 0.5,
 * recency 1, depth 0.25 and no key events: (0.35 × 0.5 + 0.25 × 1 + 0.2 × 0.25) ÷ 0.8 = 0.475 ÷ 0.8, so 59.375. Null where
 * nothing of weight has a basis.
 */
export function healthOf(parts: Parts, weights: Weights): number | null {
  let [sum, whole] = [0, 0]
  for (const part of HEALTH_PARTS) {
    const value = parts[part]
    if (value === null) continue
    sum += weights[part] * value
    whole += weights[part]
  }
  return whole === 0 ? null : Math.min(100, (100 * sum) / whole)
}

/** Below this share of what was usual an account is falling. */
const FALLING = 0.6
/** What two roundings may come to on a scale of 100. */
const EXACT = 1e-9

/** What it fell from, the mean of its windows before, those in which it was not there yet left out; undefined: it does not fall. */
export function fallenFrom(
  health: number | null,
  before: readonly (number | null)[],
): number | undefined {
  const mean = meanOf(before)
  if (health === null || mean === undefined) return undefined
  return health < FALLING * mean - EXACT ? mean : undefined
}

/** Of those that are known; undefined where none is. */
export function meanOf(values: readonly (number | null)[]): number | undefined {
  const known = values.filter((one) => one !== null)
  if (known.length === 0) return undefined
  return known.reduce((sum, one) => sum + one, 0) / known.length
}

export function bitsIn(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}
