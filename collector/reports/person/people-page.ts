import { type RawBuilder, sql } from 'kysely'
import { PERSON_KIND } from '../../person-kind.ts'
import type { KindOfPerson } from '../facts/person-id.ts'
import { spelt } from '../facts/spelt.ts'
import type { Question } from '../question/question.ts'
import { visitsAsked } from '../question/visits-asked.ts'

/** What is told of a person, beside conversions and money. */
export interface PersonRow {
  person: number
  kind: KindOfPerson
  key: string
  account: string | null
  /** Epoch ms, as the next. */
  first_seen: number
  last_seen: number
  visits: number
  pageviews: number
  events: number
  first_channel: string | null
  first_source: string | null
  country: string | null
  device: string | null
  browser: string | null
}

/** Which of the people that were met, in which order. */
export interface Wanted {
  /** By that, the greatest first; of equals the latest stored. */
  by: 'last_seen' | 'visits'
  /** Those behind this one alone. */
  after?: { value: number; person: number } | undefined
  /** `and …`, of visits v. */
  among: RawBuilder<unknown>
  limit: number
}

/** People with what is told of them, in one statement. */
export function pageOf(
  question: Question,
  { by, after, among, limit }: Wanted,
): RawBuilder<PersonRow> {
  const { dialect } = question.reader
  const source = spelt(question.site, 'source')
  const order = sql.ref(by)
  const behind = after ? sql`(${order}, person) < (${after.value}, ${after.person})` : sql`1`
  return sql`
    with met as (
      select v.person as person, max(v.last) as last_seen, count(*) as visits,
        sum(v.pageviews) as pageviews, sum(v.events) as events
      ${visitsAsked(question)} ${among}
      group by v.person
    ),
    shown as (
      select * from met where ${behind}
      order by ${order} desc, person desc limit ${limit}
    ),
    met_before as (
      select v.person as person, v.start as start, v.acquisition as acquisition,
        v.client as client, v.place as place,
        row_number() over (partition by v.person order by v.start, v.id) as nth,
        row_number() over (partition by v.person order by v.start desc, v.id desc) as nth_last
      ${dialect.visitsOf(sql`(select person from shown)`)}
        and v.start <= (select s.last_seen as last_seen from shown s where s.person = v.person)
    )
    select s.person as person, p.kind as kind, ${dialect.personKey(sql`p.key`)} as key,
      ${dialect.personKey(sql`k.key`)} as account, f.start as first_seen,
      s.last_seen as last_seen, s.visits as visits, s.pageviews as pageviews,
      s.events as events, a.channel as first_channel, ${source.text} as first_source,
      g.country as country, c.device as device, c.browser as browser
    from shown s
    join person p on p.id = s.person
    join met_before f on f.person = s.person and f.nth = 1
    join met_before l on l.person = s.person and l.nth_last = 1
    left join person k on k.id = p.account
    left join acquisition a on a.id = f.acquisition
    ${source.join}
    left join client c on c.id = l.client
    left join place g on g.id = l.place
    order by s.${order} desc, s.person desc`
}

/** `and …` whose user id begins so, of visits v; everybody's without a search. */
export function soughtBy(
  { reader, site }: Question,
  search: string | null | undefined,
): RawBuilder<unknown> {
  if (!search) return sql``
  const { lower, personKey } = reader.dialect
  return sql`and v.person in (select p.id as id from person p
    where p.site = ${site} and p.kind = ${PERSON_KIND.user}
    and instr(${lower(personKey(sql`p.key`))}, ${search.toLowerCase()}) = 1)`
}

/** The people that were met, a row each. */
export function metAmong(
  question: Question,
  among: RawBuilder<unknown>,
): RawBuilder<{ person: number }> {
  return sql`select v.person as person ${visitsAsked(question)} ${among} group by v.person`
}
