import { roundSteps } from '../../charts/round-steps.ts'
import type { Earned } from './earned.ts'

/** Where a row lies: shares of the room's width from the left and of its height from the foot. */
export interface Place {
  x: number
  y: number
  /** Between what its return lies. */
  low: number
  high: number
  /** Diameter as a share of the greatest. */
  size: number
}

interface Tick {
  value: number
  /** As `Place` has it. */
  at: number
}

export interface Layout {
  places: Place[]
  spends: Tick[]
  returns: Tick[]
  /** From here on it is more than the usual spend. */
  much: number
}

/** Room beyond the least and the greatest spend, in factors of ten. */
const MARGIN = 0.18
const RETURNS = [0, 0.5, 1, 2, 4, 10]
const LEAST_SIZE = 0.25

/**
 * Bubbles by spend on a scale of powers of ten and by return r at r / (1 + r): nothing at the foot (0), break-even in the
 * middle (1 / 2 = 0.5), 3 at 3 / 4 = 0.75, and whatever earns more stays in the room. Areas go by new customers.
 */
export function layoutOf(rows: readonly Earned[], usualCost: number): Layout {
  const costs = rows.map(({ cost }) => Math.log10(cost ?? 1))
  const from = Math.min(...costs) - MARGIN
  const width = Math.max(...costs) + MARGIN - from
  const x = (cost: number) => (Math.log10(cost) - from) / width
  const most = Math.max(1, ...rows.map(({ customers }) => customers))
  return {
    places: rows.map(({ cost, roas, interval, customers }) => ({
      x: x(cost ?? 1),
      y: heightOf(roas ?? 0),
      low: heightOf(interval ? interval[0] : (roas ?? 0)),
      high: heightOf(interval ? (interval[1] ?? Number.POSITIVE_INFINITY) : (roas ?? 0)),
      size: Math.max(LEAST_SIZE, Math.sqrt(Math.max(0, customers) / most)),
    })),
    spends: roundSteps(from, from + width).map((value) => ({ value, at: x(value) })),
    returns: RETURNS.map((value) => ({ value, at: heightOf(value) })),
    much: Math.min(0.9, Math.max(0.1, usualCost > 0 ? x(usualCost) : 0.5)),
  }
}

export function heightOf(roas: number): number {
  if (roas === Number.POSITIVE_INFINITY) return 1
  return roas <= 0 ? 0 : roas / (1 + roas)
}
