import { sql } from 'kysely'
import { type Question, spanOf } from '../question/question.ts'
import { visitsAsked } from '../question/visits-asked.ts'

/** How many visits there were, by the number of their acquisition. */
export type VisitsByAcquisition = ReadonlyMap<number, number>

/** Of the visits that the question chooses. A tally: SQLite alone would sort all of them, 160 ms for 250,000 and not 45. */
export async function visitsByAcquisition(question: Question): Promise<VisitsByAcquisition> {
  const { rows } = await question.reader.tally({
    site: question.site,
    keys: [{ kind: 'value', value: sql`v.acquisition` }],
    from: visitsAsked(question),
    ...(question.filters.length === 0 && { visits: spanOf(question) }),
    sums: [],
  })
  return new Map(rows.map(({ keys: [acquisition], rows: visits }) => [Number(acquisition), visits]))
}
