import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { conversionsByPerson, type PersonConversions } from './facts/conversion-facts.ts'
import { metaOfMoney } from './facts/money-meta.ts'
import { KNOWN_BY, knownBy, personId } from './facts/person-id.ts'
import { type MoneyCursor, peopleByMoney } from './person/payers.ts'
import { metAmong, type PersonRow, pageOf, soughtBy } from './person/people-page.ts'
import { daysFor, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import type { Question } from './question/question.ts'
import { common, Meta } from './question/request.ts'

export const PeopleRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  /** The beginning of a user id, in any case. */
  search: z.string().max(200).nullish(),
  limit: z.int().min(1).max(1000).default(100),
  /** The most first: of the last event's time, of visits, or of money (then those without any, the latest seen first). */
  sort: z.enum(['last_seen', 'visits', 'revenue']).default('last_seen'),
  /** Of the last row that was given out, as `next` says it. */
  cursor: z
    .string()
    .regex(/^\d{1,16}\.\d{1,15}(?:\.\d{1,15})?$/)
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
  /** How many there are, on the first page; null on the others, where it has been said. */
  total: z.int().nullable(),
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
  const { rows: found, cursorOf } = await sorted(question, request)
  const page = found.slice(0, request.limit)
  const chosen = { ...question, visits: visitsOfThese(question, page) }
  const conversions = await conversionsOfPage(chosen, page)
  const last = page.at(-1)
  return {
    meta: await metaOfMoney(context, chosen, [...conversions.values()]),
    total: request.cursor ? null : await totalOf(question, request.search),
    rows: page.map((row) => {
      const { conversions: count = 0, revenue = 0 } = conversions.get(row.person) ?? {}
      return { ...peopleRow(row), conversions: count, revenue: revenue / question.unit }
    }),
    next: last && found.length > page.length ? cursorOf(last) : null,
  }
}

function peopleRow(row: PersonRow): Omit<PeopleRow, 'conversions' | 'revenue'> {
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
async function sorted(question: Question, { search, sort, limit, cursor }: PeopleRequest) {
  const parts = cursor?.split('.').map(Number)
  if (sort === 'revenue') {
    return await peopleByMoney(question, search, { limit, cursor: moneyCursor(parts) })
  }
  const [value = 0, person = 0] = parts ?? []
  const after = parts && { value, person }
  const among = soughtBy(question, search)
  return {
    rows: await question.reader.rows(
      pageOf(question, { by: sort, after, among, limit: limit + 1 }),
    ),
    cursorOf: (row: PersonRow) => `${row[sort]}.${row.person}`,
  }
}

function moneyCursor(parts: number[] | undefined): MoneyCursor | undefined {
  if (!parts) return undefined
  const [revenue = 0, second = 0, third] = parts
  return third === undefined
    ? { revenue, person: second }
    : { revenue, seen: second, person: third }
}

async function totalOf(question: Question, search: string | null | undefined): Promise<number> {
  const met = metAmong(question, soughtBy(question, search))
  const [found] = await question.reader.rows<{ people: number }>(
    sql`select count(*) as people from (${met}) m`,
  )
  return Number(found?.people ?? 0)
}

function visitsOfThese({ reader }: Question, page: readonly PersonRow[]): RawBuilder<unknown> {
  const people = sql`(${sql.join(page.map(({ person }) => person))})`
  return sql`${reader.dialect.visitsAndLoneOf(people)} and v.person in ${people}`
}

async function conversionsOfPage(
  question: Question,
  page: readonly PersonRow[],
): Promise<Map<number, PersonConversions>> {
  return page.length === 0 ? new Map() : await conversionsByPerson(question)
}
