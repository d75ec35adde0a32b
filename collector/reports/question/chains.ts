import { type RawBuilder, sql } from 'kysely'

/**
 * SQLite's expressions are at most 1,000 deep, and in `a or b or c …` each word is a step. Halves of halves are ten
 * deep for a thousand.
 */
function halved(
  parts: readonly RawBuilder<unknown>[],
  word: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const [first = sql`null`] = parts
  if (parts.length <= 1) return first
  const middle = Math.ceil(parts.length / 2)
  return sql`(${halved(parts.slice(0, middle), word)} ${word} ${halved(parts.slice(middle), word)})`
}

/** Whether any holds; of none, false. */
export function any(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length === 0 ? sql`0` : halved(parts, sql`or`)
}

/** Whether all hold; of none, true. */
export function all(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length === 0 ? sql`1` : halved(parts, sql`and`)
}

export function added(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length === 0 ? sql`0` : halved(parts, sql`+`)
}

/** Texts one after another. */
export function joined(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length === 0 ? sql`''` : halved(parts, sql`||`)
}

/** SQLite takes 500 at once. */
const MOST_SELECTS = 400

/** The rows of all selects, of one or more. */
export function unionAll(selects: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  if (selects.length <= MOST_SELECTS) return sql.join(selects, sql` union all `)
  const groups: RawBuilder<unknown>[] = []
  for (let i = 0; i < selects.length; i += MOST_SELECTS) {
    groups.push(sql`select * from (${unionAll(selects.slice(i, i + MOST_SELECTS))})`)
  }
  return unionAll(groups)
}
