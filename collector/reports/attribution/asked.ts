import { z } from 'zod'
import { type PathOptions, RULE_MODELS, type RuleModel } from '../../acquisition/credit/models.ts'
import { DAY } from '../../durations.ts'
import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import type { Filter } from '../../settings/filter.ts'
import { type Dimension, isDimension } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import { goalNamed } from '../question/goal-named.ts'
import type { Question } from '../question/question.ts'
import { DimensionName } from '../question/request.ts'
import { scopesOf } from '../question/scopes.ts'
import { localPeriod } from '../time/period.ts'

export const MODELS = [...RULE_MODELS.slice(0, -1), 'markov', 'shapley'] as const
export type Model = RuleModel | 'markov'

export const ModelName = z
  .string()
  .max(50)
  .transform((name, context): Model => {
    const known = MODELS.find((model) => model === name)
    if (known) return known
    context.addIssue({ code: 'custom', message: unknownName('model', name, [...MODELS]) })
    return z.NEVER
  })
  .meta({ enum: [...MODELS] })

/** What says how conversions are shared among the visits before them. */
export const creditFields = {
  goal: z.string().nullish(),
  models: z
    .array(ModelName)
    .min(1)
    .max(50)
    .default([...MODELS])
    .transform((models) => [...new Set(models)]),
  /** Days that a path reaches back from its conversion. */
  lookback: z.int().min(1).max(365).default(30),
  /** Days in which the credit of time decay falls by half. */
  half_life: z.number().min(0.01).max(365).default(7),
  exclude_direct: z.boolean().default(false),
  collapse_repeats: z.boolean().default(false),
  dimension: DimensionName.default('channel'),
}
const CreditFields = z.object(creditFields)
type CreditFields = z.output<typeof CreditFields>

/** An attribution about which nothing is left to look up, over one period. */
export interface AskedAttribution {
  /** Its filters choose among conversions; its one dimension is that of the rows. */
  question: Question
  dimension: Dimension
  /** What chooses among the visits that are credited, once all are. */
  chosen: readonly Filter[]
  models: readonly Model[]
  path: PathOptions
  /** ms. */
  lookback: number
  /** ms. */
  halfLife: number
  now: number
}

export function askedAttribution(
  question: Question,
  fields: Omit<CreditFields, 'models'> & { models: readonly Model[] },
  now: number,
): AskedAttribution {
  const { goal, dimension, models, exclude_direct, collapse_repeats } = fields
  requireOfVisit(dimension)
  const { ofEvents, ofVisits } = partedFilters(question.filters)
  return {
    question: {
      ...question,
      dimensions: [dimension],
      filters: ofEvents,
      counted: goal ? [goalNamed(goal, question.goals)] : question.goals,
    },
    dimension,
    chosen: ofVisits,
    models,
    path: { exclude_direct, collapse_repeats },
    lookback: fields.lookback * DAY,
    halfLife: fields.half_life * DAY,
    now,
  }
}

function requireOfVisit(dimension: Dimension): void {
  const { scope } = sourceOf(dimension)
  if (isDimension(dimension) && (scope === 'visit' || scope === 'person')) return
  throw new Refusal(
    422,
    `credit goes to visits, and "${dimension}" is no dimension of those; ask for channel, source, campaign, landing_page or another one of the visit`,
  )
}

/**
 * What looks at events, their pages or their time chooses among conversions, as in every report; what looks at visits chooses
 * among those that have credit, so that a filter gives the numbers of the row that it names.
 */
function partedFilters(filters: readonly Filter[]) {
  const isOfEvents = (filter: Filter) => {
    const scopes = scopesOf([filter])
    return scopes.has('event') || scopes.has('page') || scopes.has('time')
  }
  return {
    ofEvents: filters.filter(isOfEvents),
    ofVisits: filters.filter((filter) => !isOfEvents(filter)),
  }
}

/** The question over other days of the same clock. */
export function reaching(question: Question, from: number): Question {
  const { period } = question
  const first = Math.floor(from / DAY) - 1
  const days = { from: Math.min(first, period.days.from), to: period.days.to }
  const wide = localPeriod(days, period)
  return { ...question, period: { ...wide, span: { from, to: period.span.to } } }
}
