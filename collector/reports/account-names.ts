import { sql } from 'kysely'
import { z } from 'zod'
import { PERSON_KIND } from '../person-kind.ts'
import { type ReportContext, siteNumber } from './question/context.ts'

export const AccountNamesRequest = z.strictObject({
  /** What names have in them, in any case. */
  search: z.string().min(1).max(200),
  limit: z.int().min(1).max(100).default(20),
})
export type AccountNamesRequest = z.infer<typeof AccountNamesRequest>

export const AccountNamesAnswer = z.object({ items: z.array(z.object({ account: z.string() })) })
export type AccountNamesAnswer = z.infer<typeof AccountNamesAnswer>

/** Accounts of any time by what their names have in them: those that begin with it first, then by name. */
export async function accountNames(
  context: ReportContext,
  { search, limit }: AccountNamesRequest,
): Promise<AccountNamesAnswer> {
  const { reader } = context
  const { lower, personKey } = reader.dialect
  const place = sql`instr(${lower(personKey(sql`p.key`))}, ${search.toLowerCase()})`
  const items = await reader.rows<{ account: string }>(sql`
    select ${personKey(sql`p.key`)} as account
    from person p
    where p.site = ${siteNumber(context)} and p.kind = ${PERSON_KIND.account} and ${place} > 0
    order by ${place} > 1, account
    limit ${limit}`)
  return { items }
}
