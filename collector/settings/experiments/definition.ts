import { z } from 'zod'
import { DAY } from '../../durations.ts'
import { Filters } from '../filter.ts'
import { windowMs } from '../funnel-definition.ts'
import { Change } from './changes.ts'
import { faultsOfDefinition } from './definition-faults.ts'

const MOST_VARIANTS = 10
export const MOST_CHANGES = 50
const MOST_METRICS = 20
const MOST_LOOKS = 10
const LONGEST_WINDOW = 90 * DAY

const key = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'a key is 1 to 64 letters, digits, - and _')

const Variant = z.strictObject({
  key,
  /** Share of those who take part; equal shares where no variant says one. */
  weight: z.number().min(0).max(1).optional(),
  changes: z.array(Change).max(MOST_CHANGES).default([]),
})

const Target = z.strictObject({
  /** Globs of the path. */
  urls: z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(500)
        .refine((glob) => !glob.includes(','), 'write * for a comma: the script joins globs by it'),
    )
    .min(1)
    .max(100)
    .default(['*']),
  when: Filters.default([]),
})

const metricWindow = z
  .string()
  .regex(/^\d{1,6}[mhd]$/, 'a window is a number and m, h or d, like 24h or 7d')
  .refine((text) => windowMs(text) > 0, 'a window is 1m at least')
  .refine((text) => !(windowMs(text) > LONGEST_WINDOW), 'a window is 90d at most')

export const METRIC_KINDS = ['proportion', 'mean', 'revenue', 'ratio'] as const

/** What a unit is worth: whether it reached the goal, how often, its money, or one of these for each of another goal. */
export const ExperimentMetric = z
  .strictObject({
    /** Name or id. */
    goal: z.string().min(1).max(120),
    kind: z.enum(METRIC_KINDS),
    /** From the unit's first exposure; null: to the stop, its units may still change. */
    window: metricWindow.nullable().default('1d'),
    better: z.enum(['higher', 'lower']).default('higher'),
    cap: z.strictObject({ percentile: z.number().gt(0.5).lt(1) }).optional(),
    /** Of `ratio`: what stands above, and the goal whose conversions stand below. */
    of: z.enum(['conversions', 'revenue']).optional(),
    per: z.string().min(1).max(120).optional(),
    /** Smallest relative change that matters, where it is another than the plan's. */
    minimum_effect: z.number().gt(0).max(10).optional(),
  })
  .refine(({ kind, per }) => (kind === 'ratio') === (per !== undefined), {
    path: ['per'],
    message: 'a ratio, and nothing else, names the goal below the line',
  })
  .refine(({ kind, cap }) => cap === undefined || kind === 'revenue', {
    path: ['cap'],
    message: 'only revenue is capped',
  })
export type ExperimentMetric = z.infer<typeof ExperimentMetric>

const Metrics = z.strictObject({
  primary: z.union([ExperimentMetric, z.array(ExperimentMetric).min(1).max(5)]).optional(),
  secondary: z.array(ExperimentMetric).max(MOST_METRICS).default([]),
  guardrails: z.array(ExperimentMetric).max(MOST_METRICS).default([]),
})

const Plan = z.strictObject({
  minimum_effect: z.number().gt(0).max(10),
  power: z.number().min(0.5).max(0.999).default(0.8),
  alpha: z.number().min(0.0001).max(0.2).default(0.05),
  visitors_per_day: z.number().gt(0).max(1e9).optional(),
  /** Units of all variants that the plan asks for. */
  total: z.int().min(2).max(1e12).optional(),
  /** Days on which a verdict may be given, fixed before the start; only for who promises not to peek. */
  looks: z.array(z.iso.date()).max(MOST_LOOKS).optional(),
})

export const UNITS = ['visitor', 'user', 'visit'] as const

export const definitionFields = {
  key,
  name: z.string().trim().min(1).max(120),
  hypothesis: z.string().max(2_000).default(''),
  owner: z.string().max(120).default(''),
  unit: z.enum(UNITS).default('visitor'),
  /** What the hash begins with; random where it is not given. */
  seed: z.string().min(1).max(64),
  layer: z.string().trim().min(1).max(64).nullable().default(null),
  layer_range: z
    .tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
    .default([0, 1])
    .refine(([start, end]) => start < end, 'a range ends after it begins'),
  coverage: z.number().min(0).max(1).default(1),
  variants: z
    .array(Variant)
    .min(2, 'an experiment has a control and at least one variant')
    .max(MOST_VARIANTS),
  target: Target.prefault({}),
  metrics: Metrics.prefault({}),
  plan: Plan.nullable().default(null),
  /** Nothing is changed in any variant: what it finds is chance, or a fault. */
  same: z.boolean().default(false),
  /** Put away: no longer in the list that is looked at. */
  archived: z.boolean().default(false),
}

/** An experiment as it is written; what the program keeps of it (`status`, `winner`, `phases`) is left aside. */
export const ExperimentInput = z
  .object({ ...definitionFields, seed: definitionFields.seed.optional() })
  .check((context) => {
    for (const { path, message } of faultsOfDefinition(context.value)) {
      context.issues.push({ code: 'custom', path, message, input: context.value })
    }
  })
export type ExperimentInput = z.infer<typeof ExperimentInput>

const Definition = z.object(definitionFields)
export type ExperimentDefinition = z.infer<typeof Definition>

export const STATUSES = ['draft', 'running', 'paused', 'stopped'] as const

/** A run of it, from a start to the next pause or stop. */
export const Phase = z.object({
  /** Counted from 1. */
  phase: z.int(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  /** As it was assigned and judged by. */
  seed: z.string(),
  unit: z.enum(UNITS),
  weights: z.array(z.object({ key: z.string(), weight: z.number().optional() })),
  /** Coverage may grow while it runs. */
  coverages: z.array(z.number()),
  /** Units that the width of the always-valid interval is tuned to. */
  tuning_n: z.number(),
  /** What it is judged by; null for one from before that was kept, which is told by what the definition says now. */
  judged: z.object({ metrics: Metrics, plan: Plan.nullable(), same: z.boolean() }).nullable(),
})
export type Phase = z.infer<typeof Phase>

export const Experiment = z.object({
  ...definitionFields,
  status: z.enum(STATUSES),
  /** The variant that everybody gets after the stop. */
  winner: z.string().nullable(),
  phases: z.array(Phase),
  created_at: z.iso.datetime(),
})
export type Experiment = z.infer<typeof Experiment>

/** The primary metrics as a list, whichever way they are written. */
export function primariesOf({ metrics }: Pick<ExperimentDefinition, 'metrics'>) {
  const { primary } = metrics
  if (primary === undefined) return []
  return Array.isArray(primary) ? primary : [primary]
}

export function metricsOf(of: Pick<ExperimentDefinition, 'metrics'>): ExperimentMetric[] {
  return [...primariesOf(of), ...of.metrics.secondary, ...of.metrics.guardrails]
}

/** Where each of them stands in what is written: `metrics.primary`, `metrics.secondary.0`. */
export function metricPathsOf({ metrics }: Pick<ExperimentDefinition, 'metrics'>): string[] {
  const { primary, secondary, guardrails } = metrics
  const primaries = Array.isArray(primary)
    ? primary.map((_, i) => `metrics.primary.${i}`)
    : primary
      ? ['metrics.primary']
      : []
  return [
    ...primaries,
    ...secondary.map((_, i) => `metrics.secondary.${i}`),
    ...guardrails.map((_, i) => `metrics.guardrails.${i}`),
  ]
}
