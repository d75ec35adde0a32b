import { type RawBuilder, sql } from 'kysely'
import { isCounted } from '../../own-events.ts'
import type { Names, Tally } from '../../store/port.ts'
import { areCounted, isAnyConversion } from '../question/filters.ts'
import { namesLeftBy } from '../question/names-left.ts'
import { IS_COUNTED, IS_PAGEVIEW, IS_SEEN } from '../question/own-events.ts'
import {
  asksRowsAlone,
  contextFor,
  filtersOf,
  IS_VISIT,
  keysOf,
  keysWithPages,
  liesInOneBucket,
  looksAtEvents,
  looksAtPagesOnly,
  type Question,
  spanOf,
} from '../question/question.ts'
import { type FactTally, tallyOf } from './fact-tally.ts'
import type { FactNames, Facts } from './metrics.ts'

/** Ten seconds: semantics.md, "engaged visit". */
const ENGAGED_MS = sql.lit(10_000)

/**
 * What single visits add to the sums. One pageview, read for 15 s: 1 bounced, 1 engaged, so the two rates need not sum to
 * 1. A pageview and a purchase 20 s later: 0 bounced, 1 engaged where a goal counts it, 20,000 ms.
 */
const OF_VISITS = (question: Question) => ({
  rows: 'visits' as const,
  people: { fact: 'visitors' as const, person: sql`v.person` },
  sums: {
    bounced: sql`(v.pageviews <= 1 and v.interactive = 0)`,
    engaged: isEngaged(question),
    duration_ms: sql`v.last - v.start`,
  },
})

/** Visits that start in the period, from their own rows, with the events of those that lie in one bucket. */
function visitFacts(question: Question, asked: FactNames): FactTally {
  const { reader, site } = question
  const visits = reader.dialect.visitsStarting(site, spanOf(question))
  const whole = liesInOneBucket(question)
  const ofVisits = OF_VISITS(question)
  const sums = {
    ...ofVisits.sums,
    pageviews: sql`case when ${whole} then v.pageviews end`,
    events: sql`case when ${whole} then v.events end`,
  }
  const from = sql`${visits} and ${filtersOf(question, 'visit')}`
  const rows = { site, keys: keysOf(question, 'visit'), from }
  return tallyOf({ ...rows, ...ofRowsAlone(question, asked) }, { ...ofVisits, sums }, asked)
}

function ofRowsAlone(question: Question, asked: FactNames): Pick<Tally, 'visits'> {
  // Goals make a visit an engaged one by its events.
  if (asked.has('engaged') && question.goals.length > 0) return {}
  const alone = asksRowsAlone(question, { whole: only(asked, VIEW_FACTS).size > 0 })
  return alone ? { visits: spanOf(question) } : {}
}

/**
 * Visits that start in the period and have an event of the kind that a dimension or filter asks for, whenever
 * in the visit it was.
 */
function visitFactsByEvent(question: Question, asked: FactNames): FactTally {
  const { reader, site } = question
  const names = namesLeftBy(question.filters)
  const events = reader.dialect.eventsOfVisitsStarting(site, spanOf(question), names)
  const from = sql`${events} and ${filtersOf(question, 'visit')}`
  const rows = {
    site,
    keys: keysOf(question, 'visit'),
    from,
    unit: sql`v.id`,
  }
  return tallyOf(rows, OF_VISITS(question), asked)
}

/** The same by page alone, which a visit's row knows: its events need not be read. */
function visitFactsByPage(question: Question, asked: FactNames): FactTally {
  const { reader, site } = question
  const visits = reader.dialect.visitsStarting(site, spanOf(question))
  const from = sql`${visits} and ${filtersOf(question, 'visit')}`
  const rows = { site, keys: keysWithPages(question), from, unit: sql`v.id` }
  return tallyOf(rows, OF_VISITS(question), asked)
}

/** At least 10 s engaged, or two pageviews, or a conversion of any goal. */
function isEngaged(question: Question): RawBuilder<unknown> {
  const { goals } = question
  const context = contextFor(question, 'event')
  const enough = sql`v.engaged >= ${ENGAGED_MS} or v.pageviews >= 2`
  if (goals.length === 0) return sql`(${enough})`
  const mayConvert = areCounted(goals) ? sql`v.events > 0` : sql`1`
  const { reader, site } = question
  const converts = reader.dialect.hasEvent(site, spanOf(question), isAnyConversion(goals, context))
  return sql`(${enough} or ${mayConvert} and ${converts})`
}

/** The pageviews and events that `visitFacts` leaves out, one by one: of visits that reach over an edge. */
function viewsOfSplitVisits(question: Question, asked: FactNames): FactTally {
  const { reader, site } = question
  const span = spanOf(question)
  const whole = sql`(v.start >= ${span.from} and ${IS_VISIT} and ${liesInOneBucket(question)})`
  const visits = sql`${reader.dialect.visitsAndLoneTouching(site, span)} and not ${whole}`
  return viewsFrom(question, reader.dialect.eventsOf(visits, span), asked)
}

/** Pageviews and events one by one, with what was read of each page. */
function viewFacts(question: Question, asked: FactNames, known: Names): FactTally {
  const { reader, site } = question
  const names = namesLeftBy(question.filters) ?? known
  return viewsFrom(question, reader.dialect.eventsWithin(site, spanOf(question), names), asked)
}

/** Of more names, looking each up costs as much as reading all events. */
const FEW_NAMES = 100

/** The names of all events that can count, where nothing else is asked of single events and they are few; else undefined. */
export async function namesToRead({ reader }: Question, asked: FactNames): Promise<Names> {
  if (!readsCounted(asked) || only(asked, SEEN_FACTS).size > 0) return undefined
  const known = await reader.rows<{ text: string }>(
    sql`select n.text as text from name n limit ${sql.lit(FEW_NAMES + 1)}`,
  )
  const names = known.map(({ text }) => text).filter(isCounted)
  return known.length > FEW_NAMES || names.length === 0 ? undefined : names
}

function viewsFrom(question: Question, source: RawBuilder<unknown>, asked: FactNames): FactTally {
  const sums = {
    pageviews: IS_PAGEVIEW,
    events: IS_COUNTED,
    engaged_ms: sql`case when ${IS_PAGEVIEW} then e.engaged end`,
    scroll: sql`case when ${IS_PAGEVIEW} then e.scroll end`,
  }
  const person = sql`case when ${IS_COUNTED} then v.person end`
  const from = sql`${source} and ${namesFor(asked)} and ${filtersOf(question, 'event')}`
  const rows = { site: question.site, keys: keysOf(question, 'event'), from }
  return tallyOf(rows, { people: { fact: 'people', person }, sums }, asked)
}

function namesFor(asked: FactNames): RawBuilder<unknown> {
  if (!readsCounted(asked)) return IS_PAGEVIEW
  return only(asked, SEEN_FACTS).size > 0 ? IS_SEEN : IS_COUNTED
}

const VISIT_FACTS = ['visits', 'visitors', 'bounced', 'engaged', 'duration_ms'] as const
const VIEW_FACTS = ['pageviews', 'events'] as const
const PAGE_FACTS = ['engaged_ms', 'scroll'] as const
/** What pageviews add to. */
const SEEN_FACTS = ['pageviews', ...PAGE_FACTS] as const

/** Whether events are asked about, or whose they are. */
function readsCounted(asked: FactNames): boolean {
  return asked.has('events') || asked.has('people')
}

/** The tallies for everything asked of visits and views, each from the cheapest rows that hold it. */
export function talliesOfVisits(question: Question, asked: FactNames, names: Names): FactTally[] {
  const ofVisits = only(asked, VISIT_FACTS)
  const ofViews = only(asked, [...VIEW_FACTS, ...PAGE_FACTS, 'people'])
  const byEvent = looksAtEvents(question)
  // What was read of a page, and who did what, only events know; then views are counted there as well.
  const oneByOne = byEvent || only(asked, [...PAGE_FACTS, 'people']).size > 0
  const tallyVisits = visitTallyFor(question, byEvent)
  const tallyViews = oneByOne ? viewFacts : viewsOfSplitVisits
  const ofRows = oneByOne ? ofVisits : new Set([...ofVisits, ...ofViews])
  return [
    ...(ofRows.size > 0 ? [tallyVisits(question, ofRows)] : []),
    ...(ofViews.size > 0 ? [tallyViews(question, ofViews, names)] : []),
  ]
}

function visitTallyFor(question: Question, byEvent: boolean) {
  if (!byEvent) return visitFacts
  return looksAtPagesOnly(question) ? visitFactsByPage : visitFactsByEvent
}

function only(asked: FactNames, facts: readonly (keyof Facts)[]): FactNames {
  return new Set(facts.filter((fact) => asked.has(fact)))
}
