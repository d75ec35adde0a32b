import type { Interval } from '../../../experiments/statistics/compare.ts'
import { plannedBounds } from '../../../experiments/statistics/planned-looks.ts'
import type { Running } from './running.ts'

/** How a variant stood on the day of a look. */
export interface LookedAt {
  /** Units of both variants. */
  n: number
  /** It is the plan's last, which has all there are. */
  isEnd: boolean
  estimate: number
  standard_error: number
  p_value: number
}

interface Planned {
  /** Those that are over, in order. */
  over: readonly LookedAt[]
  /** Units of both variants that the plan asks for. */
  total: number
  alpha: number
  /** That are decided like this, and share alpha: primary metrics × variants. */
  comparisons: number
}

/**
 * What planned looks say (spec: experiments.md, "Planned looks"): the first that is beyond its bound decides, and no later
 * one takes it back. Five equal looks at 0.05 have bounds of 4.877, 3.357, 2.680, 2.290 and 2.031 standard errors: a z of 2.5
 * decides at the fourth, not at the third. Undefined before the first look.
 *
 * Of several comparisons each has its part of alpha to spend, and its p is taken as often: whoever decides by the whole alpha
 * and corrects the p of that look alone forgets the looks before, and is wrong in 8 % of five.
 */
export function plannedLooks({ over, total, alpha, comparisons }: Planned): Running | undefined {
  const spending = spendingOf(
    over.map((look) => ({
      ...look,
      share: look.isEnd ? 1 : look.n / total,
      there: look.n / total,
    })),
  )
  const bounds = plannedBounds(
    spending.map(({ share }) => share),
    alpha / comparisons,
    spending.map(({ there }) => there),
  )
  const decided = spending.findIndex((look, i) => isBeyond(look, bounds[i]))
  const place = decided < 0 ? spending.length - 1 : decided
  const look = spending[place]
  const bound = bounds[place]
  if (look === undefined || bound === undefined) return undefined
  const p_value = decided < 0 ? 1 : Math.min(1, comparisons * look.p_value)
  return { p_value, interval: intervalOf(look, bound) }
}

/** What it spends by, and the units that are there: both of the planned, apart where the plan ends with more or fewer. */
type Shared = LookedAt & { share: number; there: number }

/** Of the plan, that a look must add: one without new people spends nothing, so it decides nothing. */
const LEAST_STEP = 0.01

/** The looks that spend some of the error: each further on than the one before, only the plan's end at all of it. */
function spendingOf(looks: readonly Shared[]): Shared[] {
  const spending: Shared[] = []
  for (const look of looks) {
    const before = spending.at(-1) ?? { share: 0, there: 0 }
    if (!look.isEnd && look.share > 1 - LEAST_STEP) continue
    if (look.share < before.share + LEAST_STEP) continue
    spending.push({ ...look, there: Math.max(look.there, before.there + LEAST_STEP) })
  }
  return spending
}

function isBeyond({ estimate, standard_error }: LookedAt, bound: number | undefined): boolean {
  return bound !== undefined && Math.abs(estimate) >= bound * standard_error
}

function intervalOf({ estimate, standard_error }: LookedAt, bound: number): Interval {
  return [estimate - bound * standard_error, estimate + bound * standard_error]
}
