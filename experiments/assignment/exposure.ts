import { fnv1a } from './hash.ts'

/** What an exposure is of: it is recorded once for each. */
export interface Exposure {
  experiment: string
  /** Counted from 1. */
  phase: number
  /** The unit's id. */
  unit: string
  variant: string
}

/**
 * The event id of an exposure, so that it is stored once from whatever page, tab or server it comes. The variant is in
 * it: who sees two of them is to be found. Of two hashes with 32 bits each: that two of ten million exposures share an id
 * has a probability of about 1e14 / 2 / 2^64 = 0.000003.
 */
export function exposureId({ experiment, phase, unit, variant }: Exposure): string {
  return exposureIdOf(`${experiment} ${phase} ${unit} ${variant}`)
}

/** The same of the four in one text: `hero 1 user-42 b`. */
export function exposureIdOf(text: string): string {
  return `exposure-${fnv1a(text)}${fnv1a(text + text)}`
}
