import type { Both, Side } from './effects.ts'
import type { Comparison, ValueRow } from './rows.ts'

/** Of its own move: what the other values of its dimension did as well is no matter of this one. */
const OWN_PART = 0.5

export type Why = 'people' | 'rate'

/**
 * Whether a value moved apart from the other values of its dimension: whether half of its move, or more, is left when it is
 * held against what it had done had it gone with them. Where the others were not there before, or did nothing, it did; what
 * everybody has tells nobody apart.
 *
 *     a launch day: everybody  352 → 669
 *     Organic Social            12 → 170, the others 340 → 499: 12 × 499 ÷ 340 = 17.6, so 152 of 158 is its own: apart
 *     Windows                  155 → 289, the others 197 → 380: 155 × 380 ÷ 197 = 299, so nothing is: with the others
 */
export function isApart(
  row: ValueRow,
  why: Why,
  others: Both<Side>,
  comparison: Comparison,
): boolean {
  if (others.before.people + others.after.people === 0) return false
  // A mix is held against the others by itself.
  if (why === 'people' && comparison.metric.isRate) return true
  const measure = why === 'people' ? perDay(comparison) : ratesOf
  const own = measure({ before: sideOf(row.before), after: sideOf(row.after) })
  const theirs = measure(others)
  if (!(theirs.before > 0)) return true
  const moved = own.after - own.before
  const apart = own.after - (own.before * theirs.after) / theirs.before
  return apart / moved >= OWN_PART
}

/** What the other values of each row's dimension sum to; people of several values count under each. */
export function othersOf(rows: readonly ValueRow[]): (row: ValueRow) => Both<Side> {
  const sums = new Map<number, Both<Side>>()
  for (const { dimension, before, after } of rows) {
    const sum = sums.get(dimension)
    sums.set(dimension, {
      before: plus(sum?.before, sideOf(before)),
      after: plus(sum?.after, sideOf(after)),
    })
  }
  return ({ dimension, before, after }) => {
    const sum = sums.get(dimension)
    return { before: minus(sum?.before, before), after: minus(sum?.after, after) }
  }
}

type Told = ValueRow['before']

function sideOf({ people, rate }: Told): Side {
  return { people, amount: people === 0 ? 0 : people * rate }
}

function plus(sum: Side | undefined, { people, amount }: Side): Side {
  return { people: (sum?.people ?? 0) + people, amount: (sum?.amount ?? 0) + amount }
}

function minus(sum: Side | undefined, told: Told): Side {
  const { people, amount } = sideOf(told)
  return { people: (sum?.people ?? 0) - people, amount: (sum?.amount ?? 0) - amount }
}

function perDay({ days }: Comparison): (sides: Both<Side>) => Both<number> {
  return ({ before, after }) => ({
    before: before.people / days.before,
    after: after.people / days.after,
  })
}

function ratesOf({ before, after }: Both<Side>): Both<number> {
  return { before: rateOf(before), after: rateOf(after) }
}

function rateOf({ people, amount }: Side): number {
  return people > 0 ? amount / people : 0
}
