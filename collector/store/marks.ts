import { type RawBuilder, sql } from 'kysely'
import { OWN_EVENTS } from '../own-events.ts'
import type { Dialect } from './dialect.ts'
import type { Histories, KeptMark, Mark, NamedMark } from './port.ts'

/** The bits of a whole number of 32 that are not its sign: what `&` and `|` take as they are. */
const MOST_MARKS = 31

type OwnName = keyof typeof OWN_EVENTS

export interface MarkBit {
  mark: Mark
  /** 1 for the first, 2 for the second, 4 for the third. */
  bit: number
}

/** The marks that may hold, each with its bit. RangeError: more than 31 conditions. */
export function bitsOf({ marks }: Pick<Histories, 'marks'>): MarkBit[] {
  if (marks.length > MOST_MARKS) {
    throw new RangeError(`${marks.length} marks are more than ${MOST_MARKS}`)
  }
  return marks.flatMap((mark, i) => (mark ? [{ mark, bit: 2 ** i }] : []))
}

/** The number of the person or visit that the event e belongs to. */
export function whoseOf({ of }: Histories): RawBuilder<number> {
  return of === 'person' ? sql`v.person` : sql`v.id`
}

/** What places a moment: when it was, in which visit, and what tells it from others of its instant. */
export function placeOf({ moments }: Histories) {
  return moments === 'visits'
    ? { at: sql`v.start`, visit: sql`v.id`, seq: sql`0`, nth: sql`v.id`, id: sql`''` }
    : {
        at: sql`e.at`,
        visit: sql`e.visit`,
        seq: sql`e.seq`,
        nth: sql`coalesce(e.nth, 0)`,
        id: sql`e.uid`,
      }
}

/** `from … where …`: the events for which something holds. A lone one has a row among the visits and is of none. */
export function rowsWhere({ of, from }: Histories, holds: RawBuilder<unknown>) {
  const isOfUnit = of === 'person' ? sql`` : sql`and v.alone = 0`
  return sql`${from} and ${holds} ${isOfUnit}`
}

/** What tells how an engine asks about an event of the site. */
export interface AskedOf {
  site: number
  dialect: Pick<Dialect, 'isNamed'>
}

/** Holds for each. */
export const ANY: KeptMark = { kept: sql`1` }

export function isNamedMark(mark: Mark): mark is NamedMark {
  return 'name' in mark
}

export function isKeptMark(mark: Mark): mark is KeptMark {
  return 'kept' in mark
}

/** A mark in full, of an event of the site. */
export function holdsFor({ site, dialect }: AskedOf, mark: Mark): RawBuilder<unknown> {
  if (!isNamedMark(mark)) return isKeptMark(mark) ? mark.kept : mark
  const { name, page } = mark
  const conditions = [
    dialect.isNamed([name]),
    ...(page ? [isOnPage(site, page)] : []),
    ...restOf(mark),
  ]
  return sql`(${sql.join(conditions, sql` and `)})`
}

/** What a mark asks beside the name and the page. */
export function restOf({ unless, and }: NamedMark): RawBuilder<unknown>[] {
  return [...(unless ? [sql`not ${unless}`] : []), ...(and ? [and] : [])]
}

/** The number that the name of an event with a meaning of its own has everywhere; undefined for all others. */
export function ownNumber(name: string): number | undefined {
  return Object.hasOwn(OWN_EVENTS, name) ? OWN_EVENTS[name as OwnName].number : undefined
}

/** Whether the event's page is one that the conditions of a row p leave. */
export function isOnPage(site: number, page: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`e.page in (select p.id as id from page p where p.site = ${site} and ${page})`
}

const FOLLOW_UPS = sql.join(
  [OWN_EVENTS.engagement, OWN_EVENTS.exposure].map(({ number }) => sql.lit(number)),
)

/** Whether an event, by its alias, is one that opens a visit where it finds none: it came from a page, and is no follow-up. */
export function mayOpen(event: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${event}.${column}`)
  return sql`(${of('page')} is not null and ${of('name')} not in (${FOLLOW_UPS}))`
}
