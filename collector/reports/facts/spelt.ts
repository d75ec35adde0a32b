import { type RawBuilder, sql } from 'kysely'

type Folded = 'source' | 'medium' | 'campaign' | 'content' | 'term'

interface Spelt {
  /** The value of acquisition a as its earliest event spelt it; null of none. */
  text: RawBuilder<string | null>
  /** After a. */
  join: RawBuilder<unknown>
}

/** A field of single visits, as tables show it by `namerFor`. */
export function spelt(site: number, field: Folded): Spelt {
  const [own, text, value] = [
    sql.ref(`a.${field}`),
    sql.ref(`of_${field}.text`),
    sql.ref(`of_${field}.value`),
  ]
  return {
    text: sql`coalesce(${text}, ${own})`,
    join: sql`left join (
        select s.value as value, s.text as text from spelling s
        where s.site = ${site} and s.field = ${field}
      ) ${sql.ref(`of_${field}`)} on ${value} = ${own}`,
  }
}
