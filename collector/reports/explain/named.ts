import type { Parted } from './crowd.ts'
import type { Both, Side } from './effects.ts'
import { type Comparison, effectsOf, type ValueRow } from './rows.ts'

/** A single effect that is beyond chance. */
export interface Cause {
  row: ValueRow
  why: 'people' | 'rate'
  amount: number
}

const MOST_CAUSES = 3
/** The greatest, among which those are looked for. */
const MOST_CANDIDATES = 60
const SURE = 0.05
/** Of people, or of an effect: then it is the same under another name. */
const MOST = 0.8
/** Of an effect: what is left when somebody else's part is taken out is a matter of its own. */
const HALF = 0.5

/**
 * The effects to name, the greatest first. What one named before explains is passed over, unless it is the narrower of the
 * two and explains that one: then it is what happened, and takes its place.
 *
 *     new visitors   −33, of 900 people   named, but then …
 *     Paid Social    −31, of 120 people   … 110 of them new, and without those new visitors lose 2: named instead
 *     facebook       −30, of 118 people   all of them from Paid Social, and hardly fewer people: passed over
 *     United States  −29, of 800 people   without those from Paid Social it loses 3: passed over
 */
export function causesOf(rows: readonly ValueRow[], comparison: Comparison): Cause[] {
  let causes: Cause[] = []
  for (const candidate of candidatesOf(rows)) {
    const known = causes.filter((cause) => partOf(candidate, cause, comparison).isExplained)
    if (known.length === 0) causes.push(candidate)
    else if (known.every((cause) => partOf(cause, candidate, comparison).isBroader)) {
      causes = [...causes.filter((cause) => !known.includes(cause)), candidate]
    }
  }
  return causes.sort(byAmount).slice(0, MOST_CAUSES)
}

/** What everybody has tells nobody apart: a dimension of one value names none. */
function candidatesOf(rows: readonly ValueRow[]): Cause[] {
  const values = new Map<number, number>()
  for (const { dimension } of rows) values.set(dimension, (values.get(dimension) ?? 0) + 1)
  return rows
    .filter(({ dimension }) => (values.get(dimension) ?? 0) > 1)
    .flatMap((row): Cause[] => [
      ...(row.q_people < SURE ? [{ row, why: 'people' as const, amount: row.people_effect }] : []),
      ...(row.q_rate < SURE ? [{ row, why: 'rate' as const, amount: row.rate_effect }] : []),
    ])
    .filter(({ amount }) => amount !== 0)
    .sort(byAmount)
    .slice(0, MOST_CANDIDATES)
}

function byAmount(a: Cause, b: Cause): number {
  return Math.abs(b.amount) - Math.abs(a.amount)
}

/** How much of an effect is that of another: explained, and if it is, by fewer people. */
function partOf({ row, why }: Cause, other: Cause, comparison: Comparison) {
  const before = comparison.before.crowd.parted(row, other.row)
  const after = comparison.after.crowd.parted(row, other.row)
  const people = before.all.people + after.all.people
  const outside = before.without.people + after.without.people
  const effect = (sides: Both<Side>) => {
    const { people_effect, rate_effect } = effectsOf(sides, comparison)
    return why === 'people' ? people_effect : rate_effect
  }
  const whole = effect(both('all', before, after))
  const left = whole === 0 ? 1 : effect(both('without', before, after)) / whole
  return {
    isExplained: outside <= (1 - MOST) * people || left < HALF,
    isBroader: people - outside < MOST * people && left <= 1 - MOST,
  }
}

function both(part: keyof Parted, before: Parted, after: Parted): Both<Side> {
  return { before: before[part], after: after[part] }
}
