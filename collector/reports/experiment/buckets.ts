import { ranges } from '../../../experiments/assignment/ranges.ts'
import type { AskedExperiment } from './asked.ts'

/** Of a hash. */
const BUCKETS = 10_000

/**
 * How many buckets each variant's range really holds, which is what its share of units is expected from: weights 1/3
 * each at coverage 0.5 hold 1,667, 1,667 and 1,667 of 10,000; at 0.0001 one alone, or none.
 */
export function bucketsHeld(
  variants: number,
  weights: readonly number[] | undefined,
  coverage: number,
): number[] {
  return ranges(variants, weights, coverage).map(([start, end]) => firstIn(end) - firstIn(start))
}

/** Those of the phase that is told of, of as much of all traffic as takes part in it. */
export function bucketsOf(
  { variants, phase }: Pick<AskedExperiment, 'variants' | 'phase'>,
  coverage = phase?.coverages.at(-1) ?? 1,
): number[] {
  const weights = phase?.weights.flatMap(({ weight }) => weight ?? [])
  return bucketsHeld(variants.length, weights, coverage)
}

/** The first bucket that does not lie before. */
function firstIn(place: number): number {
  let bucket = Math.max(0, Math.floor(place * BUCKETS) - 1)
  while (bucket < BUCKETS && bucket / BUCKETS < place) bucket++
  return bucket
}
