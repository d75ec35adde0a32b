import { z } from 'zod'
import { Meta } from '../question/request.ts'
import type { Planned, Planning } from './backwards.ts'
import { rateRange } from './range.ts'
import { whyOf } from './reasons.ts'
import { type Source, stepTo, together } from './source.ts'

const Known = z.number().nullable()
const Interval = z.tuple([z.number(), z.number()]).nullable()

export const PlanAnswer = z.object({
  meta: Meta,
  /** In units of the last stage: new customers, or conversions for a target in money. */
  target: z.object({ units: z.number(), revenue: Known, average_value: Known, days: z.int() }),
  visits: z.object({ now: z.number(), units: Known }),
  stages: z.array(
    z.object({
      stage: z.string(),
      now: z.number(),
      units: Known,
      /** From the stage before, of all rows as they are, with its interval of 95 %. */
      rate: Known,
      interval: Interval,
      /** The rate a year before; null where nobody came, or it is not asked for. */
      last_year: Known,
    }),
  ),
  /** Beside these, under its own name, the dimension. */
  rows: z.array(
    z.looseObject({
      /** What it brings in as many days as it is. */
      now: z.number(),
      visits_now: z.number(),
      spend_now: z.number(),
      visits: Known,
      stages: z.array(z.object({ stage: z.string(), units: Known, rate: Known })),
      spend: z.number(),
      /** What the next unit costs; null where none can be bought. */
      marginal_cost: Known,
      locked: z.boolean(),
      ceiling: z.object({
        daily_spend: z.number(),
        units: z.number(),
        kind: z.enum(['unprofitable', 'untried', 'fruitless', 'unpaid', 'locked']),
        why: z.string(),
        reached: z.boolean(),
      }),
    }),
  ),
  spend: z.number(),
  /** Of 95 %; its end is null where the ceilings come first. Null below ten units, and for what is out of reach. */
  spend_interval: z.tuple([z.number(), Known]).nullable(),
  /** What the money asked about brings, or the present spend. */
  expected: z.object({ spend: z.number(), units: z.number(), interval: Interval }),
  /** What those who sell can take on, and how much of the target is more than that. */
  capacity: z.object({ units: z.number(), missing: z.number() }).nullable(),
  reached: z.number(),
  missing: z.number(),
  reasons: z.array(z.string()),
})
export type PlanAnswer = z.infer<typeof PlanAnswer>

/** Sums of shares are off by their last digits. */
export function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9
}

export interface Grown {
  sources: readonly Source[]
  planning: Planning
  /** The plan's days over those that the numbers are of. */
  scale: number
  stages: readonly string[]
  /** A year before, where that is asked for. */
  past: readonly Source[]
}

export function visitsTold({ sources, planning, scale }: Grown): PlanAnswer['visits'] {
  const now = together(sources).visits * scale
  return { now: rounded(now), units: summed(planning.sources.map(({ visits }) => visits)) }
}

export function stagesTold({
  sources,
  planning,
  scale,
  stages,
  past,
}: Grown): PlanAnswer['stages'] {
  const all = together(sources)
  return stages.map((stage, k) => {
    const step = stepTo(k, sources)
    const earlier = stepTo(k, past)
    return {
      stage,
      now: rounded((all.stages[k] ?? 0) * scale),
      units: summed(planning.sources.map((one) => one.stages[k] ?? null)),
      rate: step.from > 0 ? step.to / step.from : null,
      interval: rateRange(step.to, step.from),
      last_year: earlier.from > 0 ? earlier.to / earlier.from : null,
    }
  })
}

function summed(values: readonly (number | null)[]): number | null {
  if (values.some((value) => value === null)) return null
  return rounded(values.reduce<number>((sum, value) => sum + (value ?? 0), 0))
}

export function rowTold(source: Source, planned: Planned | undefined, { scale, stages }: Grown) {
  const nothing = { daily_spend: 0, units: 0, why: 'unpaid' as const, reached: false }
  const ceiling = planned?.ceiling ?? nothing
  return {
    now: rounded((source.stages.at(-1) ?? 0) * scale),
    visits_now: rounded((source.visits ?? 0) * scale),
    spend_now: source.cost * scale,
    visits: planned?.visits ?? null,
    stages: stages.map((stage, k) => ({
      stage,
      units: planned?.stages[k] ?? null,
      rate: planned?.rates[k] ?? null,
    })),
    spend: planned?.spend ?? 0,
    marginal_cost: planned?.marginal ?? null,
    locked: source.locked,
    ceiling: { ...ceiling, kind: ceiling.why, why: whyOf(ceiling.why) },
  }
}
