import type { NamedEffect, Reason } from '../../change-sentence.ts'
import type { Dimension } from '../../vocabulary.ts'
import type { Value } from './act.ts'
import type { Both } from './effects.ts'
import { type Cause, isBeyondChance } from './named.ts'
import type { Folded } from './period-fold.ts'
import type { Comparison, ValueRow } from './rows.ts'

/** How a dimension's values are shown. */
export interface Shown {
  dimension: Dimension
  nameOf(value: Value): Value
}

/** The causes as they are answered; `unit`: minor units in one of the currency. */
export function namedEffects(
  causes: readonly Cause[],
  comparison: Comparison,
  { shown, unit }: { shown: readonly Shown[]; unit: number },
): NamedEffect[] {
  return causes.flatMap((cause) => {
    const own = shown[cause.row.dimension]
    if (!own) return []
    return {
      dimension: own.dimension,
      value: own.nameOf(cause.row.value),
      total: cause.amount / unit,
      why: whyOf(cause, comparison),
      rose: rose(cause, comparison),
    }
  })
}

function whyOf({ why }: Cause, { metric }: Comparison): NamedEffect['why'] {
  if (why === 'rate') return 'rate'
  return metric.isRate ? 'mix' : 'volume'
}

function rose({ row, why }: Cause, { before, after, metric }: Comparison): boolean {
  if (why === 'rate') return row.after.rate > row.before.rate
  if (!metric.isRate) return row.after.people > row.before.people
  return row.after.people / after.people > row.before.people / before.people
}

/** Of both periods together. */
const FEWEST_PEOPLE = 20

interface Judged {
  causes: readonly Cause[]
  rows: readonly ValueRow[]
}

/** Why nothing is named; null where something is. */
export function reasonOf({ causes, rows }: Judged, periods: Both<Folded>): Reason | null {
  const [before, after] = [periods.before.people, periods.after.people]
  if (before === 0 && after === 0) return 'nobody'
  if (before === 0) return 'nobody_before'
  if (after === 0) return 'nobody_after'
  if (causes.length > 0) return null
  if (before + after < FEWEST_PEOPLE) return 'too_few'
  return rows.some(isBeyondChance) ? 'alike' : 'chance'
}
