import { type RawBuilder, sql } from 'kysely'
import { Refusal } from '../../refusal.ts'
import type { Matcher } from '../../settings/matcher.ts'
import { ANY } from '../../store/marks.ts'
import type { AllOf, History, Key, MarkedMoment, Span } from '../../store/port.ts'
import { type Namer, namerFor } from '../facts/namer.ts'
import { isMeant, markOf, namesMeant } from '../question/matcher.ts'
import {
  allOfSpan,
  contextFor,
  filtersOf,
  heldIn,
  keysOf,
  looksAtEvents,
  type Question,
} from '../question/question.ts'
import { type Entrant, Entrants } from './entrants.ts'
import { type Units, unitAt } from './units.ts'

export type Value = string | number | null

/** Who entered, and the values that their groups have. */
export interface Cohorts {
  entrants: Entrants
  /** By the group's number. */
  values: Value[]
  sizes: number[]
}

/** Of a person's first moment: the filters leave it. */
const FITS = 2

/**
 * People by their first visit ever, or their first such event ever, in the units that have cohorts. The first is found
 * before the filters look at it; the question's dimension is the value of its visit or event.
 */
export async function cohortsOf(
  question: Question,
  units: Units,
  event: Matcher | undefined,
): Promise<Cohorts> {
  const { reader, site } = question
  const span = cohortSpan(units)
  const parts = event ? firstEvents(question, span, event) : firstVisits(question, span)
  const groups = new Groups()
  const nameOf = await shownIn(question)
  const entrants = new Entrants()
  const found = reader.histories({ site, of: 'person', ...parts })
  for await (const { who, moments } of found) {
    const [first] = moments
    if (!first || first.at < span.from || first.at >= span.to || (first.marks & FITS) === 0)
      continue
    const group = groups.add(first.beside[0] ?? null)
    entrants.add({ who, at: first.at, cohort: unitAt(units, first.at), group })
  }
  return { entrants, values: groups.values.map(nameOf), sizes: groups.sizes }
}

async function shownIn(question: Question): Promise<Namer> {
  const [dimension] = question.dimensions
  return dimension ? await namerFor(question, dimension) : (value) => value
}

function cohortSpan({ edges, cohorts }: Units): Span {
  return { from: edges[0] ?? 0, to: edges[cohorts] ?? 0 }
}

function wholeSpan({ edges }: Units): Span {
  return { from: edges[0] ?? 0, to: edges.at(-1) ?? 0 }
}

/** Of a visit that is read with those after it. */
const IS_FIRST = 2
const FIRST_FITS = 4

/** Whoever entered by their first visit, each with all their visits, in one pass. */
export async function eachVisitor(
  question: Question,
  units: Units,
  take: (entrant: Entrant, visits: readonly MarkedMoment[]) => void,
): Promise<void> {
  const { reader, site } = question
  const span = cohortSpan(units)
  const first = isFirst(question)
  const asked = question.filters.length > 0
  const needed = asked ? IS_FIRST | FIRST_FITS : IS_FIRST
  const fits = asked ? [sql`(${first} and ${firstFits(question, span)})`] : []
  const from = heldIn(question, reader.dialect.visitsStarting(site, wholeSpan(units)))
  const marks = [ANY, { kept: first }, ...fits]
  for await (const { who, moments } of reader.histories({
    site,
    of: 'person',
    moments: 'visits',
    from,
    all: allVisits(question, units),
    marks,
    beside: [],
  })) {
    const [visit] = moments
    if (!visit || (visit.marks & needed) !== needed || visit.at >= span.to) continue
    take({ who, at: visit.at, cohort: unitAt(units, visit.at), group: 0 }, moments)
  }
}

function allVisits(question: Question, units: Units): AllOf | undefined {
  return allOfSpan(question, { span: wholeSpan(units), by: 'start' })
}

function isFirst({ reader }: Question): RawBuilder<unknown> {
  return sql`v.start <= ${reader.dialect.firstStartOfPerson}`
}

function firstFits(question: Question, span: Span): RawBuilder<unknown> {
  if (!looksAtEvents(question)) return filtersOf(question, 'visit')
  const { dialect } = question.reader
  return dialect.hasEvent(question.site, span, filtersOf(question, 'event'))
}

interface Rows {
  moments?: 'visits'
  from: RawBuilder<unknown>
  marks: RawBuilder<unknown>[]
  beside: Key[]
}

function firstVisits(question: Question, span: Span): Rows {
  const { reader, site } = question
  const { dialect } = reader
  if (looksAtEvents({ ...question, filters: [] })) {
    throw new Refusal(
      422,
      'a first visit has no single event to break down by; name a cohort event',
    )
  }
  const from = sql`${dialect.visitsStarting(site, span)} and ${isFirst(question)}`
  const fits = firstFits(question, span)
  return { moments: 'visits', from, marks: [sql`1 = 1`, fits], beside: keysOf(question, 'visit') }
}

/** From the site's first day on: only so it is known to be the first. */
function firstEvents(question: Question, span: Span, event: Matcher): Rows {
  const { reader, site, goals } = question
  const mark = isMeant(event, contextFor(question, 'event'))
  const names = namesMeant([event], goals)
  const from = sql`${reader.dialect.eventsWithin(site, { from: 0, to: span.to }, names)} and ${mark}`
  const fits = filtersOf(question, 'event')
  return { from, marks: [sql`1 = 1`, fits], beside: keysOf(question, 'event') }
}

/** More values than anybody reads. */
const MOST_GROUPS = 10_000

class Groups {
  readonly values: Value[] = []
  readonly sizes: number[] = []
  readonly #numbers = new Map<Value, number>()

  add(value: Value): number {
    const number = this.#numbers.get(value) ?? this.#numbered(value)
    this.sizes[number] = (this.sizes[number] ?? 0) + 1
    return number
  }

  #numbered(value: Value): number {
    if (this.values.length > MOST_GROUPS) {
      throw new Refusal(422, `more than ${MOST_GROUPS} values; break down by another dimension`)
    }
    this.#numbers.set(value, this.values.length)
    return this.values.push(value) - 1
  }
}

/** The returns of everybody, and what may have made them enter, in the units that are asked about. */
export function returnsOf(
  question: Question,
  units: Units,
  { returns, entered }: { returns: Matcher | undefined; entered: Matcher | undefined },
): AsyncIterable<History> {
  const { reader, site } = question
  const rows = returns
    ? eventsReturning(question, wholeSpan(units), [entered, returns])
    : visitsReturning(question, units)
  return reader.histories({ site, of: 'person', ...rows, beside: [] })
}

function visitsReturning(question: Question, units: Units) {
  const visits = question.reader.dialect.visitsStarting(question.site, wholeSpan(units))
  const from = heldIn(question, visits)
  return { moments: 'visits', from, all: allVisits(question, units), marks: [ANY] } as const
}

/** Of one instant only the event that made a person enter is no return: it is seen beside the returns that it could be. */
function eventsReturning(
  question: Question,
  span: Span,
  [entered, returns]: [Matcher | undefined, Matcher],
) {
  const { reader, site, goals } = question
  const context = contextFor(question, 'event')
  const events = reader.dialect.eventsWithin(site, span, namesMeant([returns], goals))
  const from = heldIn(question, events)
  const mark = markOf(returns, context)
  if (entered) {
    const enters = markOf(entered, context)
    return { from, marks: [mark, enters.name === mark.name ? enters : undefined] }
  }
  const returning = sql`${from} and ${isMeant(returns, context)}`
  return { from: returning, marks: [ANY, reader.dialect.opensVisit(site, span)] }
}
