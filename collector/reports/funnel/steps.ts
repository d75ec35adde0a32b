import { z } from 'zod'
import { quantile } from '../../../experiments/statistics/quantile.ts'
import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import { countUpTo } from '../../count-up-to.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../durations.ts'
import type { FunnelStep } from '../../settings/funnel-definition.ts'
import type { Counts } from './counts.ts'

export const Interval = z.tuple([z.number(), z.number()]).nullable()
const rate = z.number().nullable()

export const StepRow = z.object({
  label: z.string(),
  /** Units that reached it. */
  count: z.int(),
  /** Of the first step's units. */
  from_start: rate,
  interval_from_start: Interval,
  /** Of the step before's; null for the first. */
  from_previous: rate,
  interval: Interval,
  /** Reached the step before and not this one, and cannot any more. */
  dropped: z.int(),
  /** Reached the step before, and may still reach this one. */
  pending: z.int(),
  /** From the event of the step before. */
  median_seconds: z.number().nullable(),
  p90_seconds: z.number().nullable(),
  /** How those times are spread: each row holds what is above the row before it, and at most `to_seconds`. */
  histogram: z.array(z.object({ to_seconds: z.number(), units: z.int() })),
  revenue: z.number(),
})
export type StepRow = z.infer<typeof StepRow>

/** 95 % (Wilson); null of nobody. */
export function intervalOf(successes: number, n: number): z.infer<typeof Interval> {
  return n === 0 ? null : wilsonInterval(successes, n)
}

export function rateOf(successes: number, n: number): number | null {
  return n === 0 ? null : successes / n
}

/** What each step's row says; `revenue` by step, in units of the currency. */
export function stepRows(
  steps: readonly FunnelStep[],
  counts: Counts,
  revenue: readonly number[],
): StepRow[] {
  const { reached, pendingAt } = counts
  const entered = reached[0] ?? 0
  return steps.map((step, i) => {
    const count = reached[i] ?? 0
    const before = reached[i - 1] ?? 0
    const pending = pendingAt[i] ?? 0
    return {
      label: labelOf(step),
      count,
      from_start: rateOf(count, entered),
      interval_from_start: intervalOf(count, entered),
      from_previous: rateOf(count, before),
      interval: intervalOf(count, before),
      dropped: i === 0 ? 0 : before - count - pending,
      pending,
      ...timesOf(counts.times[i] ?? []),
      revenue: revenue[i] ?? 0,
    }
  })
}

export function labelOf({ label, event, page, goal }: FunnelStep): string {
  return label ?? event ?? page ?? goal ?? ''
}

/** Edges that people think in, the last one the longest window. */
const EDGES = [
  ...[10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR],
  ...[DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY],
]

function timesOf(times: readonly number[]) {
  const ascending = Float64Array.from(times).sort()
  const seconds = (p: number) => {
    const ms = quantile(ascending, p)
    return ms === undefined ? null : ms / SECOND
  }
  const until = (edge: number) => countUpTo(ascending, edge)
  const histogram = EDGES.map((edge, i) => ({
    to_seconds: edge / SECOND,
    units: until(edge) - (i === 0 ? 0 : until(EDGES[i - 1] ?? 0)),
  }))
  const last = histogram.findLastIndex(({ units }) => units > 0)
  return {
    median_seconds: seconds(0.5),
    p90_seconds: seconds(0.9),
    histogram: histogram.slice(0, last + 1),
  }
}

/** The step that most units were lost before, of equals the first; null where none was. */
export function biggestDrop(rows: readonly StepRow[]): number | null {
  const most = Math.max(0, ...rows.map(({ dropped }) => dropped))
  return most === 0 ? null : rows.findIndex(({ dropped }) => dropped === most)
}

/** The step that the smallest share of the one before reached, of equals the first; null where nobody entered. */
export function worstRate(rows: readonly StepRow[]): number | null {
  const rates = rows.flatMap(({ from_previous }) => from_previous ?? [])
  return rates.length === 0
    ? null
    : rows.findIndex(({ from_previous }) => from_previous === Math.min(...rates))
}
