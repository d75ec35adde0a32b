import { type RawBuilder, sql } from 'kysely'
import type { Tally, TallyAnswer } from '../port.ts'
import { keyOf } from './keys.ts'
import { type Found, membersOf } from './tally.ts'

/** How many people of the second tally are in the first's group of the same keys, by those. */
export function amongStatement([whole, part]: readonly [Tally, Tally]): RawBuilder<Found> {
  const keys = part.keys.map((_, i) => sql.ref(`k${i}`))
  const member = sql.join([...keys, sql`who`])
  const members = sql`${membersOf(whole, 1)} union all ${membersOf(part, 2)}`
  const both = sql`select ${member}, max(held) as held from (${members}) where who is not null
    group by ${member} having min(side) = 1 and max(side) = 2`
  const groups = keys.length === 0 ? sql`` : sql`group by ${sql.join(keys)}`
  return sql`select ${sql.join([...keys, sql`count() as n`, sql`max(held) as held`])} from (${both}) ${groups}`
}

export function keyless(parts: Tally): Tally {
  return { ...parts, keys: [] }
}

/** The second tally's answer with what the statement found. */
export function withAmong(
  { keys }: Tally,
  { rows, total }: TallyAnswer,
  all: Found,
  groups: readonly Found[],
): TallyAnswer {
  const nameOf = (found: Found) => JSON.stringify(keys.map((key, i) => keyOf(key, found[`k${i}`])))
  const counts = new Map(groups.map((found) => [nameOf(found), Number(found.n)]))
  return {
    rows: rows.map((row) => ({ ...row, among: counts.get(JSON.stringify(row.keys)) ?? 0 })),
    total: { ...total, among: Number(all.n ?? 0) },
  }
}
