import { type RawBuilder, sql } from 'kysely'
import type { Tally } from '../store/port.ts'
import { isAnyConversion } from './filters.ts'
import type { Facts } from './metrics.ts'
import {
  contextFor,
  filtersOf,
  keysOf,
  liesInOneBucket,
  looksAtEvents,
  type Question,
  spanOf,
} from './question.ts'

/** A tally and what its answer means: the fact that its rows, people and sums each are. */
export interface FactTally {
  tally: Tally
  rows: keyof Facts | undefined
  people: keyof Facts | undefined
  sums: (keyof Facts)[]
}

/** Ten seconds: semantics.md, "engaged visit". */
const ENGAGED_MS = sql.lit(10_000)

const BOUNCED = sql`(v.pageviews <= 1 and v.interactive = 0)`
const DURATION = sql`v.last - v.start`

/**
 * Visits that start in the period, their people, bounces and durations, by the visit's start. A dimension or
 * filter of events takes the visits that have such an event, whenever in the visit it was.
 */
export function visitFacts(question: Question, asked: { engaged: boolean }): FactTally {
  const { reader, site } = question
  const engaged = asked.engaged ? isEngaged(question) : sql`0`
  const byEvent = looksAtEvents(question)
  const source = byEvent
    ? reader.dialect.eventsOfVisitsStarting(site, spanOf(question))
    : reader.dialect.visitsStarting(site, spanOf(question))
  return {
    tally: {
      site,
      keys: keysOf(question, 'visit'),
      from: sql`${source} and v.alone = 0 and ${filtersOf(question, 'visit')}`,
      ...(byEvent ? { unit: sql`v.id` } : {}),
      person: sql`v.person`,
      sums: [BOUNCED, engaged, DURATION],
    },
    rows: 'visits',
    people: 'visitors',
    sums: ['bounced', 'engaged', 'duration_ms'],
  }
}

/** At least 10 s engaged, or two pageviews, or a conversion of any goal. */
function isEngaged(question: Question): RawBuilder<unknown> {
  const { goals } = question
  const context = contextFor(question, 'event')
  const enough = sql`v.engaged >= ${ENGAGED_MS} or v.pageviews >= 2`
  if (goals.length === 0) return sql`(${enough})`
  const mayConvert = goals.every(({ event }) => event !== undefined && !UNCOUNTED.has(event))
    ? sql`v.events > 0`
    : sql`1`
  return sql`(${enough} or ${mayConvert} and exists
    (select 1 from event e where e.visit = v.id and ${isAnyConversion(goals, context)}))`
}

/** Names that a visit's count of events leaves out. */
const UNCOUNTED: ReadonlySet<string> = new Set(['pageview', 'engagement', 'identify'])

/** The pageviews and events of the visits that lie in one bucket, from their rows alone. */
export function viewsOfWholeVisits(question: Question): FactTally {
  const { reader, site } = question
  const visits = reader.dialect.visitsStarting(site, spanOf(question))
  return {
    tally: {
      site,
      keys: keysOf(question, 'visit'),
      from: sql`${visits} and ${answersForItsEvents(question)} and ${filtersOf(question, 'visit')}`,
      sums: [sql`v.pageviews`, sql`v.events`],
    },
    rows: undefined,
    people: undefined,
    sums: ['pageviews', 'events'],
  }
}

/** The pageviews and events of the visits that reach over an edge, one by one. */
export function viewsOfSplitVisits(question: Question): FactTally {
  const { reader, site } = question
  const span = spanOf(question)
  const whole = sql`(v.start >= ${span.from} and ${answersForItsEvents(question)})`
  const visits = sql`${reader.dialect.visitsTouching(site, span)} and not ${whole}`
  return viewsFrom(question, reader.dialect.eventsOf(visits, span))
}

function answersForItsEvents(question: Question): RawBuilder<unknown> {
  return sql`v.alone = 0 and ${liesInOneBucket(question)}`
}

/** Pageviews and events one by one, with what was read of each page. */
export function eventFacts(question: Question): FactTally {
  const { reader, site } = question
  return viewsFrom(question, reader.dialect.eventsWithin(site, spanOf(question)))
}

const PAGEVIEW = sql`e.name = 1`

function viewsFrom(question: Question, source: RawBuilder<unknown>): FactTally {
  return {
    tally: {
      site: question.site,
      keys: keysOf(question, 'event'),
      // Neither engagement (2) nor identify (8) is counted by any of these.
      from: sql`${source} and e.name not in (2, 8) and ${filtersOf(question, 'event')}`,
      sums: [
        PAGEVIEW,
        sql`e.name <> 1`,
        PAGEVIEW,
        sql`case when ${PAGEVIEW} then e.engaged end`,
        sql`case when ${PAGEVIEW} then e.scroll end`,
      ],
    },
    rows: undefined,
    people: undefined,
    sums: ['pageviews', 'events', 'read_pageviews', 'engaged_ms', 'scroll'],
  }
}
