import { sql } from 'kysely'
import { conversionsByPerson } from '../facts/conversion-facts.ts'
import type { Question } from '../question/question.ts'
import { metAmong, type PersonRow, pageOf, soughtBy, type Wanted } from './people-page.ts'

/** Where a page ends: at somebody who brought money, or, with `seen`, among the others. */
export interface MoneyCursor {
  revenue: number
  person: number
  seen?: number
}

/**
 * People by what they brought: those who brought money, the most first, then everybody else, the latest seen first. One more
 * than `limit`, where there are more.
 */
export async function peopleByMoney(
  question: Question,
  search: string | null | undefined,
  { limit, cursor }: { limit: number; cursor: MoneyCursor | undefined },
): Promise<{ rows: PersonRow[]; cursorOf: (row: PersonRow) => string }> {
  const money = await payersOf(question, search)
  const payers = [...money.keys()]
  const page = cursor?.seen === undefined ? behind(money, cursor).slice(0, limit + 1) : []
  const { dialect } = question.reader
  const some = async (wanted: Omit<Wanted, 'by'>) =>
    await question.reader.rows(pageOf(question, { by: 'last_seen', ...wanted }))
  const known =
    page.length === 0
      ? []
      : await some({ among: sql`and v.person in (${sql.join(page)})`, limit: page.length })
  const ordered = known.toSorted((a, b) => page.indexOf(a.person) - page.indexOf(b.person))
  const left = limit + 1 - page.length
  const not = payers.length === 0 ? sql`` : sql`and not (${dialect.isAmong(sql`v.person`, payers)})`
  const after =
    cursor?.seen === undefined ? undefined : { value: cursor.seen, person: cursor.person }
  const others =
    left === 0
      ? []
      : await some({ among: sql`${not} ${soughtBy(question, search)}`, after, limit: left })
  return {
    rows: [...ordered, ...others],
    cursorOf: ({ person, last_seen }) => {
      const revenue = money.get(person)
      return revenue === undefined ? `0.${last_seen}.${person}` : `${revenue}.${person}`
    },
  }
}

/** Minor units by person, the most first; of equals the latest stored. */
async function payersOf(
  question: Question,
  search: string | null | undefined,
): Promise<Map<number, number>> {
  const found = [...(await conversionsByPerson(question))]
    .filter(([, { revenue }]) => revenue > 0)
    .map(([person, { revenue }]) => [person, revenue] as const)
  if (found.length === 0) return new Map()
  const ids = found.map(([person]) => person)
  const among = sql`and ${question.reader.dialect.isAmong(sql`v.person`, ids)} ${soughtBy(question, search)}`
  const met = await question.reader.rows(metAmong(question, among))
  const here = new Set(met.map(({ person }) => person))
  return new Map(
    found
      .filter(([person]) => here.has(person))
      .sort(([a, one], [b, other]) => other - one || b - a),
  )
}

function behind(money: ReadonlyMap<number, number>, cursor: MoneyCursor | undefined): number[] {
  const all = [...money]
  const left = cursor
    ? all.filter(
        ([person, revenue]) =>
          revenue < cursor.revenue || (revenue === cursor.revenue && person < cursor.person),
      )
    : all
  return left.map(([person]) => person)
}
