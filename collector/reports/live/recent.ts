import { type RawBuilder, sql } from 'kysely'
import { MINUTE } from '../../durations.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'
import { allOf } from '../question/filters.ts'
import { contextFor, type Question } from '../question/question.ts'

/**
 * `from … where …`: events of the last minutes that people caused; the clock of a sender may run a minute ahead.
 */
export function recent(
  context: ReportContext,
  question: Question,
  minutes: number,
): RawBuilder<unknown> {
  const span = { from: context.now - minutes * MINUTE, to: context.now + MINUTE }
  const events = context.reader.dialect.eventsWithin(siteNumber(context), span)
  return sql`${events} and ${allOf(question.filters, contextFor(question, 'event'))}`
}
