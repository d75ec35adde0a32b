import { z } from 'zod'
import { dateOf } from '../date-of.ts'
import { gather } from './facts/gather.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { DimensionName, Meta } from './question/request.ts'
import {
  askedUnits,
  Curve,
  cohortFields,
  type Matchers,
  meantBy,
  progressOf,
  warningsFor,
  wholeQuestion,
} from './retention/asked.ts'
import { type Cohorts, cohortsOf, eachVisitor, returnsOf, type Value } from './retention/cohorts.ts'
import { curveOf, stagesOf, stagesReason } from './retention/curve.ts'
import { seenBy } from './retention/returns.ts'
import { cellsOf, completeCells, type Progress, Triangle } from './retention/triangle.ts'
import type { Units } from './retention/units.ts'
import { type Days, localPeriod, todayIn } from './time/period.ts'

export const RetentionRequest = z.strictObject({
  ...cohortFields,
  /** Period 0 counted. */
  periods: z.int().min(1).max(400).default(12),
  breakdown: DimensionName.nullish(),
  limit: z.int().min(1).max(100).default(20),
})
export type RetentionRequest = z.output<typeof RetentionRequest>

const Rate = z.number().nullable()
const Stages = z.object({
  oscillation_ends: z.int().nullable(),
  plateau_starts: z.int().nullable(),
})

export const RetentionAnswer = z.object({
  meta: Meta,
  cohorts: z.array(
    z.object({
      start: z.iso.date(),
      size: z.int(),
      /** Null: that period has not begun. */
      retained: z.array(z.int().nullable()),
      /** The first period that is not over; null when all are. */
      partial_from: z.int().nullable(),
    }),
  ),
  curve: Curve,
  stages: Stages.nullable(),
  stages_reason: z.string().nullable(),
  /** On the last day of the period that is over. */
  stickiness: z.object({ day: z.iso.date().nullable(), dau_wau: Rate, dau_mau: Rate }),
  breakdown: z
    .array(
      z.object({
        value: z.union([z.string(), z.number()]).nullable(),
        /** All values that have no row of their own. */
        other: z.boolean(),
        size: z.int(),
        curve: Curve,
      }),
    )
    .optional(),
})
export type RetentionAnswer = z.infer<typeof RetentionAnswer>

/** People by when they came first, and whether they came again in each period after it. */
export async function retention(
  context: ReportContext,
  request: RetentionRequest,
): Promise<RetentionAnswer> {
  const days = await daysFor(context, request.period)
  const units = askedUnits(context, request, days)
  const whole = await wholeQuestion(context, request, units)
  const question = { ...whole, dimensions: request.breakdown ? [request.breakdown] : [] }
  const meant = await meantBy(context, question, request)
  const { all, groups, shown } = await fill(question, { units, request, matchers: meant })
  const progress = progressOf(units, context.now)
  const meta = metaOf(context, { period: localPeriod(days, context.site) })
  const reason = stagesReason(all, progress)
  return {
    meta: { ...meta, warnings: [...meta.warnings, ...warningsFor(context)] },
    cohorts: rowsOf(all, units, progress),
    curve: curveOf(all, progress),
    stages: reason === undefined ? stagesOf(all, progress) : null,
    stages_reason: reason ?? null,
    // Whom a funnel chooses is known: on a single day it would be others.
    stickiness: await stickiness(context, question, days),
    ...(request.breakdown && {
      breakdown: groups.map((triangle, i) => ({
        value: shown.values[i] ?? null,
        other: i === shown.other,
        size: shown.sizes[i] ?? 0,
        curve: curveOf(triangle, progress),
      })),
    }),
  }
}

/** The largest groups by their place in the answer, the last one everybody else's. */
interface Shown {
  values: Value[]
  sizes: number[]
  /** By the number of a group. */
  places: number[]
  /** Undefined when everybody has a row. */
  other: number | undefined
}

function groupsShown(cohorts: Cohorts, { limit }: RetentionRequest): Shown {
  const { values, sizes } = cohorts
  const order = inOrder(cohorts)
  const places = new Array<number>(values.length).fill(0)
  for (const [place, group] of order.entries()) places[group] = Math.min(place, limit)
  const top = order.slice(0, limit)
  const rest = order.slice(limit).reduce((sum, group) => sum + (sizes[group] ?? 0), 0)
  const shown = {
    values: top.map((group) => values[group] ?? null),
    sizes: top.map((group) => sizes[group] ?? 0),
  }
  if (order.length <= limit) return { ...shown, places, other: undefined }
  return {
    values: [...shown.values, null],
    sizes: [...shown.sizes, rest],
    places,
    other: limit,
  }
}

/** By size; of equals, by the value. */
function inOrder({ values, sizes }: Cohorts): number[] {
  const nameOf = (group: number) => String(values[group] ?? '')
  return values
    .map((_, group) => group)
    .sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || (nameOf(a) < nameOf(b) ? -1 : 1))
}

interface Filling {
  units: Units
  request: RetentionRequest
  matchers: Matchers
}

interface Filled {
  all: Triangle
  groups: Triangle[]
  shown: Shown
}

async function fill(question: Question, filling: Filling): Promise<Filled> {
  const { units, request, matchers } = filling
  const { periods, mode, breakdown } = request
  const [entered, returns] = matchers
  const all = new Triangle(units.cohorts, periods)
  const counted = { units, periods, mode, own: returns === undefined }
  if (!entered && !returns && !breakdown) {
    await eachVisitor(question, units, (entrant, visits) => {
      all.add(entrant.cohort, seenBy(entrant, visits, counted))
    })
    return { all, groups: [], shown: { values: [], sizes: [], places: [], other: undefined } }
  }
  const cohorts = await cohortsOf(question, units, entered)
  const shown = groupsShown(cohorts, request)
  const groups = shown.values.map(() => new Triangle(units.cohorts, breakdown ? periods : 0))
  const histories = returnsOf(question, units, { returns, entered })
  for await (const [entrant, history] of cohorts.entrants.beside(histories)) {
    const seen = seenBy(entrant, history?.moments ?? [], counted)
    all.add(entrant.cohort, seen)
    groups[shown.places[entrant.group] ?? 0]?.add(entrant.cohort, seen)
  }
  return { all, groups, shown }
}

function rowsOf(triangle: Triangle, units: Units, progress: Progress): RetentionAnswer['cohorts'] {
  return Array.from({ length: units.cohorts }, (_, cohort) => {
    const complete = completeCells(cohort, progress, triangle.periods)
    return {
      start: dateOf(units.days[cohort] ?? 0),
      size: triangle.size(cohort),
      retained: cellsOf(triangle, cohort, progress),
      partial_from: complete < triangle.periods ? complete : null,
    }
  })
}

/** People of a day among those of the 7 and of the 30 days that end with it. */
async function stickiness(
  context: ReportContext,
  { filters }: Question,
  days: Days,
): Promise<RetentionAnswer['stickiness']> {
  const { today } = todayIn(context.site.timezone, context.now, null)
  const to = Math.min(days.to, today)
  if (to <= days.from) return { day: null, dau_wau: null, dau_mau: null }
  const people = async (count: number) => {
    const question = await questionOf(context, { from: to - count, to }, filters)
    return (await gather(question, ['visitors'])).total.visitors
  }
  const day = await people(1)
  const share = (all: number) => (all === 0 ? null : day / all)
  return {
    day: dateOf(to - 1),
    dau_wau: share(await people(7)),
    dau_mau: share(await people(30)),
  }
}
