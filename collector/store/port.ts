import type { RawBuilder } from 'kysely'
import type { PersonKind } from '../person-kind.ts'
import type { UnitRows } from './unit-rows.ts'

/**
 * What a report needs from an engine: run one statement written over the logical tables,
 * with the engine's own fragments (`dialect`) where engines differ.
 */
export interface EventReader {
  readonly dialect: Dialect
  /** Runs one statement and answers all its rows. Read-only. */
  rows<Row>(statement: RawBuilder<Row>): Promise<Row[]>
  /** The same, a row at a time, for exports. */
  stream<Row>(statement: RawBuilder<Row>): AsyncIterable<Row>
  /** Groups exactly, distinct people and the total over all groups included. */
  tally(parts: Tally): Promise<TallyAnswer>
  /** Both, by keys of the same kinds. The second tells `among`: how many of its people are in the first's same group. */
  tallyAmong(whole: Tally, part: Tally): Promise<[TallyAnswer, TallyAnswer]>
  /** What each person or visit did, in order: one history after another, by ascending `who`. */
  histories(parts: Histories): AsyncIterable<History>
  /** Undefined where an engine keeps nothing of units. */
  readonly units?: UnitRows
  /** Throws when nobody waits any more; for what takes long between two questions. */
  goOn(): void
  close(): Promise<void>
}

/** What tells whether an answer given before is still the one that would be given now. */
export interface Versions {
  site(domain: string): { id: number; timezone: string } | undefined
  /**
   * A text that is never the same again once a commit may have changed what reports on the spans say: settings, visits and
   * their events in the spans, and what reaches visits anywhere (reclassification, people, erasure).
   */
  of(site: number, spans: readonly Span[]): string
  /** The same for what intake counted on some UTC days, the last one exclusive, since 1970-01-01. */
  ofQuality(site: number, days: { from: number; to: number }): string
  close(): void
}

/** Half-open stretch of time in epoch ms. */
export interface Span {
  from: number
  to: number
}

/** Names of events; undefined for all. */
export type Names = readonly string[] | undefined

/** A small table whose rows are named by an id in `visit` or `event`. */
export type LabelTable = 'acquisition' | 'client' | 'place' | 'page' | 'title' | 'name'

/** What a tally groups by. */
export type Key =
  /**
   * An expression's value as it is, null included. `kept` where the rows v and e and the rest of the file tell it in the
   * same words for every question, so that copies serve again: as `numbers`, or as what all but a few rows have not.
   */
  | { kind: 'value'; value: RawBuilder<unknown>; kept?: 'numbers' | 'rare' }
  /**
   * A column of the small-table row that the id names; null when there is no row.
   * `folded`: spellings that differ in case are one, shown as the oldest row has it. `path`: percent-encodings of one
   * path are one, shown readable. `many`: the expression is a list of ids (`pagesOfVisit`), and the row counts in the
   * group of each; one key of a tally at most, which then has a unit.
   */
  | {
      kind: 'label'
      id: RawBuilder<unknown>
      table: LabelTable
      column: string
      folded: boolean
      path?: boolean
      many?: boolean
    }
  /** Index of the bucket that an instant falls into; edges ascend, the last one ends the last bucket. */
  | { kind: 'bucket'; at: RawBuilder<unknown>; edges: readonly number[] }

/** One total per group: rows, distinct people and sums. */
export interface Tally {
  site: number
  keys: Key[]
  /** `from … where …` of the rows. */
  from: RawBuilder<unknown>
  /**
   * Where the rows are all visits that start in a span, and person, keys and sums are whole numbers that the row v alone
   * tells, null as good as 0: that span. An engine may then count copies of the columns.
   */
  visits?: Span
  /** Rows of a group with the same unit count once; they must come one after another. */
  unit?: RawBuilder<unknown>
  /** Integer expression whose distinct values are counted, but for null. */
  person?: RawBuilder<unknown>
  /** Integer expressions that are added up. */
  sums: RawBuilder<unknown>[]
  /** What `dialect.rate` finds, in order of time. */
  rates?: readonly LocalRate[]
}

/** What a currency is worth from a local time (ms) on, until the next of it. */
export interface LocalRate {
  currency: string
  from: number
  rate: number
}

export interface TallyTotal {
  rows: number
  people: number
  /** Of the people, those of the same group in another tally. */
  among?: number
  sums: number[]
  /** A sum is beyond the integers that a number holds exactly, and only near the true one. */
  rounded?: true
}

export interface TallyRow extends TallyTotal {
  keys: (string | number | null)[]
}

export interface TallyAnswer {
  rows: TallyRow[]
  /** Over all groups: a unit or a person in several groups counts once. */
  total: TallyTotal
}

/** Events by who did them or where they lie, in the order in which they happened. */
export interface Histories {
  site: number
  /** A person's history reaches over all browsers, and what happened while there was no visit belongs to it. */
  of: 'person' | 'visit'
  /** What a moment is: an event e of the visit v, or the start of a visit v, with no e then. */
  moments?: 'events' | 'visits'
  /** `from … where …` of the events, aliases v and e, or of the visits. */
  from: RawBuilder<unknown>
  /**
   * Where those are all of a span that are marked, and what names a label beside them, or the time of a bucket, the rows v
   * and e tell alone: an engine may then read copies.
   */
  all?: AllOf | undefined
  /** At most 31; undefined holds for no event. Events for which none holds are left out. */
  marks: readonly (Mark | undefined)[]
  /** Bits of marks: a history of which no moment has one of them need not come. */
  wanted?: number
  /** What stands beside each moment; no list (`many`). */
  beside: readonly Key[]
  /** What `dialect.rate` finds, in order of time. */
  rates?: readonly LocalRate[]
}

/** Visits that start in a span, and all their events; or events of which it is the `moment` that lies there. */
export interface AllOf {
  span: Span
  by: 'start' | 'moment'
}

/** A condition of an event e of the visit v. */
export type Mark = RawBuilder<unknown> | NamedMark | KeptMark

/** One that the file alone tells, in the same words for every question: an engine may keep copies of what it finds. */
export interface KeptMark {
  kept: RawBuilder<unknown>
}

/** One that holds for events of a name alone, which an engine may look at first. */
export interface NamedMark {
  name: string
  /** Conditions of its page, a row p of `page`. */
  page?: RawBuilder<unknown> | undefined
  /** What rules it out, as a `KeptMark` is told. */
  unless?: RawBuilder<unknown> | undefined
  /** What else holds for the event. */
  and?: RawBuilder<unknown> | undefined
}

export interface History {
  /** Number of the person or the visit. */
  who: number
  /** One at least, in time order; those of one instant as `inTimeOrder` of `intake/visits/partition.ts` has them. */
  moments: MarkedMoment[]
}

export interface MarkedMoment {
  /** Epoch ms. */
  at: number
  /** A bit for each condition that holds: 1 for the first, 2 for the second, 4 for the third. */
  marks: number
  /** The values of the keys. */
  beside: readonly (string | number | null)[]
}

/**
 * Where engines differ; everything else in a report is shared text. A fragment says what it means, and each engine
 * writes it as it likes: docs/decisions/0007-two-engines.md. **Lone** are what servers sent while there was no visit:
 * each has a row of its own beside the visits, which is none.
 */
export interface Dialect {
  /** `from … where …`, alias v: visits of the site that start in the span. */
  visitsStarting(site: number, span: Span): RawBuilder<unknown>
  /** `from … where …`, alias v: visits that belong to or were made by one of the `(ids of people)`. */
  visitsOf(people: RawBuilder<unknown>): RawBuilder<unknown>
  /** The same, the lone among them. */
  visitsAndLoneOf(people: RawBuilder<unknown>): RawBuilder<unknown>
  /** `from … where …`, alias v: visits and the lone of the site, of which some moment lies in the span. */
  visitsAndLoneTouching(site: number, span: Span): RawBuilder<unknown>
  /** `from … where …`, aliases v and e, a visit's events together: events, of these names, of visits starting in the span. */
  eventsOfVisitsStarting(site: number, span: Span, names?: Names): RawBuilder<unknown>
  /** `from … where …`, aliases v and e, in any order: events of the site, of these names, in the span. */
  eventsWithin(site: number, span: Span, names?: Names): RawBuilder<unknown>
  /** The same, of the visits v that a `from … where …` names. */
  eventsOf(visits: RawBuilder<unknown>, span: Span): RawBuilder<unknown>
  /** `from … where …`, aliases c, v and e: the rows c of a select, each with the event that its `visit` and `seq` name. */
  eventsNamedBy(select: RawBuilder<unknown>): RawBuilder<unknown>
  /** The same, aliases c, v, e and x: each with every event x of the visit of e beside it, one after another. */
  eventsBeside(select: RawBuilder<unknown>): RawBuilder<unknown>
  /** Whether the visit v, which starts in the span, has an event e for which it holds. */
  hasEvent(site: number, span: Span, holds: RawBuilder<unknown>): RawBuilder<unknown>
  /** The distinct ids of the pages that the events of the visit v name, 0 among them for events without a page. */
  pagesOfVisit: RawBuilder<unknown>
  /** The key of the account of the visit's person; null without one. */
  accountOfVisit: RawBuilder<unknown>
  /** When the first visit of the visit's person started. */
  firstStartOfPerson: RawBuilder<unknown>
  /** The variant that the visit's first exposure to the experiment showed. */
  variantOfVisit(experiment: string): RawBuilder<unknown>
  /**
   * `order by`: the events e as their visit has them (`inTimeOrder`): by time, their place in the batch, and the
   * text of their ids.
   */
  inTimeOrder: RawBuilder<unknown>
  /** The instant of the site's first event, or visit: what servers tell may be older than the script. Null without any. */
  firstMoment(site: number, of?: 'visits'): RawBuilder<number | null>
  /**
   * Two instants from `from` on: before the first the site has no event (null: it has none left); a scan from there to
   * the second reads few rows (null: so does one to the end).
   */
  scanFrom(
    site: number,
    from: number,
  ): { begin: RawBuilder<number | null>; end: RawBuilder<number | null> }
  /** Whether the event e sells what an earlier one of its name and order has sold: it is no conversion, and brings nothing. */
  isRepeat(site: number): RawBuilder<unknown>
  /** `select … as property`: each key that one of the latest of the events e carries, once an event. */
  propertyKeys(events: RawBuilder<unknown>, latest: number): RawBuilder<unknown>
  /** A property of the event e as text, null when absent. */
  property(key: string): RawBuilder<string | null>
  /** An event's id, `e.uid` or `e.of`, as it was sent. */
  eventId(id: RawBuilder<unknown>): RawBuilder<unknown>
  /** A person's key as it was sent; a cookieless one, which nobody sent, as hex. */
  personKey(key: RawBuilder<unknown>): RawBuilder<unknown>
  /** A person's key as it is stored, from what `personKey` gives. */
  storedKey(kind: PersonKind, key: string): RawBuilder<unknown>
  /** Whether a text matches a glob, as `acquisition/glob.ts` has it. */
  glob(text: RawBuilder<unknown>, pattern: string): RawBuilder<unknown>
  /** A text in lower case, of any script. */
  lower(text: RawBuilder<unknown>): RawBuilder<unknown>
  /** The path of a row of `page`, by its alias, in the form it is shown in, as `acquisition/escapes.ts` has it. */
  readablePath(page: string): RawBuilder<unknown>
  /** Whole part of a quotient of whole numbers that are not negative. */
  quotient(dividend: RawBuilder<unknown>, divisor: number): RawBuilder<unknown>
  /** Whether an expression, perhaps a costly one, is one of the values. */
  isOneOf(
    expression: RawBuilder<unknown>,
    values: readonly (string | number)[],
  ): RawBuilder<unknown>
  /** Whether a number is one of many ids, which the statement carries as one value; not of none. */
  isAmong(expression: RawBuilder<unknown>, ids: readonly number[]): RawBuilder<unknown>
  /** A test of an expression, which is worked out once where that is dearer than the test. */
  once(expression: RawBuilder<unknown>, test: TestOf): RawBuilder<unknown>
  /** A text or a number that is written as a number, as that number; null for any other. */
  number(text: RawBuilder<unknown>): RawBuilder<unknown>
  /**
   * Whole number `amount × ratio × 10^shift`, rounded half away from zero; null where one of them is.
   * The ratio counts as the decimal it is written as.
   */
  scaled(amount: RawBuilder<unknown>, rate: Rescaling): RawBuilder<unknown>
  /** Of the rates of the question, the currency's latest at a local time (ms); null without one. */
  rate(currency: RawBuilder<unknown>, local: RawBuilder<unknown>): RawBuilder<unknown>
}

/** `shift`: an integer. */
export type Rescaling = Record<'ratio' | 'shift', RawBuilder<unknown>>

type TestOf = (value: RawBuilder<unknown>) => RawBuilder<unknown>
