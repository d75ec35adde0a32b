import { z } from 'zod'
import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import {
  type Experiment,
  type ExperimentMetric,
  metricsOf,
  type Phase,
  primariesOf,
} from '../../settings/experiments/definition.ts'
import { windowMs } from '../../settings/funnel-definition.ts'
import type { Goal } from '../../settings/goals.ts'
import { dayToday, questionIn } from '../question/ask.ts'
import type { ReportContext } from '../question/context.ts'
import { goalNamed } from '../question/goal-named.ts'
import type { Question } from '../question/question.ts'
import { DimensionName } from '../question/request.ts'
import { localPeriod } from '../time/period.ts'
import { dayOf } from '../time/zone.ts'
import { BEFORE } from './unit.ts'

export const ENGINES = ['always_valid', 'fixed', 'bayesian'] as const
export type Engine = (typeof ENGINES)[number]
export const ROLES = ['primary', 'secondary', 'guardrail'] as const
export type Role = (typeof ROLES)[number]

export const ExperimentRequest = z.strictObject({
  key: z.string().min(1).max(64),
  /** Counted from 1; the last one where nothing is said. */
  phase: z.int().min(1).optional(),
  breakdown: DimensionName.nullish(),
  engine: z.enum(ENGINES).default('always_valid'),
  limit: z.int().min(1).max(100).default(20),
})
export type ExperimentRequest = z.output<typeof ExperimentRequest>

export interface AskedMetric {
  role: Role
  definition: ExperimentMetric
  goal: Goal
  /** Of a ratio. */
  below: Goal | undefined
  /** ms; null: to the end of the phase. */
  window: number | null
}

export interface AskedExperiment {
  context: ReportContext
  experiment: Experiment
  /** Undefined for a draft. */
  phase: Phase | undefined
  /** As the phase had them: a later one may have others. */
  unit: Phase['unit']
  /** Keys of the phase's variants, the control first. */
  variants: string[]
  /** Of the phase, to now while it runs. */
  span: { from: number; to: number }
  metrics: AskedMetric[]
  /** Goals that metrics of it had and the site has no more. */
  gone: string[]
  /** About the days in which anything of it can lie. */
  question: Question
}

/** Throws a 422 for an experiment or phase that is not there, naming the nearest. */
export async function askedExperiment(
  context: ReportContext,
  { key, phase: number, breakdown }: ExperimentRequest,
): Promise<AskedExperiment> {
  const all = await context.settings.experiments()
  const experiment = all.find((one) => one.key === key)
  if (experiment === undefined) {
    const known = all.map((one) => one.key)
    throw new Refusal(422, unknownName('experiment', key, known))
  }
  return await askedAbout(context, { experiment, phase: phaseOf(experiment, number), breakdown })
}

interface Asked {
  experiment: Experiment
  phase: Phase | undefined
  breakdown?: ExperimentRequest['breakdown']
}

/** Of an experiment that is known: what it is judged by, as the phase had it, and the days in which that can lie. */
export async function askedAbout(
  context: ReportContext,
  { experiment: now, phase, breakdown }: Asked,
): Promise<AskedExperiment> {
  const experiment = { ...now, ...phase?.judged }
  const span = spanOf(phase, context.now)
  const { timezone } = context.site
  const days = {
    from: dayOf(timezone, span.from - BEFORE),
    to: Math.max(dayOf(timezone, span.to), dayToday(context)) + 1,
  }
  const whole = await questionIn(context, localPeriod(days, context.site), [])
  const { metrics, gone } = metricsFor(experiment, whole.goals)
  const counted = [
    ...new Set(metrics.flatMap(({ goal, below }) => (below ? [goal, below] : [goal]))),
  ]
  const dimensions = [...CAUSES, ...(breakdown ? [breakdown] : [])]
  const { unit, weights } = phase ?? { unit: experiment.unit, weights: experiment.variants }
  const variants = weights.map((variant) => variant.key)
  const question = { ...whole, counted, dimensions }
  return { context, experiment, phase, unit, variants, span, metrics, gone, question }
}

/** Where the cause of a broken split is looked for. */
export const CAUSES = ['browser', 'device', 'source'] as const

function phaseOf({ key, phases }: Experiment, number: number | undefined): Phase | undefined {
  if (number === undefined) return phases.at(-1)
  const phase = phases.find((one) => one.phase === number)
  if (phase) return phase
  const there = phases.length === 0 ? 'it has not started yet' : `it has ${phases.length}`
  throw new Refusal(422, `experiment "${key}" has no phase ${number}; ${there}`)
}

function spanOf(phase: Phase | undefined, now: number): { from: number; to: number } {
  if (phase === undefined) return { from: now, to: now }
  const ended = phase.ended_at === null ? now : Date.parse(phase.ended_at)
  return { from: Date.parse(phase.started_at), to: ended }
}

/** Throws a 422 that names the nearest where the site has the goal of no primary metric. */
function metricsFor(
  experiment: Experiment,
  goals: readonly Goal[],
): Pick<AskedExperiment, 'metrics' | 'gone'> {
  const primaries = primariesOf(experiment).length
  const seconds = primaries + experiment.metrics.secondary.length
  const isThere = (name: string) => goals.some(({ id, name: own }) => id === name || own === name)
  const goalsOf = ({ goal, per }: ExperimentMetric) => (per === undefined ? [goal] : [goal, per])
  const all = metricsOf(experiment)
  const lasting = all.slice(0, primaries).some((one) => goalsOf(one).every(isThere))
  const isLeftOut = (one: ExperimentMetric) => lasting && !goalsOf(one).every(isThere)
  const roleAt = (i: number) =>
    i < primaries ? 'primary' : i < seconds ? 'secondary' : 'guardrail'
  const metrics = all.flatMap((definition, i) =>
    isLeftOut(definition) ? [] : [askedMetric(roleAt(i), definition, goals)],
  )
  const gone = all.flatMap(goalsOf).filter((name) => !isThere(name))
  return { metrics, gone: [...new Set(gone)] }
}

function askedMetric(
  role: Role,
  definition: ExperimentMetric,
  goals: readonly Goal[],
): AskedMetric {
  const { goal, per, window } = definition
  return {
    ...{ role, definition, goal: goalNamed(goal, goals) },
    below: per === undefined ? undefined : goalNamed(per, goals),
    window: window === null ? null : windowMs(window),
  }
}
