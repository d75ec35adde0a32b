import { type RawBuilder, sql } from 'kysely'
import { bitsOf, holdsFor, placeOf, rowsWhere, whoseOf } from '../marks.ts'
import type { Histories, History } from '../port.ts'
import { longHistory, MOST_OF_ONE } from '../too-many.ts'
import { idOf, keptFor, keyOf, labelsOf, shownOf } from './keys.ts'
import type { Found } from './tally.ts'

/** The marked events, one unit's after another's, each unit's in time order; ids replaced by what they stand for. */
function statementOf(parts: Histories): RawBuilder<Found> {
  const { site, beside } = parts
  const marks = bitsOf(parts).map(({ mark, bit }) => ({ holds: holdsFor(site, mark), bit }))
  const holds = marks.map((mark) => mark.holds)
  const bits = marks.map(
    (mark) => sql`case when ${mark.holds} then ${sql.lit(mark.bit)} else 0 end`,
  )
  const kept = keptFor([...beside.map(idOf), ...holds, parts.from])
  const { at, nth, id } = placeOf(parts)
  const inner = [
    sql`${whoseOf(parts)} as who, ${at} as at, ${nth} as nth, ${id} as id`,
    sql`(${sql.join(bits, sql` + `)}) as marks`,
    ...beside.map((key, i) => sql`${idOf(key)} as ${sql.ref(`i${i}`)}`),
    ...kept.map(({ column, as }) => sql`${column} as ${as}`),
  ]
  const outer = [
    sql`r.who as who, r.at as at, r.marks as marks`,
    ...shownOf(beside),
    ...kept.map(({ as }) => as),
  ]
  return sql`select ${sql.join(outer)} from (select ${sql.join(inner)}
    ${rowsWhere(parts, sql`(${sql.join(holds, sql` or `)})`)}) r
    ${labelsOf(site, beside)} order by r.who, r.at, r.nth, r.id`
}

/** Histories as they come out of one statement. */
export async function* historiesOf(
  parts: Histories,
  stream: (statement: RawBuilder<Found>) => AsyncIterable<Found>,
  most = MOST_OF_ONE,
): AsyncIterable<History> {
  if (!parts.marks.some((mark) => mark)) return
  let history: History | undefined
  for await (const row of stream(statementOf(parts))) {
    const who = Number(row.who)
    if (history?.who !== who) {
      if (history) yield history
      history = { who, moments: [] }
    }
    if (history.moments.length >= most) throw longHistory()
    const beside = parts.beside.map((key, i) => keyOf(key, row[`k${i}`]))
    history.moments.push({ at: Number(row.at), marks: Number(row.marks), beside })
  }
  if (history) yield history
}
