import type { Box } from '../../charts/drawn-box.ts'
import { roundSteps } from '../../charts/round-steps.ts'
import type { AccountRow } from '../../models/accounts.ts'
import type { Area } from './area-in-view.ts'

/** Shares of the room's width from the left and of its height from the foot. */
interface Spot {
  x: number
  y: number
}

export interface MapLayout {
  /** What goes upwards: money where any account brings some, else active people. */
  by: 'mrr' | 'people'
  spots: Spot[]
  /** Null: the foot, where those without any stand. */
  upwards: { value: number | null; at: number }[]
  /** Which accounts a box of the room holds, and the box that those of an area stand in. */
  areaOf(box: Box): Area
  boxOf(area: Area): Box
}

/** Room beyond the least and the greatest value, in factors of ten. */
const MARGIN = 0.15
/** Beside the left and the right edge. */
const EDGE = 0.02
/** Where those without a value stand, and from where on the others do. */
const FOOT = 0.05
const ABOVE_FOOT = 0.12

/** How far those that share a number are spread, and the golden ratio's part, by which neighbours come to lie apart. */
const SPREAD = 0.06
const GOLDEN = 0.618034

/**
 * Accounts by health, 0 to 100 from 0.02 to 0.98 of the width, and by value on a scale of powers of ten. Those without a value
 * stand at the foot.
 */
export function layoutOfMap(rows: readonly AccountRow[]): MapLayout {
  const by = rows.some(({ mrr }) => mrr > 0) ? 'mrr' : 'people'
  const values = rows.map((row) => row[by])
  const logs = values.filter((value) => value > 0).map(Math.log10)
  const hasFoot = logs.length < values.length
  const floor = hasFoot ? ABOVE_FOOT : 0
  const from = Math.min(...(logs.length > 0 ? logs : [0])) - MARGIN
  const to = Math.max(...(logs.length > 0 ? logs : [0])) + MARGIN
  const height = (value: number) =>
    value > 0 ? floor + (1 - floor) * ((Math.log10(value) - from) / (to - from)) : FOOT
  const valueAt = (y: number) => 10 ** (from + ((to - from) * (y - floor)) / (1 - floor))
  const steps = roundSteps(from, to).map((value) => ({ value, at: height(value) }))
  const apart = by === 'people' ? SPREAD / 2 : 0
  return {
    by,
    spots: rows.map(({ health }, i) => ({
      x: acrossAt(health ?? 0),
      y: height(values[i] ?? 0) + (by === 'people' || values[i] === 0 ? spread(i) : 0),
    })),
    upwards: hasFoot ? [{ value: null, at: FOOT }, ...steps] : steps,
    areaOf: ({ x, y: [low, high] }) => ({
      health: [healthAt(x[0]), healthAt(x[1])],
      by,
      value: [
        hasFoot && low < FOOT + SPREAD / 2 ? 0 : valueAt(low - apart),
        high < floor - apart ? 0 : valueAt(high + apart),
      ],
    }),
    boxOf: ({ health, value: [least, most] }) => ({
      x: [acrossAt(health[0]), acrossAt(health[1])],
      y: [
        within(least > 0 ? height(least) - apart : FOOT - SPREAD / 2),
        within(most > 0 ? height(most) + apart : FOOT + SPREAD / 2),
      ],
    }),
  }
}

/** Counts of people are few: those alike are spread a little, one after another, so that none hides the rest. */
function spread(i: number): number {
  return SPREAD * (((i * GOLDEN) % 1) - 0.5)
}

/** Where a health stands. */
export function acrossAt(health: number): number {
  return EDGE + (1 - 2 * EDGE) * (health / 100)
}

/** Which health stands there; beside the edges the least and the greatest. */
function healthAt(x: number): number {
  return 100 * within((x - EDGE) / (1 - 2 * EDGE))
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}
