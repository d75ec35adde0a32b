import type { Filter } from '../../settings/filter.ts'
import { dayToday, questionOf } from '../question/ask.ts'
import type { ReportContext } from '../question/context.ts'
import type { Question } from '../question/question.ts'
import { dayOf } from '../time/zone.ts'
import type { CustomerDimension } from './asked.ts'
import { type Change, changesUntil } from './changes.ts'
import { type FirstVisit, firstVisits } from './first-visits.ts'

/** The changes of the customers whom the filters choose, and how those came, where that is asked. */
export interface Chosen {
  /** About all of the site's time; undefined where nothing is asked of visits. */
  question: Question | undefined
  changes: Change[]
  visits: ReadonlyMap<number, FirstVisit>
}

interface Asked {
  filters: readonly Filter[]
  dimension?: CustomerDimension | null | undefined
}

/** Up to now. Filters choose by a customer's first visit; whoever never visited fits none. */
export async function chosenBy(
  context: ReportContext,
  { filters, dimension }: Asked,
): Promise<Chosen> {
  const changes = await changesUntil(context, context.now + 1)
  const ofVisit = dimension && dimension !== 'plan' ? [dimension] : []
  if (filters.length === 0 && ofVisit.length === 0) {
    return { question: undefined, changes, visits: new Map() }
  }
  const question = { ...(await wholeQuestion(context, filters)), dimensions: ofVisit }
  const customers = [...new Set(changes.map(({ customer }) => customer))]
  const visits = await firstVisits(question, customers)
  const chosen =
    filters.length === 0 ? changes : changes.filter(({ customer }) => visits.get(customer)?.fits)
  return { question, changes: chosen, visits }
}

/** First visits may have been at any time. */
function wholeQuestion(context: ReportContext, filters: readonly Filter[]): Promise<Question> {
  const today = dayToday(context)
  const from = context.first === null ? today : dayOf(context.site.timezone, context.first)
  return questionOf(context, { from: Math.min(from, today), to: today + 1 }, filters)
}
