import { type RawBuilder, sql } from 'kysely'
import { namesLeftBy } from './names-left.ts'
import { filtersOf, looksAtEvents, type Question, spanOf } from './question.ts'

/** Visits that start in the period and that the filters choose, `from … where …`, alias v. */
export function visitsAsked(question: Question): RawBuilder<unknown> {
  const { dialect } = question.reader
  const { site } = question
  const filters = filtersOf(question, 'visit')
  if (!looksAtEvents(question)) {
    return sql`${dialect.visitsStarting(site, spanOf(question))} and ${filters}`
  }
  const names = namesLeftBy(question.filters)
  const events = dialect.eventsOfVisitsStarting(site, spanOf(question), names)
  return sql`from visit v where v.id in (select v.id as id ${events} and ${filters})`
}
