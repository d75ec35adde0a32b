import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'

/** What is asked of either engine in words of its own. */

export function isPostgres(settings: Pick<Kysely<never>, 'getExecutor'>): boolean {
  return settings.getExecutor().adapter instanceof PostgresAdapter
}

type Executing = Pick<Kysely<never>, 'getExecutor'>

/** The texts as rows of one column, `value`; one parameter however many there are. */
export function textRows(settings: Executing, texts: Iterable<string>): RawBuilder<unknown> {
  const json = JSON.stringify([...texts])
  return isPostgres(settings)
    ? sql`(select value from json_array_elements_text(${json}::json))`
    : sql`(select value from json_each(${json}))`
}

const POSTGRES_TYPES = { text: 'text', integer: 'bigint', real: 'double precision' } as const

/** Columns in order, with what they hold. */
export type RowColumns = Readonly<Record<string, keyof typeof POSTGRES_TYPES>>

/** A list of lists in JSON as rows of those columns; one parameter however many there are. */
export function jsonRows(
  settings: Executing,
  json: string,
  columns: RowColumns,
): RawBuilder<unknown> {
  const isThere = isPostgres(settings)
  const selected = Object.entries(columns).map(([name, type], i) =>
    isThere
      ? sql`(value ->> ${sql.lit(i)})::${sql.raw(POSTGRES_TYPES[type])} as ${sql.ref(name)}`
      : sql`value ->> ${sql.lit(`$[${i}]`)} as ${sql.ref(name)}`,
  )
  return isThere
    ? sql`(select ${sql.join(selected)} from json_array_elements(${json}::json))`
    : sql`(select ${sql.join(selected)} from json_each(${json}))`
}
