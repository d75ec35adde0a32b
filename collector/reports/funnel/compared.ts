import type { Filter } from '../../settings/filter.ts'
import { questionOf } from '../question/ask.ts'
import type { ReportContext } from '../question/context.ts'
import type { Question } from '../question/question.ts'
import { type Compare, comparedDays, type Days, type Period } from '../time/period.ts'

interface Comparison {
  period: Period
  compare: Compare
  match?: 'weekday' | null | undefined
  filters: readonly Filter[]
}

const WEEK = 7
const WEEKS_OF_YEAR = 52

/** The question about the period to compare with; of a period that is not over, about as much of it as has elapsed. */
export async function comparedQuestion(
  context: ReportContext,
  { period }: Question,
  comparison: Comparison,
): Promise<Question> {
  const days = daysBeside(period.days, comparison)
  const question = await questionOf(context, days, comparison.filters)
  if (period.span.to <= context.now) return question
  const { span, clock } = question.period
  const elapsed = period.clock.local(context.now) - period.clock.local(period.span.from)
  const local = clock.local(span.from) + elapsed
  const to = Math.min(span.to, local - clock.offset(local - clock.offset(span.from)))
  return { ...question, period: { ...question.period, span: { ...span, to } } }
}

/** `weekday`: whole weeks back, the fewest that are not shorter than the period, or 52 for a year. */
function daysBeside(days: Days, { compare, period, match }: Comparison): Days {
  if (!match || typeof compare === 'object') return comparedDays(compare, period, days)
  const length = days.to - days.from
  const weeks = compare === 'year' ? WEEKS_OF_YEAR : Math.ceil(length / WEEK)
  return { from: days.from - weeks * WEEK, to: days.to - weeks * WEEK }
}
