import { z } from 'zod'
import {
  type Baseline,
  type Design,
  minimumDetectableEffect,
  powerOf,
  sequentialFactor,
  unitsNeeded,
} from '../../experiments/statistics/power.ts'
import { Refusal } from '../refusal.ts'

/** More than a site sees in a lifetime. */
const MOST_UNITS = 1e15
/** A thousand years. */
const MOST_DAYS = 365_250

export const PlanRequest = z.strictObject({
  metric: z.enum(['proportion', 'mean']),
  rate: z.number().gt(0).lt(1).optional(),
  mean: z.number().min(-1e100).max(1e100).optional(),
  variance: z.number().gt(0).max(1e100).optional(),
  /** Relative to the control: 0.1 for a tenth more, −0.1 for a tenth less. */
  minimum_effect: z.number().min(-1).max(1e6).optional(),
  alpha: z.number().min(1e-6).max(0.5).default(0.05),
  power: z.number().min(0.01).max(0.9999).default(0.8),
  variants: z.int().min(2).max(20).default(2),
  units_per_day: z.number().gt(0).max(1e12).optional(),
  traffic_share: z.number().gt(0).max(1).default(1),
  /** Asks the other way: what so many units of all variants show. */
  n_total: z.int().min(2).max(MOST_UNITS).optional(),
})
export type PlanRequest = z.output<typeof PlanRequest>

/** Units needed, or what the units there are will show. */
export const PlanAnswer = z.object({
  per_variant: z.int().optional(),
  total: z.int().optional(),
  days: z.int().nullable().optional(),
  full_weeks_days: z.int().nullable().optional(),
  sequential_total: z.int().optional(),
  power: z.number().nullable().optional(),
  minimum_detectable_effect: z.number().nullable().optional(),
})
export type PlanAnswer = z.infer<typeof PlanAnswer>

/** How large and how long an experiment has to be. Throws a 422 for what cannot be. */
export function planned(request: PlanRequest): PlanAnswer {
  const { alpha, power, variants } = request
  requireMoreThanChance(request)
  const weights = Array.from({ length: variants }, () => 1 / variants)
  const design = { baseline: baselineOf(request), weights, alpha, power }
  return request.n_total === undefined
    ? needed(design, request)
    : shown(design, request, request.n_total)
}

/** At no units at all the test is said to see an effect as often as its own side of α. */
function requireMoreThanChance({ alpha, power, variants }: PlanRequest): void {
  const chance = alpha / (variants - 1) / 2
  if (power > chance) return
  throw new Refusal(422, `a power of ${power} is had by chance: it must be above ${chance}`)
}

function baselineOf({ metric, rate, mean, variance }: PlanRequest): Baseline {
  if (metric === 'proportion') {
    if (rate !== undefined) return { metric, rate }
    throw new Refusal(422, 'a proportion needs its rate today')
  }
  if (mean === undefined || variance === undefined) {
    throw new Refusal(422, 'a mean needs its mean and its variance today')
  }
  if (mean === 0) throw new Refusal(422, 'of a mean of 0 no effect is a share')
  return { metric, mean, variance }
}

function effectOf({ minimum_effect }: PlanRequest): number {
  if (minimum_effect === undefined) throw new Refusal(422, 'say the minimum_effect that matters')
  if (minimum_effect === 0) throw new Refusal(422, 'an effect of 0 can never be shown')
  return minimum_effect
}

function outside({ rate = 0 }: PlanRequest, effect: number): Refusal {
  return new Refusal(422, `a rate of ${rate} changed by ${effect} leaves (0, 1)`)
}

function needed(design: Design, request: PlanRequest): PlanAnswer {
  const effect = effectOf(request)
  const units = unitsNeeded(design, effect)
  if (units === undefined) throw outside(request, effect)
  const per_variant = Math.max(1, Math.ceil(roundedOff(units / request.variants)))
  const total = per_variant * request.variants
  const sequential_total = Math.ceil(total * sequentialFactor(design))
  if (Math.max(total, sequential_total) > MOST_UNITS) {
    throw new Refusal(422, 'no site has so many units; plan a larger effect')
  }
  const days = daysFor(total, request)
  return {
    per_variant,
    total,
    days,
    full_weeks_days: days === null ? null : Math.ceil(days / 7) * 7,
    sequential_total,
  }
}

/** Of two that differ in the last digits only, the whole number. */
function roundedOff(units: number): number {
  const whole = Math.round(units)
  return Math.abs(units - whole) < 1e-9 * whole ? whole : units
}

function daysFor(total: number, { units_per_day, traffic_share }: PlanRequest): number | null {
  if (units_per_day === undefined) return null
  const days = Math.ceil(roundedOff(total / (units_per_day * traffic_share)))
  if (days <= MOST_DAYS) return days
  throw new Refusal(422, `${total} units at this pace take more than a thousand years`)
}

function shown(design: Design, request: PlanRequest, units: number): PlanAnswer {
  const { minimum_effect } = request
  const minimum_detectable_effect = minimumDetectableEffect(design, units) ?? null
  if (minimum_effect === undefined) return { power: null, minimum_detectable_effect }
  const power = powerOf(design, effectOf(request), units)
  if (power === undefined) throw outside(request, minimum_effect)
  return { power, minimum_detectable_effect }
}
