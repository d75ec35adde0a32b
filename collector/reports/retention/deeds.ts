import { type RawBuilder, sql } from 'kysely'
import { OWN_EVENTS } from '../../own-events.ts'
import type { History } from '../../store/port.ts'
import { IS_SEEN } from '../question/own-events.ts'
import type { Question } from '../question/question.ts'

const NAME = {
  kind: 'label',
  id: sql`e.name`,
  table: 'name',
  column: 'text',
  folded: false,
} as const

/** Pageviews and events, without those that experiments send of themselves. */
export const IS_DEED = sql`(${IS_SEEN} and e.name <> ${sql.lit(OWN_EVENTS.exposure.number)})`

/** What people did, its name beside each moment. */
export function deedsOf(question: Question, from: RawBuilder<unknown>): AsyncIterable<History> {
  const { reader, site } = question
  return reader.histories({ site, of: 'person', from, marks: [sql`1 = 1`], beside: [NAME] })
}
