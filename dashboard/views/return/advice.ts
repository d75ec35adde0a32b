import type { Attribution } from './asked.ts'
import type { Earned } from './earned.ts'

export type Advice = 'raise' | 'keep' | 'test' | 'stop'
type Curve = Attribution['saturation'][number]

/** What the rows with spend have in common. */
export interface Usual {
  /** Mean cost of one of them: from here on it is much. */
  cost: number
  /** What a conversion costs, over all of them; null where there is none. */
  cpa: number | null
}

/** So unlikely is no matter of chance. */
const UNLIKELY = 0.05

export function usualOf(rows: readonly Earned[]): Usual {
  const paid = rows.filter(({ cost, kind }) => cost !== null && kind !== 'open')
  const cost = paid.reduce((sum, row) => sum + (row.cost ?? 0), 0)
  const conversions = paid.reduce((sum, row) => sum + row.conversions, 0)
  return {
    cost: paid.length === 0 ? 0 : cost / paid.length,
    cpa: conversions > 0 ? cost / conversions : null,
  }
}

/**
 * What to do with a row's spend; undefined where it has none, or its goals bring no money. Surely above break-even:
 * `raise` while there is room, else `keep`. Surely below: `stop`. Where chance may have put it on either side: `test`.
 */
export function adviceOf(row: Earned, usual: Usual, curve?: Curve): Advice | undefined {
  const { cost, roas, interval, conversions } = row
  if (cost === null || roas === null) return undefined
  if (!interval) return roas < 1 && tooFew(cost, conversions, usual) ? 'stop' : 'test'
  if (interval[0] > 1) return hasRoom(cost, usual, curve) ? 'raise' : 'keep'
  return isBelow(interval) ? 'stop' : 'test'
}

function isBelow([, high]: NonNullable<Earned['interval']>): boolean {
  return high !== null && high < 1
}

/**
 * Whether so few conversions of what was spent are beyond chance (Poisson): 300 spent where one costs 60 should have brought
 * 300 / 60 = 5, and none at all then has e⁻⁵ = 0.7 %, at most one 6 e⁻⁵ = 4 %.
 */
function tooFew(cost: number, conversions: number, { cpa }: Usual): boolean {
  if (cpa === null) return false
  const expected = cost / cpa
  let [term, sum] = [Math.exp(-expected), 0]
  for (let n = 0; n <= conversions; n++) {
    sum += term
    term *= expected / (n + 1)
  }
  return sum < UNLIKELY
}

/** Where its own days tell, the next unit still brings more than it costs; else it is less than the usual. */
function hasRoom(cost: number, usual: Usual, curve: Curve | undefined): boolean {
  if (!curve?.form || curve.mean_daily_spend === null) return cost < usual.cost
  return curve.best_daily_spend === null || curve.best_daily_spend > curve.mean_daily_spend
}
