import { isApart, othersOf, type Why } from './apart.ts'
import type { Parted } from './crowd.ts'
import type { Both, Side } from './effects.ts'
import { type Comparison, effectsOf, type ValueRow } from './rows.ts'

/** A single effect that is beyond chance, and not what everybody did. */
export interface Cause {
  row: ValueRow
  why: Why
  amount: number
}

const MOST_CAUSES = 3
/** Of the greatest named: less is not worth a word beside it. */
const BESIDE = 0.1
/** The greatest, among which those are looked for. */
const MOST_CANDIDATES = 60
const SURE = 0.05
/** Of people, or of an effect: then it is the same under another name. */
const MOST = 0.8
/** Of an effect: what is left when somebody else's part is taken out is a matter of its own. */
const HALF = 0.5
/** So many times the effect of each of its people: the sharper of two names. */
const SHARPER = 1.5

/**
 * The effects to name, the greatest first. What one named before explains is passed over, unless it is the narrower of the
 * two and explains that one, or half of it by far fewer people: then it is what happened, and takes its place.
 *
 *     new visitors   −33, of 900 people   named, but then …
 *     Paid Social    −31, of 120 people   … 110 of them new, and without those new visitors lose 2: named instead
 *     facebook       −30, of 118 people   all of them from Paid Social, and hardly fewer people: passed over
 *     United States  −29, of 800 people   without those from Paid Social it loses 3: passed over
 */
export function causesOf(rows: readonly ValueRow[], comparison: Comparison): Cause[] {
  let causes: Cause[] = []
  for (const candidate of candidatesOf(rows, comparison)) {
    const known = causes.filter((cause) => isExplained(candidate, cause, comparison))
    if (known.length === 0) causes.push(candidate)
    else if (known.every((cause) => isBroader(cause, candidate, comparison))) {
      causes = [...causes.filter((cause) => !known.includes(cause)), candidate]
    }
  }
  const [first] = causes.sort(byAmount)
  const least = Math.abs(first?.amount ?? 0) * BESIDE
  return causes.filter(({ amount }) => Math.abs(amount) >= least).slice(0, MOST_CAUSES)
}

export function isBeyondChance({ q_people, q_rate }: ValueRow): boolean {
  return q_people < SURE || q_rate < SURE
}

function candidatesOf(rows: readonly ValueRow[], comparison: Comparison): Cause[] {
  const others = othersOf(rows)
  return rows
    .flatMap((row): Cause[] => [
      ...(row.q_people < SURE ? [{ row, why: 'people' as const, amount: row.people_effect }] : []),
      ...(row.q_rate < SURE ? [{ row, why: 'rate' as const, amount: row.rate_effect }] : []),
    ])
    .filter(({ row, why, amount }) => amount !== 0 && isApart(row, why, others(row), comparison))
    .sort(byAmount)
    .slice(0, MOST_CANDIDATES)
}

function byAmount(a: Cause, b: Cause): number {
  return Math.abs(b.amount) - Math.abs(a.amount)
}

function isExplained(cause: Cause, by: Cause, comparison: Comparison): boolean {
  const { people, outside, left } = partOf(cause, by, comparison)
  return outside <= (1 - MOST) * people || left < HALF
}

/** Whether another explains it by fewer people. */
function isBroader(cause: Cause, than: Cause, comparison: Comparison): boolean {
  const { people, outside, left } = partOf(cause, than, comparison)
  if (people - outside >= MOST * people) return false
  if (left <= 1 - MOST) return true
  return left < HALF && effectOfEach(than) >= SHARPER * effectOfEach(cause)
}

/** The people of an effect, those of them who are not of another, and the part of the effect that is left by these alone. */
function partOf({ row, why }: Cause, other: Cause, comparison: Comparison) {
  const before = comparison.before.crowd.parted(row, other.row)
  const after = comparison.after.crowd.parted(row, other.row)
  const effect = (sides: Both<Side>) => {
    const { people_effect, rate_effect } = effectsOf(sides, comparison)
    return why === 'people' ? people_effect : rate_effect
  }
  const whole = effect(both('all', before, after))
  return {
    people: before.all.people + after.all.people,
    outside: before.without.people + after.without.people,
    left: whole === 0 ? 1 : effect(both('without', before, after)) / whole,
  }
}

/** The effect over the people of both periods. */
function effectOfEach({ row, amount }: Cause): number {
  return Math.abs(amount) / (row.before.people + row.after.people)
}

function both(part: keyof Parted, before: Parted, after: Parted): Both<Side> {
  return { before: before[part], after: after[part] }
}
