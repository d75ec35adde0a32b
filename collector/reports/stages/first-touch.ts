import { sql } from 'kysely'
import { Refusal } from '../../refusal.ts'
import { ANY } from '../../store/marks.ts'
import type { MarkedMoment } from '../../store/port.ts'
import type { Dimension } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import { keysOf, looksAtEvents, type Question } from '../question/question.ts'
import { ALWAYS } from '../time/period.ts'

type Value = MarkedMoment['beside'][number]

/** Throws a 422 for a dimension that a first visit, which may lie long before the period, has not. */
export function requireOfVisit(question: Question, dimension: Dimension): void {
  const asked = { ...question, dimensions: [dimension], filters: [] }
  if (sourceOf(dimension).scope !== 'time' && !looksAtEvents(asked)) return
  throw new Refusal(
    422,
    `stages are told by what a person’s first visit was like, and "${dimension}" is of something else; take one like channel`,
  )
}

/** What a dimension says of the first visit ever of some people, by their numbers; none of who had no visit. */
export async function firstTouches(
  question: Question,
  dimension: Dimension,
  people: readonly number[],
): Promise<Map<number, Value>> {
  const values = new Map<number, Value>()
  if (people.length === 0) return values
  const { reader, site } = question
  const { visitsStarting, firstStartOfPerson, isAmong } = reader.dialect
  const histories = reader.histories({
    ...{ site, of: 'person', moments: 'visits' },
    from: sql`${visitsStarting(site, ALWAYS)} and v.start <= ${firstStartOfPerson}
      and ${isAmong(sql`v.person`, people)}`,
    marks: [ANY],
    beside: keysOf({ ...question, dimensions: [dimension] }, 'visit'),
  })
  for await (const { who, moments } of histories) {
    values.set(who, moments[0]?.beside[0] ?? null)
  }
  return values
}
