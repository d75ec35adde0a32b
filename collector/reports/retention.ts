import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { Matcher } from '../settings/matcher.ts'
import { gather } from './facts/gather.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { knownMatchers } from './question/matcher.ts'
import type { Question } from './question/question.ts'
import { common, DimensionName, Meta } from './question/request.ts'
import { type Cohorts, cohortsOf, returnsOf, type Value } from './retention/cohorts.ts'
import { curveOf, stagesOf, stagesReason } from './retention/curve.ts'
import { RETENTION_MODES, seenBy } from './retention/returns.ts'
import { cellsOf, completeCells, type Progress, Triangle } from './retention/triangle.ts'
import { RETENTION_UNITS, type Units, unitAt, unitsOf } from './retention/units.ts'
import { dateOf } from './time/calendar.ts'
import { type Days, localPeriod, todayIn } from './time/period.ts'

export const RetentionRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  unit: z.enum(RETENTION_UNITS).default('week'),
  /** Whose first event it is; without one the first visit. */
  cohort: Matcher.nullish(),
  /** What counts as coming back; without one any visit. */
  return: Matcher.nullish(),
  /** Period 0 counted. */
  periods: z.int().min(1).max(400).default(12),
  mode: z.enum(RETENTION_MODES).default('on'),
  breakdown: DimensionName.nullish(),
  limit: z.int().min(1).max(100).default(20),
})
export type RetentionRequest = z.output<typeof RetentionRequest>

const Rate = z.number().nullable()
const Interval = z.tuple([z.number(), z.number()]).nullable()
const Curve = z.array(z.object({ n: z.int(), rate: Rate, interval: Interval, people: z.int() }))
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
  const question = await asked(context, request, units)
  const meant = await matchers(context, question, request)
  const cohorts = await cohortsOf(question, units, meant[0])
  const shown = groupsShown(cohorts, request)
  const filling = { units, request, cohorts, shown, matchers: meant }
  const { whole, groups } = await fill(question, filling)
  const progress = progressOf(units, context.now)
  const meta = metaOf(context, { period: localPeriod(days, context.site) })
  const reason = stagesReason(whole, progress)
  return {
    meta: { ...meta, warnings: [...meta.warnings, ...warningsFor(context)] },
    cohorts: rowsOf(whole, units, progress),
    curve: curveOf(whole, progress),
    stages: reason === undefined ? stagesOf(whole, progress) : null,
    stages_reason: reason ?? null,
    stickiness: await stickiness(context, request, days),
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

/** Cells of all cohorts that an answer holds. */
const MOST_CELLS = 40_000

function askedUnits({ site, now }: ReportContext, request: RetentionRequest, days: Days): Units {
  const { unit, periods, mode } = request
  const until = mode === 'on' ? 0 : todayIn(site.timezone, now, null).today
  const units = unitsOf(unit, days, site, { more: periods - 1, until })
  if (units.cohorts * periods <= MOST_CELLS) return units
  throw new Refusal(
    422,
    `${units.cohorts} cohorts of ${periods} periods are too many; ask for a shorter period, fewer periods or a longer unit`,
  )
}

/** The question about the whole units that have cohorts. */
async function asked(
  context: ReportContext,
  { filters, breakdown }: RetentionRequest,
  { days, cohorts }: Units,
): Promise<Question> {
  const whole = { from: days[0] ?? 0, to: days[cohorts] ?? 0 }
  const question = await questionOf(context, whole, filters)
  return { ...question, dimensions: breakdown ? [breakdown] : [] }
}

type Matchers = [cohort: Matcher | undefined, returns: Matcher | undefined]

async function matchers(
  context: ReportContext,
  question: Question,
  request: RetentionRequest,
): Promise<Matchers> {
  const known = async (matcher: Matcher | null | undefined) =>
    matcher ? (await knownMatchers(context, question, [matcher]))[0] : undefined
  return [await known(request.cohort), await known(request.return)]
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

function groupsShown({ values, sizes }: Cohorts, { limit }: RetentionRequest): Shown {
  const order = values.map((_, group) => group).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0))
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

interface Filling {
  units: Units
  request: RetentionRequest
  cohorts: Cohorts
  shown: Shown
  matchers: Matchers
}

async function fill(question: Question, filling: Filling) {
  const { units, request, cohorts, shown } = filling
  const { periods, mode, breakdown } = request
  const [entered, returns] = filling.matchers
  const whole = new Triangle(units.cohorts, periods)
  const groups = shown.values.map(() => new Triangle(units.cohorts, breakdown ? periods : 0))
  const histories = returnsOf(question, units, { returns, entered })
  const counted = { units, periods, mode, own: returns === undefined }
  for await (const [entrant, history] of cohorts.entrants.beside(histories)) {
    const seen = seenBy(entrant, history?.moments ?? [], counted)
    whole.add(entrant.cohort, seen)
    groups[shown.places[entrant.group] ?? 0]?.add(entrant.cohort, seen)
  }
  return { whole, groups }
}

function progressOf(units: Units, now: number): Progress {
  const running = unitAt(units, now)
  return { complete: Math.max(0, running), begun: running + 1 }
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

const WITHOUT_IDS =
  'browsers of this site have no id: each is somebody else the next day, so that only people who are identified, and visitors that are sent, are seen to return'

function warningsFor({ site }: ReportContext): string[] {
  return site.identity === 'cookieless' ? [WITHOUT_IDS] : []
}

/** People of a day among those of the 7 and of the 30 days that end with it. */
async function stickiness(
  context: ReportContext,
  { filters }: RetentionRequest,
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
