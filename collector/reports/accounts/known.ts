import { sql } from 'kysely'
import { PERSON_KIND } from '../../person-kind.ts'
import { type KindOfPerson, personId } from '../facts/person-id.ts'
import type { Question } from '../question/question.ts'
import { visitsAsked } from '../question/visits-asked.ts'

const ACCOUNT = sql.lit(PERSON_KIND.account)

export interface KnownAccount {
  number: number
  key: string
  /** What its trait `seats` says; 0: nothing. */
  seats: number
}

export interface KnownAccounts {
  /** By number. */
  accounts: ReadonlyMap<number, KnownAccount>
  /** The account of a person, by both their numbers; an account is its own. */
  accountOf: ReadonlyMap<number, number>
}

/** All accounts of the site, and whose account people are. */
export async function knownAccounts({ reader, site }: Question): Promise<KnownAccounts> {
  const { personKey } = reader.dialect
  const own = await reader.rows<{ number: number; key: string; traits: string | null }>(sql`
    select p.id as number, ${personKey(sql`p.key`)} as key, p.traits as traits
    from person p where p.site = ${site} and p.kind = ${ACCOUNT}`)
  const people = await reader.rows<{ person: number; account: number }>(sql`
    select p.id as person, p.account as account
    from person p where p.site = ${site} and p.account is not null`)
  const accounts = own.map(({ traits, ...one }) => ({ ...one, seats: seatsIn(traits) }))
  return {
    accounts: new Map(accounts.map((account) => [account.number, account])),
    accountOf: new Map([
      ...own.map(({ number }): [number, number] => [number, number]),
      ...people.map(({ person, account }): [number, number] => [person, account]),
    ]),
  }
}

function seatsIn(traits: string | null): number {
  const { seats } = JSON.parse(traits ?? '{}') as { seats?: unknown }
  const count = typeof seats === 'boolean' ? Number.NaN : Number(seats ?? Number.NaN)
  return Number.isFinite(count) && count >= 1 ? count : 0
}

/** Accounts with a visit of the question, by number; undefined: all are meant. */
export async function chosenAccounts(
  question: Question,
  { accountOf }: KnownAccounts,
): Promise<ReadonlySet<number> | undefined> {
  if (question.filters.length === 0) return undefined
  const rows = await question.reader.rows<{ person: number }>(
    sql`select distinct v.person as person ${visitsAsked(question)}`,
  )
  return new Set(rows.flatMap(({ person }) => accountOf.get(person) ?? []))
}

/** Ids of people by their numbers. */
export async function idsOf(
  { reader }: Question,
  people: readonly number[],
): Promise<Map<number, string>> {
  if (people.length === 0) return new Map()
  const { personKey, isAmong } = reader.dialect
  const rows = await reader.rows<{ number: number; kind: KindOfPerson; key: string }>(sql`
    select p.id as number, p.kind as kind, ${personKey(sql`p.key`)} as key
    from person p where ${isAmong(sql`p.id`, people)}`)
  return new Map(rows.map(({ number, kind, key }) => [number, personId(kind, key)]))
}
