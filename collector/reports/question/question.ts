import { type RawBuilder, sql } from 'kysely'
import { DAY, HOUR } from '../../durations.ts'
import type { Filter } from '../../settings/filter.ts'
import type { Goal } from '../../settings/goals.ts'
import type { RateInto } from '../../settings/rates.ts'
import type { AllOf, EventReader, Key, Names, Span } from '../../store/port.ts'
import type { Dimension } from '../../vocabulary.ts'
import { type Buckets, bucketsOf } from '../time/buckets.ts'
import { ALWAYS, type LocalPeriod } from '../time/period.ts'
import { localTime, offset, type Scope, sourceOf } from './dimensions.ts'
import { allOf, type FilterContext } from './filters.ts'
import { scopesOf } from './scopes.ts'

/** What is asked of the store for one period: everything resolved, nothing read yet. */
export interface Question {
  reader: EventReader
  site: number
  /** ISO 4217, of the site. */
  currency: string
  /** Minor units in one of it: 100 for EUR, 1 for JPY. */
  unit: number
  /** What the goals' revenue is converted at, on the days of the period; of goals without any, none. */
  rates: readonly RateInto[]
  period: LocalPeriod
  dimensions: readonly Dimension[]
  /** `from … where …`, alias v: the only visits whose conversions are counted; all when left out. */
  visits?: RawBuilder<unknown>
  /** Refunds of orders belong to the visits that sold them: facts/by-sale.ts. */
  bySale?: boolean
  /** Without segments. */
  filters: readonly Filter[]
  /** The only visits that are told of, without segments; of filters that choose people by their first visit, too. */
  held: readonly Filter[]
  /** All of the site's goals. */
  goals: readonly Goal[]
  /** The goals that conversions are counted of. */
  counted: readonly Goal[]
}

/** Of a row v that may be lone. */
export const IS_VISIT = sql`v.alone = 0`

const START = sql`v.start`
const MOMENT = sql`e.at`

/** Whose time decides: a visit's facts belong to its start, an event's to its own instant. */
export type Clocked = 'visit' | 'event'

export function contextFor(question: Question, clocked: Clocked): FilterContext {
  const { reader, period, site, goals } = question
  const at = clocked === 'visit' ? START : MOMENT
  const rows = { lone: clocked === 'event', pageOf: 'e' as const, begins: period.span.from }
  return { dialect: reader.dialect, clock: period.clock, at, site, period, goals, ...rows }
}

/** Of events e beside each of which stand all events x of its visit: the page of one of those counts. */
export function contextBeside(question: Question): FilterContext {
  return { ...contextFor(question, 'event'), pageOf: 'x' }
}

export function spanOf(question: Question): Span {
  return question.period.span
}

/** The events of the period, of the names only if given, `from … where …` with the aliases v and e. */
export function eventsIn({ reader, site, period, visits }: Question, names?: Names) {
  const { dialect } = reader
  if (visits) return dialect.eventsOf(visits, period.span)
  return dialect.eventsWithin(site, period.span, names)
}

export function filtersOf(question: Question, clocked: Clocked): RawBuilder<unknown> {
  return allOf(question.filters, contextFor(question, clocked))
}

/** `from … where …` of visits v, or events e of them: those alone that may be told of. */
export function heldIn(question: Question, from: RawBuilder<unknown>): RawBuilder<unknown> {
  const { held, reader, site } = question
  if (held.length === 0) return from
  const holds = allOf(held, { ...contextFor(question, 'visit'), lone: true })
  const looksAtEvents = scopesOf(held).has('event') || scopesOf(held).has('page')
  return sql`${from} and ${looksAtEvents ? reader.dialect.hasEvent(site, ALWAYS, holds) : holds}`
}

/** Says of histories that they are of all such events or visits, where nothing narrows them down. */
export function allOfSpan({ held }: Question, all: AllOf): AllOf | undefined {
  return held.length === 0 ? all : undefined
}

export function bucketsFor(question: Question, dimension: Dimension): Buckets | undefined {
  const source = sourceOf(dimension)
  return source.kind === 'bucket' ? bucketsOf(source.unit, question.period) : undefined
}

export function keysOf(question: Question, clocked: Clocked): Key[] {
  return keysIn(question, contextFor(question, clocked))
}

export function keysIn(question: Question, context: FilterContext): Key[] {
  return question.dimensions.map((dimension) => {
    const source = sourceOf(dimension)
    if (source.kind === 'label') {
      const { table, column, folded, path = false } = source
      return { kind: 'label', id: source.id(context), table, column, folded, path }
    }
    if (source.kind === 'expression') return { kind: 'value', value: source.expression(context) }
    return { kind: 'bucket', at: context.at, edges: bucketsOf(source.unit, question.period).edges }
  })
}

function scopesAsked(question: Question): Set<Scope> {
  const ofDimensions = question.dimensions.map((dimension) => sourceOf(dimension).scope)
  return new Set([...ofDimensions, ...scopesOf(question.filters)])
}

/** Whether a dimension or filter looks at single events, so that the visit rows alone cannot answer. */
export function looksAtEvents(question: Question): boolean {
  return scopesAsked(question).has('event') || looksAtPages(question)
}

/** Whether it looks at visits, their people or their pages, so that it matters which visit an event belongs to. */
export function looksAtVisits(question: Question): boolean {
  const scopes = scopesAsked(question)
  return scopes.has('visit') || scopes.has('person') || scopes.has('page')
}

/** Whether it looks at the pages that events were on: then conversions are those of visits that were on them. */
export function looksAtPages(question: Question): boolean {
  return scopesAsked(question).has('page')
}

/** Whether the one thing that looks at single events is a dimension of their page: that, visits know themselves. */
export function looksAtPagesOnly({ dimensions, filters }: Question): boolean {
  const sources = dimensions.map(sourceOf).filter(isOfEvents)
  const [only] = sources
  const ofPage = only?.kind === 'label' && only.table === 'page'
  const filtered = scopesOf(filters)
  return ofPage && sources.length === 1 && !filtered.has('event') && !filtered.has('page')
}

function isOfEvents({ scope }: { scope: Scope }): boolean {
  return scope === 'event' || scope === 'page'
}

/** The keys of a visit, the page of an event among them as all the pages of the visit. */
export function keysWithPages(question: Question): Key[] {
  const id = question.reader.dialect.pagesOfVisit
  return keysOf(question, 'visit').map((key, index) => {
    const dimension = question.dimensions[index]
    const ofEvent = dimension !== undefined && isOfEvents(sourceOf(dimension))
    return ofEvent && key.kind === 'label' ? { ...key, id, many: true } : key
  })
}

const WHOLE_DAYS: ReadonlySet<string> = new Set(['time:day', 'time:week', 'time:month', 'weekday'])

/** Whether it ends with a day, as all but a running period's counterpart do. */
function endsAtMidnight({ period }: Question): boolean {
  return period.span.to === period.clock.startOfDay(period.days.to)
}

/**
 * Whether all of a visit that starts in the period lies in the period, and in one bucket of every time the
 * question asks for: then its row answers for its events.
 */
export function liesInOneBucket(question: Question): RawBuilder<unknown> {
  const { period } = question
  const { dialect } = question.reader
  // A report may have come in when it was over.
  const end = sql`case when v.heard > v.last then v.heard else v.last end`
  const within = sql`${end} < ${period.span.to}`
  const unit = bucketUnit(question)
  if (unit === undefined) return within
  const { clock } = period
  const [start, last] = [localTime(clock, START), localTime(clock, end)]
  const sameUnit = sql`${dialect.quotient(start, unit)} = ${dialect.quotient(last, unit)}`
  // What begins before a midnight and ends on the same day ends before it, too.
  const inside = endsAtMidnight(question) ? sameUnit : sql`${within} and ${sameUnit}`
  if (unit === DAY) return sql`(${inside})`
  // An hour that is lived twice is two buckets; its halves differ in their offset.
  return sql`(${inside} and ${offset(clock, START)} = ${offset(clock, end)})`
}

/**
 * Whether all visits of the period are asked about, and only what their rows alone tell, in words that other periods
 * use, too: then what is copied of them serves again. `whole`: whether they lie in one bucket is asked.
 */
export function asksRowsAlone(question: Question, { whole }: { whole: boolean }): boolean {
  const sources = question.dimensions.map(sourceOf)
  const ofRow = sources.every(({ kind, scope }) => kind !== 'expression' || scope === 'time')
  const inOneWay = !whole || (bucketUnit(question) !== undefined && endsAtMidnight(question))
  return question.filters.length === 0 && ofRow && inOneWay
}

function bucketUnit(question: Question): number | undefined {
  if (scopesOf(question.filters).has('time')) return HOUR
  const times = question.dimensions.filter((dimension) => sourceOf(dimension).scope === 'time')
  if (times.length === 0) return undefined
  return times.every((dimension) => WHOLE_DAYS.has(dimension)) ? DAY : HOUR
}
