import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { PERSON_KIND } from '../person-kind.ts'
import { conversionsByPerson, type PersonConversions } from './facts/conversion-facts.ts'
import { metaOfMoney } from './facts/money-meta.ts'
import { spelt } from './facts/spelt.ts'
import { type KindOfPerson, KNOWN_BY, knownBy, personId } from './person/person-id.ts'
import { daysFor, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { common, Meta } from './question/request.ts'
import { visitsAsked } from './question/visits-asked.ts'

export const PeopleRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  /** The beginning of a user id, in any case. */
  search: z.string().max(200).nullish(),
  limit: z.int().min(1).max(1000).default(100),
  /** `<last_seen>.<number>` of the last row that was given out. */
  cursor: z
    .string()
    .regex(/^\d{1,15}\.\d{1,15}$/)
    .nullish(),
})
export type PeopleRequest = z.infer<typeof PeopleRequest>

const text = z.string().nullable()

const PeopleRow = z.object({
  id: z.string(),
  known_by: z.enum(KNOWN_BY),
  account: text,
  /** Start of the first visit ever. */
  first_seen: z.iso.datetime(),
  /** Last event of the visits that were asked for. */
  last_seen: z.iso.datetime(),
  /** Of the visits that were asked for. */
  visits: z.int(),
  pageviews: z.int(),
  events: z.int(),
  /** As `stats` counts them. */
  conversions: z.int(),
  revenue: z.number(),
  /** How the first visit ever came. */
  first_channel: text,
  first_source: text,
  /** Of the latest visit. */
  country: text,
  device: text,
  browser: text,
})
type PeopleRow = z.infer<typeof PeopleRow>

export const PeopleAnswer = z.object({
  meta: Meta,
  rows: z.array(PeopleRow),
  next: z.string().nullable(),
})
export type PeopleAnswer = z.infer<typeof PeopleAnswer>

/** People with a visit in the period that the filters choose, the latest seen first. */
export async function people(
  context: ReportContext,
  request: PeopleRequest,
): Promise<PeopleAnswer> {
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const found = await context.reader.rows(pageOf(question, request))
  const page = found.slice(0, request.limit)
  const chosen = { ...question, visits: visitsOfThese(question, page) }
  const conversions = await conversionsOfPage(chosen, page)
  const last = page.at(-1)
  return {
    meta: await metaOfMoney(context, chosen, [...conversions.values()]),
    rows: page.map((row) => {
      const { conversions: count = 0, revenue = 0 } = conversions.get(row.person) ?? {}
      return { ...peopleRow(row), conversions: count, revenue: revenue / question.unit }
    }),
    next: last && found.length > page.length ? `${last.last_seen}.${last.person}` : null,
  }
}

type Shared = Pick<PeopleRow, 'account' | 'visits' | 'pageviews' | 'events' | 'first_channel'>
type Known = Pick<PeopleRow, 'first_source' | 'country' | 'device' | 'browser'>

interface PageRow extends Shared, Known {
  person: number
  kind: KindOfPerson
  key: string
  first_seen: number
  last_seen: number
}

function peopleRow(row: PageRow): Omit<PeopleRow, 'conversions' | 'revenue'> {
  const { person: _, kind, key, first_seen, last_seen, ...rest } = row
  return {
    id: personId(kind, key),
    known_by: knownBy(kind),
    ...rest,
    first_seen: new Date(first_seen).toISOString(),
    last_seen: new Date(last_seen).toISOString(),
  }
}

/** One person more than asked for tells whether there are more. */
function pageOf(question: Question, request: PeopleRequest): RawBuilder<PageRow> {
  const { dialect } = question.reader
  const source = spelt(question.site, 'source')
  return sql`
    with met as (
      select v.person as person, max(v.last) as last_seen, count(*) as visits,
        sum(v.pageviews) as pageviews, sum(v.events) as events
      ${visitsAsked(question)} and ${isSought(question, request.search)}
      group by v.person
    ),
    shown as (
      select * from met where ${after(request.cursor)}
      order by last_seen desc, person desc limit ${request.limit + 1}
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
    order by s.last_seen desc, s.person desc`
}

function isSought({ reader, site }: Question, search: string | null | undefined) {
  if (!search) return sql`1`
  const { lower, personKey } = reader.dialect
  return sql`v.person in (select p.id as id from person p
    where p.site = ${site} and p.kind = ${PERSON_KIND.user}
    and instr(${lower(personKey(sql`p.key`))}, ${search.toLowerCase()}) = 1)`
}

function after(cursor: string | null | undefined): RawBuilder<unknown> {
  if (!cursor) return sql`1`
  const [seen, person] = cursor.split('.').map(Number)
  return sql`(last_seen, person) < (${seen}, ${person})`
}

function visitsOfThese({ reader }: Question, page: readonly PageRow[]): RawBuilder<unknown> {
  const people = sql`(${sql.join(page.map(({ person }) => person))})`
  return sql`${reader.dialect.visitsAndLoneOf(people)} and v.person in ${people}`
}

async function conversionsOfPage(
  question: Question,
  page: readonly PageRow[],
): Promise<Map<number, PersonConversions>> {
  return page.length === 0 ? new Map() : await conversionsByPerson(question)
}
