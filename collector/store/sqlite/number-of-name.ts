import { type RawBuilder, sql } from 'kysely'
import { ownNumber } from '../marks.ts'

/** The one number that a name has in a file. An event nobody has sent yet has none, and no event has its name. */
export function numberOfName(name: string): RawBuilder<unknown> {
  const own = ownNumber(name)
  if (own !== undefined) return sql.lit(own)
  return sql`(select coalesce(max(n.id), -1) as id from name n where n.text = ${name})`
}

/** A single number is found before any row, which is then compared with it; of several each row is looked up. */
export function isNamed(names: readonly string[]): RawBuilder<unknown> {
  const [only = ''] = names
  return names.length === 1
    ? sql`(e.name = ${numberOfName(only)})`
    : sql`(e.name in (select n.id as id from name n where n.text in (${sql.join(names)})))`
}
