import { type RawBuilder, sql } from 'kysely'
import { OWN_EVENTS } from '../../own-events.ts'
import type { BySale, Dialect } from '../dialect.ts'
import { mayOpen, ownNumber } from '../marks.ts'
import type { LocalRate, Names, Span } from '../port.ts'

const EVENTS = sql`event e join visit v on v.id = e.visit`

function nameIn(names: Names): RawBuilder<unknown> {
  if (names === undefined) return sql``
  return sql`and e.name in (select n.id from name n where n.text in (${sql.join(names)}))`
}

function visitsAndLoneOf(people: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`from visit v where (v.visitor in ${people} or v.person in ${people})`
}

function eventsOfVisitsStarting(site: number, { from, to }: Span, names?: Names) {
  return sql`from ${EVENTS} where v.site = ${site} and e.site = ${site} and v.alone = 0
    and v.start >= ${from} and v.start < ${to} ${nameIn(names)}`
}

function named(select: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`from (${select}) c join event e on e.visit = c.visit and e.seq = c.seq
    join visit v on v.id = c.visit`
}

/** The site's first sale of each order and name; an order that no event names is none. */
function firstSales(site: number): RawBuilder<unknown> {
  return sql`(select o.order_id as order_id, o.name as name,
      argMin(o.visit, tuple(o.at, coalesce(o.nth, 0), o.uid)) as visit
    from event o where o.site = ${site} and o.order_id is not null and o.amount > 0
    group by o.order_id, o.name)`
}

function bySale({ site, select, gives }: BySale): RawBuilder<unknown> {
  return sql`from (${select}) c join event e on e.visit = c.visit and e.seq = c.seq
    left join ${firstSales(site)} s on s.order_id = e.order_id and s.name = e.name
    join visit v on v.id = coalesce(if(${gives}, s.visit, null), c.visit)`
}

/**
 * Marks a sub-select that asks about the visit v outside of it. Those run since 25.8, one level deep and without `limit`,
 * but see `keptFor` in tally.ts.
 */
export const OF_VISIT = '/* of v */'

function ofVisit(select: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${sql.raw(OF_VISIT)} ${select})`
}

/** Collectors number names each for itself: one text may have several. */
function isNamed(names: readonly string[]): RawBuilder<unknown> {
  const [own] = names.map(ownNumber)
  if (names.length === 1 && own !== undefined) return sql`(e.name = ${sql.lit(own)})`
  return sql`(e.name in (select n.id as id from name n where n.text in (${sql.join(names)})))`
}

const EXPOSURE = sql.lit(OWN_EVENTS.exposure.number)
const IN_TIME_ORDER = sql`e.at, coalesce(e.nth, 0), e.uid`

/**
 * Of visits of which two events or more could have opened it in one instant, those but the first. Most visits have none, and only
 * theirs are put in order: to look for the first event of each costs as much as all else that is asked.
 */
function laterOfTies(site: number, { from, to }: Span): RawBuilder<unknown> {
  const opening = sql`from event e where e.site = ${site} and ${mayOpen('e')}`
  return sql`select r.visit, r.seq from (
    select e.visit as visit, e.seq as seq,
      row_number() over (partition by e.visit order by ${IN_TIME_ORDER}) as place
    ${opening} and e.visit in (
      select e.visit as visit ${opening} and e.at >= ${from} and e.at < ${to} group by e.visit
      having count() > 1 and arrayUniq(groupArraySorted(2)(e.at)) = 1)
    ) r where r.place > 1`
}

function property(key: string): RawBuilder<string | null> {
  return sql`if(mapContains(e.properties, ${key}), e.properties[${key}], null)`
}

function firstEvent(site: number, from: number): RawBuilder<number | null> {
  return sql`(select minOrNull(e.at) from event e where e.site = ${site} and e.at >= ${from})`
}

/** `like` is exact in case and its `%` any characters, as the glob's `*`. */
function glob(text: RawBuilder<unknown>, pattern: string): RawBuilder<unknown> {
  const like = pattern.replace(/[\\%_]/gu, '\\$&').replace(/\*+/gu, '%')
  return sql`coalesce(${text} like ${like}, 0)`
}

const NUMBER = sql.lit('^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$')

export const dialect: Dialect = {
  isNamed,
  visitsStarting: (site, { from, to }) =>
    sql`from visit v where v.site = ${site} and v.start >= ${from} and v.start < ${to} and v.alone = 0`,
  visitsOf: (people) => sql`${visitsAndLoneOf(people)} and v.alone = 0`,
  visitsAndLoneOf,
  visitsAndLoneTouching: (site, { from, to }) => sql`from visit v where v.site = ${site}
    and v.start < ${to} and greatest(v.last, coalesce(v.heard, 0)) >= ${from}`,
  eventsOfVisitsStarting,
  eventsWithin: (site, { from, to }, names) => sql`from ${EVENTS} where v.site = ${site}
    and e.site = ${site} and e.at >= ${from} and e.at < ${to} ${nameIn(names)}`,
  eventsOf: (
    visits,
    { from, to },
  ) => sql`from ${EVENTS} where e.visit in (select v.id as id ${visits})
    and e.at >= ${from} and e.at < ${to}`,
  eventsNamedBy: (select) => sql`${named(select)} where 1`,
  eventsBeside: (select) => sql`${named(select)} join event x on x.visit = c.visit where 1`,
  eventsBySale: (sale) => sql`${bySale(sale)} where 1`,
  eventsBesideSale: (sale) => sql`${bySale(sale)} join event x on x.visit = v.id where 1`,
  hasEvent: (site, span, holds) =>
    sql`v.id in (select e.visit as visit ${eventsOfVisitsStarting(site, span)} and ${holds})`,
  opensVisit: (site, span) => sql`(v.alone = 0 and e.at = v.start and ${mayOpen('e')}
    and (e.visit, e.seq) not in (${laterOfTies(site, span)}))`,
  pagesOfVisit: sql`v.pages`,
  accountOfVisit: ofVisit(
    sql`select a.key from person p join person a on a.id = p.account where p.id = v.person`,
  ),
  firstStartOfPerson: ofVisit(sql`select p.first_at from person p where p.id = v.person`),
  // In a tuple, for of the values alone `argMin` would leave out null.
  variantOfVisit: (experiment) =>
    ofVisit(sql`select argMin(tuple(${property('variant')}), tuple(${IN_TIME_ORDER})).1 from event e
      where e.visit = v.id and e.name = ${EXPOSURE} and ${property('experiment')} = ${experiment}`),
  inTimeOrder: IN_TIME_ORDER,
  // No event is before its visit's start, and visits are fewer.
  firstMoment: (site, of) => {
    const visits = of === 'visits' ? sql`and v.alone = 0` : sql``
    return sql`(select minOrNull(v.start) from visit v where v.site = ${site} ${visits})`
  },
  scanFrom: (site, from) => ({ begin: firstEvent(site, from), end: sql`null` }),
  // What asks about a row outside runs one level deep only: the repeats of the site are one set.
  isRepeat: (site) => sql`((e.visit, e.seq) in (select r.visit, r.seq from (
    select o.visit as visit, o.seq as seq, row_number() over (
      partition by o.order_id, o.name order by o.at, coalesce(o.nth, 0), o.uid) as place
    from event o where o.site = ${site} and o.order_id is not null and o.amount > 0) r
    where r.place > 1))`,
  property,
  propertyKeys: (events, latest) => sql`select arrayJoin(mapKeys(p.properties)) as property from (
    select e.properties as properties ${events} and notEmpty(e.properties)
    order by e.at desc limit ${latest}
  ) p`,
  eventId: (id) => id,
  personKey: (key) => key,
  storedKey: (_, key) => sql`${key}`,
  glob,
  lower: (text) => sql`lowerUTF8(${text})`,
  readablePath: (page) => sql.ref(`${page}.readable_path`),
  quotient: (dividend, divisor) => sql`intDiv(${dividend}, ${sql.lit(divisor)})`,
  // `in` takes no sub-select on its left.
  isOneOf: (expression, values) => sql`has(${[...values]}, ${expression})`,
  isAmong: (expression, ids) => sql`${expression} in (select arrayJoin(${ids}))`,
  once: (expression, test) =>
    sql`arrayExists(one -> coalesce(${test(sql`one`)}, 0), [${expression}])`,
  number: (text) =>
    sql`if(match(toString(${text}), ${NUMBER}), toFloat64OrNull(toString(${text})), null)`,
  scaled: (amount, { ratio, shift }) => sql`toInt256(sign(${amount}) * floor(
    toDecimal256(abs(${amount}), 0) * toDecimal256OrNull(toString(${ratio}), 30)
      * toDecimal256(concat('1e', toString(${shift})), 10) + toDecimal256('0.5', 1)))`,
  rate: (currency, local) => sql`toFloat64OrNull(arrayElement({rates:Array(String)}, arrayLastIndex(
    (known, since) -> known = coalesce(${currency}, '') and since <= ${local},
    {rate_currencies:Array(String)}, {rate_times:Array(Int64)})))`,
}

/** The parameters of `rate`. */
export function rateParameters(rates: readonly LocalRate[]): Record<string, unknown> {
  return {
    rates: rates.map(({ rate }) => String(rate)),
    rate_currencies: rates.map(({ currency }) => currency),
    rate_times: rates.map(({ from }) => from),
  }
}
