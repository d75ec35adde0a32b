import { Refusal } from '../../refusal.ts'
import type { Dimension } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import { looksAtEvents, type Question } from '../question/question.ts'

/** Throws a 422 for a dimension that a first visit, which may lie long before the period, has not. */
export function requireOfVisit(question: Question, dimension: Dimension): void {
  const asked = { ...question, dimensions: [dimension], filters: [] }
  if (sourceOf(dimension).scope !== 'time' && !looksAtEvents(asked)) return
  throw new Refusal(
    422,
    `stages are told by what a person’s first visit was like, and "${dimension}" is of something else; take one like channel`,
  )
}
