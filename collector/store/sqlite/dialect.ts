import { type RawBuilder, sql } from 'kysely'
import type { Dialect, Names, Span } from '../port.ts'

/** Visit ids lie in extents of 1,024: docs/decisions/0002-storage.md. */
const EXTENT = sql.lit(1024)

/** Some tens of thousands of events: read in some tens of milliseconds. */
const FEW_EXTENTS = sql.lit(8)

/**
 * The extents that can hold what is asked for: the scan of `visit` or `event` beneath each is one sequential
 * run, and `cross join` keeps SQLite from turning the order of the tables round.
 */
function extents(site: number, before: number, reaches: RawBuilder<unknown>) {
  return sql`x.site = ${site} and x.first_start < ${before} and ${reaches}`
}

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

function visitsStarting(site: number, { from, to }: Span): RawBuilder<unknown> {
  return sql`from ${VISITS} where ${extents(site, to, sql`x.last_start >= ${from}`)}
    and v.start >= ${from} and v.start < ${to}`
}

function visitsTouching(site: number, { from, to }: Span): RawBuilder<unknown> {
  return sql`from ${VISITS} where ${extents(site, to, sql`x.last_event >= ${from}`)}
    and v.start < ${to} and max(v.last, coalesce(v.heard, 0)) >= ${from}`
}

/** Two indexes lead to a person's visits: by the browser for all it made, by the person where that is another. */
function visitsOf(people: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`from (select id from visit where visitor in ${people} union
      select id from visit where person in ${people} and person <> visitor) s
    cross join visit v on v.id = s.id where 1`
}

function eventsOfVisitsStarting(site: number, { from, to }: Span, names?: Names) {
  // By the index a visit's events of several names would not come together.
  return sql`from ${events(names, names?.length === 1)} where ${extents(site, to, sql`x.last_start >= ${from}`)}
    and v.start >= ${from} and v.start < ${to}`
}

function eventsWithin(site: number, { from, to }: Span, names?: Names): RawBuilder<unknown> {
  return sql`from ${events(names, true)} where ${extents(site, to, sql`x.last_event >= ${from}`)}
    and e.at >= ${from} and e.at < ${to}`
}

function eventsOf(visits: RawBuilder<unknown>, { from, to }: Span): RawBuilder<unknown> {
  return sql`from (select v.id ${visits}) s cross join event e on e.visit = s.id
    cross join visit v on v.id = s.id
    where e.at >= ${from} and e.at < ${to}`
}

const PAGES = sql`coalesce(v.pages, (select group_concat(distinct coalesce(e.page, 0))
  from event e where e.visit = v.id))`

/** JSON booleans are 1 and 0 to SQLite; a property keeps the words. */
function property(key: string): RawBuilder<string | null> {
  // A JSON path cannot name a key with a quote in it; json_each can.
  if (/["\\]/.test(key)) {
    return sql`(select case j.type when 'true' then 'true' when 'false' then 'false'
      else cast(j.value as text) end from json_each(e.props) j where j.key = ${key})`
  }
  const path = `$."${key}"`
  return sql`case json_type(e.props, ${path}) when 'true' then 'true' when 'false' then 'false'
    else cast(json_extract(e.props, ${path}) as text) end`
}

export const dialect: Dialect = {
  visitsStarting,
  visitsTouching,
  visitsOf,
  eventsOfVisitsStarting,
  eventsWithin,
  eventsOf,
  pagesOfVisit: PAGES,
  firstMoment: (site, after) => sql`(select min(max(x.first_start, ${after})) from extent x
    where x.site = ${site} and x.last_event >= ${after})`,
  scanEnd: (site, from) => sql`(select min(x.first_start) from (
      select first_start, row_number() over (order by first_start) as nth from extent
      where site = ${site} and last_event >= ${from}
    ) x where x.nth > ${FEW_EXTENTS} and x.first_start > ${from})`,
  property,
  eventId: (id) => sql`id_text(${id})`,
  personKey: (key) => sql`person_key(${key})`,
  glob: (text, pattern) => sql`glob_match(${text}, ${pattern})`,
  // Most paths hold no escape, and asking JavaScript costs more than looking for one.
  readablePath: (path) =>
    sql`case when instr(${path}, '%') then readable_path(${path}) else ${path} end`,
  number: (text) => sql`case when ${text} glob '*[0-9]*' and ${text} not glob '*[^0-9.eE+-]*'
    then cast(${text} as real) end`,
  lower: (text) => sql`lower_text(${text})`,
  scaled: (amount, { ratio, shift }) => sql`scaled(${amount}, ${ratio}, ${shift})`,
  rate: (site, currency, local) => sql`(select r.rate from rate r where r.site = ${site}
    and r.currency = ${currency} and r.day <= date(${local} / 1000, 'unixepoch')
    order by r.day desc limit 1)`,
}
