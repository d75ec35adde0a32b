import { sql } from 'kysely'
import type { History } from '../../store/port.ts'
import { sourceOf } from '../question/dimensions.ts'
import { filtersOf, keysOf, looksAtEvents, type Question } from '../question/question.ts'
import { ALWAYS } from '../time/period.ts'

export type Value = string | number | null

/** How a customer came: the first visit ever, of an account the earliest of all its people. */
export interface FirstVisit {
  /** Whether the filters choose it. */
  fits: boolean
  /** Of the question's dimension, as it is stored. */
  value: Value
}

const FITS = 2

/** By customer; of one whose people never visited there is none. */
export async function firstVisits(
  question: Question,
  customers: readonly number[],
): Promise<Map<number, FirstVisit>> {
  if (customers.length === 0) return new Map()
  const customerOf = await peopleOf(question, customers)
  const first = new Map<number, FirstVisit & { at: number }>()
  for await (const { who, moments } of visitsOf(question, customers)) {
    const customer = customerOf.get(who)
    const [visit] = moments
    if (customer === undefined || !visit) continue
    const known = first.get(customer)
    if (known && known.at <= visit.at) continue
    const fits = (visit.marks & FITS) !== 0
    first.set(customer, { at: visit.at, fits, value: visit.beside[0] ?? null })
  }
  return first
}

/** Numbers of people, and of the customer that each belongs to. */
function people({ reader, site }: Question, customers: readonly number[]) {
  const { isAmong } = reader.dialect
  return sql<{ person: number; customer: number }>`
    select p.id as person, p.id as customer from person p
    where p.site = ${site} and p.account is null and ${isAmong(sql`p.id`, customers)}
    union all
    select p.id as person, p.account as customer from person p
    where p.site = ${site} and p.account is not null and ${isAmong(sql`p.account`, customers)}`
}

async function peopleOf(
  question: Question,
  customers: readonly number[],
): Promise<Map<number, number>> {
  const rows = await question.reader.rows(people(question, customers))
  return new Map(rows.map(({ person, customer }) => [Number(person), Number(customer)]))
}

/** The first visits of everybody who belongs to one of the customers. */
function visitsOf(question: Question, customers: readonly number[]): AsyncIterable<History> {
  const { reader, site } = question
  const { dialect } = reader
  const all = sql`(select o.person as id from (${people(question, customers)}) o)`
  const filters = filtersOf(question, 'visit')
  const fits = looksAtEvents({ ...question, dimensions: [] })
    ? dialect.hasEvent(site, ALWAYS, filtersOf(question, 'event'))
    : filters
  return reader.histories({
    site,
    of: 'person',
    moments: 'visits',
    from: sql`${dialect.visitsOf(all)} and v.start <= ${dialect.firstStartOfPerson}`,
    marks: [sql`1 = 1`, fits],
    beside: keysOf(question, 'visit'),
  })
}

/** Whether a visit alone tells it, whenever it was. */
export function isOfFirstVisit(dimension: Question['dimensions'][number]): boolean {
  if (dimension.startsWith('variant:')) return true
  const { kind, scope } = sourceOf(dimension)
  return kind === 'label' && scope === 'visit'
}
