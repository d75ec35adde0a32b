import { type RawBuilder, sql } from 'kysely'
import type { History } from '../../store/port.ts'
import { EVENT_NAME } from '../question/event-keys.ts'
import { heldIn, type Question } from '../question/question.ts'

/** What people did, its name beside each moment. */
export function deedsOf(question: Question, from: RawBuilder<unknown>): AsyncIterable<History> {
  const { reader, site } = question
  return reader.histories({
    site,
    of: 'person',
    from: heldIn(question, from),
    marks: [sql`1 = 1`],
    beside: [EVENT_NAME],
  })
}
