import { Refusal } from '../refusal.ts'

/**
 * What one question may hold, whoever asks: groups of about a kilobyte each with all that is made of them. A large
 * site has more pages than a small one has combinations.
 */
const MOST_GROUPS = { ofOne: 400_000, ofSeveral: 100_000 }

/** Groups of a tally by so many keys. */
export function mostGroups(keys: number): number {
  return keys === 1 ? MOST_GROUPS.ofOne : MOST_GROUPS.ofSeveral
}

export function tooMany(): Refusal {
  return new Refusal(
    422,
    'the dimensions make too many combinations; ask for a shorter period, fewer dimensions, or filter by one of them',
  )
}

/** Moments of one person that are put in order: it is one list in memory. */
export const MOST_OF_ONE = 2_000_000

export function longHistory(): Refusal {
  return new Refusal(
    422,
    'one person has more events than can be put in order; ask for a shorter period',
  )
}
