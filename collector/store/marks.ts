import { type RawBuilder, sql } from 'kysely'
import type { Histories } from './port.ts'

/** The bits of a whole number of 32 that are not its sign: what `&` and `|` take as they are. */
const MOST_MARKS = 31

/** A number with a bit for each condition that holds, the first the lowest. RangeError: more than 31 conditions. */
export function marksOf({ marks }: Histories): RawBuilder<number> {
  if (marks.length > MOST_MARKS) {
    throw new RangeError(`${marks.length} marks are more than ${MOST_MARKS}`)
  }
  const bits = marks.map((mark, i) => sql`case when ${mark} then ${sql.lit(2 ** i)} else 0 end`)
  return sql`(${sql.join(bits, sql` + `)})`
}

/** The number of the person or visit that the event e belongs to. */
export function whoseOf({ of }: Histories): RawBuilder<number> {
  return of === 'person' ? sql`v.person` : sql`v.id`
}

/** What places a moment: when it was, in which visit, and what tells it from others of its instant. */
export function placeOf({ moments }: Histories) {
  return moments === 'visits'
    ? { at: sql`v.start`, visit: sql`v.id`, seq: sql`0`, nth: sql`v.id`, id: sql`''` }
    : {
        at: sql`e.at`,
        visit: sql`e.visit`,
        seq: sql`e.seq`,
        nth: sql`coalesce(e.nth, 0)`,
        id: sql`e.uid`,
      }
}

/** `from … where …`: the events for which any condition holds. A lone one has a row among the visits and is of none. */
export function markedRows({ of, from, marks }: Histories): RawBuilder<unknown> {
  const isOfUnit = of === 'person' ? sql`` : sql`and v.alone = 0`
  return sql`${from} and (${sql.join(marks, sql` or `)}) ${isOfUnit}`
}
