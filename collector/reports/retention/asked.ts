import { z } from 'zod'
import { Refusal } from '../../refusal.ts'
import { type Matcher, MatcherOrAny } from '../../settings/matcher.ts'
import { questionOf } from '../question/ask.ts'
import type { ReportContext } from '../question/context.ts'
import { knownMatchers } from '../question/matcher.ts'
import type { Question } from '../question/question.ts'
import { common } from '../question/request.ts'
import { type Days, todayIn } from '../time/period.ts'
import { RETENTION_MODES } from './returns.ts'
import type { Progress } from './triangle.ts'
import { RETENTION_UNITS, type Units, unitAt, unitsOf } from './units.ts'

/** What cohorts and their returns are asked with. */
export const cohortFields = {
  period: common.period,
  filters: common.filters,
  unit: z.enum(RETENTION_UNITS).default('week'),
  /** Whose first event it is; without one the first visit. */
  cohort: MatcherOrAny.nullish(),
  /** What counts as coming back; without one any visit. */
  return: MatcherOrAny.nullish(),
  mode: z.enum(RETENTION_MODES).default('on'),
}
const Cohorts = z.object({ ...cohortFields, periods: z.int() })
export type AskedCohorts = z.output<typeof Cohorts>

export const Curve = z.array(
  z.object({
    n: z.int(),
    rate: z.number().nullable(),
    interval: z.tuple([z.number(), z.number()]).nullable(),
    people: z.int(),
  }),
)

/** Cells of all cohorts that an answer holds. */
const MOST_CELLS = 40_000

/** The units of the days that have cohorts, and those after them that are asked about. Throws a 422 for too many. */
export function askedUnits({ site, now }: ReportContext, request: AskedCohorts, days: Days): Units {
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
export function wholeQuestion(
  context: ReportContext,
  { filters }: AskedCohorts,
  { days, cohorts }: Units,
): Promise<Question> {
  return questionOf(context, { from: days[0] ?? 0, to: days[cohorts] ?? 0 }, filters)
}

/** What makes people enter, and what counts as coming back; undefined for visits. */
export type Matchers = [cohort: Matcher | undefined, returns: Matcher | undefined]

export async function meantBy(
  context: ReportContext,
  question: Question,
  request: AskedCohorts,
): Promise<Matchers> {
  const known = async (matcher: Matcher | null | undefined) =>
    matcher && Object.keys(matcher).length > 0
      ? (await knownMatchers(context, question, [matcher]))[0]
      : undefined
  return [await known(request.cohort), await known(request.return)]
}

export function progressOf(units: Units, now: number): Progress {
  const running = unitAt(units, now)
  return { complete: Math.max(0, running), begun: running + 1 }
}

const WITHOUT_IDS =
  'browsers of this site have no id: each is somebody else the next day, so that only people who are identified, and visitors that are sent, are seen to return'

export function warningsFor({ site }: ReportContext): string[] {
  return site.identity === 'cookieless' ? [WITHOUT_IDS] : []
}
