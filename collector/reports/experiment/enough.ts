import { DAY } from '../../durations.ts'

/** Days of mature units, and units with a value, before anything is said (spec: experiments.md, "Verdict"). */
const LEAST_DAYS = 7
const LEAST_UNITS = 25

export interface Missing {
  days: number
  units: number
}

/** Units of the two variants that are compared. */
export interface Pair {
  n: readonly [number, number]
  nonzero: readonly [number, number]
}

/**
 * What is missing before a verdict: whole days of mature units, and units that did something, of which 25 are to be expected
 * in each variant as the larger of them has its share: 0 and 60 of 1,000 each come to 60 × 0.5 = 30 in each, so harm is
 * seen though one variant has none.
 */
export function missing(mature_ms: number, pair: Pair): Missing {
  const days = Math.max(0, LEAST_DAYS - Math.max(0, Math.floor(mature_ms / DAY)))
  const [a, b] = pair.n
  const all = pair.nonzero[0] + pair.nonzero[1]
  const least = Math.min(a, b) / Math.max(1, a + b)
  // Without any unit in one of them no number of values is enough.
  if (least === 0) return { days, units: LEAST_UNITS * 2 }
  return { days, units: Math.max(0, Math.ceil(LEAST_UNITS / least) - all) }
}

export function isEnough({ days, units }: Missing): boolean {
  return days === 0 && units === 0
}
