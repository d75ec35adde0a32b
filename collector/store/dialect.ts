import type { RawBuilder } from 'kysely'
import type { PersonKind } from '../person-kind.ts'
import type { Names, Span } from './port.ts'

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
  /**
   * As `eventsNamedBy`, but v of a row for which `gives` holds is the visit that first sold the order which its event names,
   * under the same name; the event's own where nobody did.
   */
  eventsBySale(sale: BySale): RawBuilder<unknown>
  /** The same, each with every event x of that visit beside it, one after another. */
  eventsBesideSale(sale: BySale): RawBuilder<unknown>
  /** Whether the event e has one of the names. */
  isNamed(names: readonly string[]): RawBuilder<unknown>
  /** Whether the visit v, which starts in the span, has an event e for which it holds. */
  hasEvent(site: number, span: Span, holds: RawBuilder<unknown>): RawBuilder<unknown>
  /** Whether the event e of the site opened the visit v, which starts in the span. The lone opened none. */
  opensVisit(site: number, span: Span): RawBuilder<unknown>
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

/** Rows `select visit, seq …`, and of which of them, as c and e, the visit that sold the order is meant. */
export interface BySale {
  site: number
  select: RawBuilder<unknown>
  gives: RawBuilder<unknown>
}

/** `shift`: an integer. */
export type Rescaling = Record<'ratio' | 'shift', RawBuilder<unknown>>

type TestOf = (value: RawBuilder<unknown>) => RawBuilder<unknown>
