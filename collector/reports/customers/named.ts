import { sql } from 'kysely'
import { PERSON_KIND } from '../../person-kind.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'
import { ALWAYS } from '../time/period.ts'

/** How a customer is named: an account, or a user who may belong to one. */
export const NAMED_AS = ['account', 'user'] as const
export type NamedAs = (typeof NAMED_AS)[number]

/** Names of one statement. */
const PART = 500

/** Of the names those that somebody here has, with the number of the customer. */
export async function customersNamed(
  { reader, site }: Pick<ReportContext, 'reader' | 'site'>,
  as: NamedAs,
  names: readonly string[],
): Promise<Map<string, number>> {
  const { personKey, storedKey } = reader.dialect
  const kind = PERSON_KIND[as]
  const found = new Map<string, number>()
  for (let from = 0; from < names.length; from += PART) {
    const keys = names.slice(from, from + PART).map((name) => storedKey(kind, name))
    const rows = await reader.rows<{ name: string; customer: number }>(sql`
      select ${personKey(sql`p.key`)} as name, coalesce(p.account, p.id) as customer
      from person p
      where p.site = ${siteNumber({ site })} and p.kind = ${kind} and p.key in (${sql.join(keys)})`)
    for (const { name, customer } of rows) found.set(name, customer)
  }
  return found
}

/** Of the customers those who did anything: of the others nothing was told but what they pay for. */
export async function doersAmong(
  context: Pick<ReportContext, 'reader'>,
  customers: readonly number[],
): Promise<Set<number>> {
  if (customers.length === 0) return new Set()
  const { isAmong, isNamed, visitsAndLoneOf, eventsOf } = context.reader.dialect
  const people = sql`(select p.id as id from person p
    where ${isAmong(sql`p.account`, customers)} or ${isAmong(sql`p.id`, customers)})`
  const rows = await context.reader.rows<{ customer: number }>(sql`
    select distinct coalesce((select p.account as account from person p where p.id = v.person), v.person) as customer
    ${eventsOf(visitsAndLoneOf(people), ALWAYS)} and not ${isNamed(['subscription'])}`)
  return new Set(rows.map(({ customer }) => Number(customer)))
}

/** Of numbers of customers their names: accounts, else users; what was only ever a browser has none. */
export async function namesOf(
  { reader }: Pick<ReportContext, 'reader'>,
  customers: readonly number[],
): Promise<Map<number, string>> {
  const { isAmong, personKey } = reader.dialect
  if (customers.length === 0) return new Map()
  const rows = await reader.rows<{ customer: number; kind: number; name: string }>(sql`
    select p.id as customer, p.kind as kind, ${personKey(sql`p.key`)} as name
    from person p where ${isAmong(sql`p.id`, customers)}`)
  const named = rows.filter(
    ({ kind }) => Number(kind) === PERSON_KIND.account || Number(kind) === PERSON_KIND.user,
  )
  return new Map(named.map(({ customer, name }) => [Number(customer), name]))
}
