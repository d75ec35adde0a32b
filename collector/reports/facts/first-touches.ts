import { sql } from 'kysely'
import { ANY } from '../../store/marks.ts'
import type { MarkedMoment } from '../../store/port.ts'
import type { Dimension } from '../../vocabulary.ts'
import { keysOf, type Question } from '../question/question.ts'
import { ALWAYS } from '../time/period.ts'

export interface FirstTouch {
  /** Epoch ms. */
  at: number
  /** What each dimension says. */
  values: MarkedMoment['beside']
}

/** The first visit ever of some people, by their numbers; none of who had no visit. */
export async function firstTouches(
  question: Question,
  dimensions: readonly Dimension[],
  people: readonly number[],
): Promise<Map<number, FirstTouch>> {
  const touches = new Map<number, FirstTouch>()
  if (people.length === 0) return touches
  const { reader, site } = question
  const { visitsStarting, firstStartOfPerson, isAmong } = reader.dialect
  const histories = reader.histories({
    ...{ site, of: 'person', moments: 'visits' },
    from: sql`${visitsStarting(site, ALWAYS)} and v.start <= ${firstStartOfPerson}
      and ${isAmong(sql`v.person`, people)}`,
    marks: [ANY],
    beside: keysOf({ ...question, dimensions: [...dimensions] }, 'visit'),
  })
  for await (const { who, moments } of histories) {
    const [first] = moments
    if (first) touches.set(who, { at: first.at, values: first.beside })
  }
  return touches
}
