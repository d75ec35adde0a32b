import { type RawBuilder, sql } from 'kysely'
import { OWN_EVENTS } from '../../own-events.ts'
import type { BySale, Dialect } from '../dialect.ts'
import { mayOpen } from '../marks.ts'
import type { Names, Span } from '../port.ts'
import { EXTENT_SIZE } from './extents.ts'
import { extentsReaching } from './extents-reaching.ts'
import { isNamed } from './number-of-name.ts'
import { packedKey } from './person-key.ts'
import { isRepeat } from './repeats.ts'
import { salesOf } from './sales.ts'

/** Visit ids lie in extents of 1,024: docs/decisions/0002-storage.md. */
const EXTENT = sql.lit(EXTENT_SIZE)

/** Some tens of thousands of events: read in some tens of milliseconds. */
const FEW_EXTENTS = sql.lit(8)

/**
 * From the extents that can hold what is asked for: the scan of `visit` or `event` beneath each is one sequential
 * run, and `cross join` keeps SQLite from turning the order of the tables round.
 */
const VISITS = sql`extent x
  cross join visit v on v.id >= x.id * ${EXTENT} and v.id < (x.id + 1) * ${EXTENT}`

/** Events first: what asks for some of them, by name or page, then looks up few visits. */
function events(names: Names, isIndexed: boolean): RawBuilder<unknown> {
  const byName = isIndexed && names !== undefined && !names.some((name) => ABUNDANT.has(name))
  return sql`extent x
    cross join event e ${byName ? sql`indexed by event_named` : sql``}
      on e.visit >= x.id * ${EXTENT} and e.visit < (x.id + 1) * ${EXTENT} ${nameIn(names)}
      ${byName ? sql`and e.name > 2` : sql``}
    cross join visit v on v.id = e.visit`
}

/** Of these there are too many for an index: `event_named` holds the names above 2. */
const ABUNDANT: ReadonlySet<string> = new Set(['pageview', 'engagement'])

function nameIn(names: Names): RawBuilder<unknown> {
  if (names === undefined) return sql``
  return sql`and e.name in (select n.id from name n where n.text in (${sql.join(names)}))`
}

function visitsStarting(site: number, span: Span): RawBuilder<unknown> {
  return sql`from ${VISITS} where ${extentsReaching(site, span, 'start')}
    and v.start >= ${span.from} and v.start < ${span.to} and v.alone = 0`
}

function visitsAndLoneTouching(site: number, span: Span): RawBuilder<unknown> {
  const { from, to } = span
  return sql`from ${VISITS} where ${extentsReaching(site, span, 'moment')}
    and v.start < ${to} and (v.last >= ${from} or v.heard >= ${from})`
}

/** Two indexes lead to a person's visits: by the browser for all it made, by the person where that is another. */
function visitsAndLoneOf(people: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`from (select id from visit where visitor in ${people} union
      select id from visit where person in ${people} and person <> visitor) s
    cross join visit v on v.id = s.id where 1`
}

function eventsOfVisitsStarting(site: number, span: Span, names?: Names) {
  // By the index a visit's events of several names would not come together.
  return sql`from ${events(names, names?.length === 1)} where ${extentsReaching(site, span, 'start')}
    and v.start >= ${span.from} and v.start < ${span.to} and v.alone = 0`
}

function eventsWithin(site: number, span: Span, names?: Names): RawBuilder<unknown> {
  return sql`from ${events(names, true)} where ${extentsReaching(site, span, 'moment')}
    and e.at >= ${span.from} and e.at < ${span.to}`
}

function eventsOf(visits: RawBuilder<unknown>, { from, to }: Span): RawBuilder<unknown> {
  return sql`from (select v.id ${visits}) s cross join event e on e.visit = s.id
    cross join visit v on v.id = s.id
    where e.at >= ${from} and e.at < ${to}`
}

function named(select: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`from (${select}) c cross join event e on e.visit = c.visit and e.seq = c.seq
    cross join visit v on v.id = c.visit`
}

function bySale(sale: BySale): RawBuilder<unknown> {
  return sql`from (${sale.select}) c cross join event e on e.visit = c.visit and e.seq = c.seq
    left join ${salesOf(sale)} s on s.order_id = e.order_id and s.name = e.name and ${sale.gives}
    cross join visit v on v.id = coalesce(s.visit, c.visit)`
}

const PAGES = sql`coalesce(v.pages, (select group_concat(distinct coalesce(e.page, 0))
  from event e where e.visit = v.id))`

/** Numbers and booleans as they are written; `null` is no value. */
function property(key: string): RawBuilder<string | null> {
  const path = `$.${JSON.stringify(key)}`
  return sql`case json_type(e.props, ${path}) when 'text' then json_extract(e.props, ${path})
    when 'null' then null else e.props -> ${path} end`
}

const EXPOSURE = sql.lit(OWN_EVENTS.exposure.number)
const IN_TIME_ORDER = sql`e.at, coalesce(e.nth, 0), id_text(e.uid)`

/** Of its instant in its visit. An id's text, which JavaScript makes, is only asked for where all else is equal. */
const IS_FIRST_TO_OPEN = sql`not exists (select 1 from event o
  where o.visit = v.id and o.at = e.at and o.seq <> e.seq and ${mayOpen('o')}
    and (coalesce(o.nth, 0) < coalesce(e.nth, 0)
      or coalesce(o.nth, 0) = coalesce(e.nth, 0) and id_text(o.uid) < id_text(e.uid)))`

/** The earliest start of visits, or of what stands alone as well: in the first extents that hold any. */
function firstMoment(site: number, of?: 'visits'): RawBuilder<number | null> {
  const isMeant = (visit: string) =>
    of === 'visits' ? sql`and ${sql.ref(`${visit}.alone`)} = 0` : sql``
  // Bounds of extents only ever widen; the first that still holds anything leads to those that may hold an earlier one.
  // `limit -1` keeps their order in front of the search: asked together, all visits are read (25 ms of 250,000, not 0.1).
  const inOrder = sql`(select y.id as id from extent y where y.site = ${site} order by y.first_start limit -1)`
  const held = sql`(select x.id as id from ${inOrder} x where (select w.id from visit w
    where w.id >= x.id * ${EXTENT} and w.id < (x.id + 1) * ${EXTENT} ${isMeant('w')} limit 1) is not null limit 1)`
  const first = sql`(select min(f.start) from ${held} h
    cross join visit f on f.id >= h.id * ${EXTENT} and f.id < (h.id + 1) * ${EXTENT} ${isMeant('f')})`
  return sql`(select min(v.start) from ${VISITS}
    where x.site = ${site} and x.first_start <= ${first} ${isMeant('v')})`
}

/** From bounds of extents alone. */
function scanFrom(site: number, from: number): ReturnType<Dialect['scanFrom']> {
  const begin = sql<number | null>`(select min(max(x.first_start, ${from})) from extent x
    where x.site = ${site} and x.last_event >= ${from})`
  const end = sql<number | null>`(select min(x.first_start) from (
      select first_start, row_number() over (order by first_start) as nth from extent
      where site = ${site} and last_event >= ${from}
    ) x where x.nth > ${FEW_EXTENTS} and x.first_start > ${begin})`
  return { begin, end }
}

export const dialect: Dialect = {
  isNamed,
  visitsStarting,
  visitsOf: (people) => sql`${visitsAndLoneOf(people)} and v.alone = 0`,
  visitsAndLoneOf,
  visitsAndLoneTouching,
  eventsOfVisitsStarting,
  eventsWithin,
  eventsOf,
  eventsNamedBy: (select) => sql`${named(select)} where 1`,
  eventsBeside: (select) => sql`${named(select)} cross join event x on x.visit = c.visit where 1`,
  eventsBySale: (sale) => sql`${bySale(sale)} where 1`,
  eventsBesideSale: (sale) => sql`${bySale(sale)} cross join event x on x.visit = v.id where 1`,
  hasEvent: (_site, _span, holds) =>
    sql`exists (select 1 from event e where e.visit = v.id and ${holds})`,
  // An id's text, which JavaScript makes, is asked for where all else is equal.
  opensVisit: () =>
    sql`(v.alone = 0 and e.at = v.start and ${mayOpen('e')} and ${IS_FIRST_TO_OPEN})`,
  pagesOfVisit: PAGES,
  accountOfVisit: sql`(select person_key(a.key) from person p join person a on a.id = p.account
    where p.id = v.person)`,
  firstStartOfPerson: sql`(select p.first_at from person p where p.id = v.person)`,
  variantOfVisit: (experiment) => sql`(select ${property('variant')} from event e
    where e.visit = v.id and e.name = ${EXPOSURE} and ${property('experiment')} = ${experiment}
    order by ${IN_TIME_ORDER} limit 1)`,
  inTimeOrder: IN_TIME_ORDER,
  firstMoment,
  scanFrom,
  isRepeat: (site) => isRepeat(site, IN_TIME_ORDER),
  property,
  propertyKeys: (events, latest) => sql`select j.key as property from (
    select e.props as props ${events} and e.props is not null order by e.at desc limit ${latest}
  ) p cross join json_each(p.props) j`,
  eventId: (id) => sql`id_text(${id})`,
  personKey: (key) => sql`person_key(${key})`,
  storedKey: (kind, key) => sql`${packedKey(kind, key)}`,
  glob: (text, pattern) => sql`glob_match(${text}, ${pattern})`,
  // Most paths hold no escape, and asking JavaScript costs more than looking for one.
  readablePath: (page) => {
    const path = sql.ref(`${page}.path`)
    return sql`case when instr(${path}, '%') then readable_path(${path}) else ${path} end`
  },
  lower: (text) => sql`lower_text(${text})`,
  quotient: (dividend, divisor) => sql`(${dividend} / ${sql.lit(divisor)})`,
  isOneOf: (expression, values) => sql`${expression} in (${sql.join(values)})`,
  isAmong: (expression, ids) =>
    sql`${expression} in (select j.value from json_each(${JSON.stringify(ids)}) j)`,
  once: (expression, test) =>
    sql`(select ${test(sql`o.value`)} from (select ${expression} as value) o)`,
  // Most texts are none, and asking JavaScript costs more than looking for what no number has.
  number: (text) => sql`case when ${text} glob '*[0-9]*' and ${text} not glob '*[^0-9.eE+-]*'
    then number_of(${text}) end`,
  scaled: (amount, { ratio, shift }) => sql`scaled(${amount}, ${ratio}, ${shift})`,
  rate: (currency, local) => sql`rate_at(${currency}, ${local})`,
}
