import { type RawBuilder, sql } from 'kysely'
import { bitsOf, holdsFor, placeOf, rowsWhere, whoseOf } from '../marks.ts'
import type { Histories, History, Key } from '../port.ts'
import { longHistory, MOST_OF_ONE } from '../too-many.ts'
import type { BinaryColumn, BinaryValue } from './binary-rows.ts'
import { dialect } from './dialect.ts'
import { idOf, keptFor, keyOf, labelsOf, shownOf } from './keys.ts'

/** A key as it comes: a bucket by its first instant, a label by its text, any other value as JSON. */
function told(key: Key, shown: RawBuilder<unknown>): RawBuilder<unknown> {
  if (key.kind === 'bucket') return sql`toInt64(${shown})`
  return key.kind === 'label'
    ? sql`toNullable(toString(${shown}))`
    : sql`toNullable(toJSONString(${shown}))`
}

function heard(key: Key, value: BinaryValue | undefined): string | number | null {
  if (key.kind !== 'value' || typeof value !== 'string') return keyOf(key, value)
  return keyOf(key, JSON.parse(value))
}

/**
 * The marked events, one unit's after another's, each unit's in time order; ids replaced by what they stand for. Columns:
 * whose, when, marks, then the keys, then what nobody reads.
 */
function statementOf(parts: Histories): {
  statement: RawBuilder<unknown>
  columns: BinaryColumn[]
} {
  const { site, beside } = parts
  const marks = bitsOf(parts).map(({ mark, bit }) => ({
    holds: holdsFor({ site, dialect }, mark),
    bit,
  }))
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
    sql`toInt64(r.who), toInt64(r.at), toInt64(r.marks)`,
    ...shownOf(beside).map(({ shown }, i) => told(beside[i] as Key, shown)),
    ...kept.map(({ as }) => sql`toInt64(${as})`),
  ]
  const statement = sql`select ${sql.join(outer)} from (select ${sql.join(inner)}
    ${rowsWhere(parts, sql`(${sql.join(holds, sql` or `)})`)}) r
    ${labelsOf(site, beside)} order by r.who, r.at, r.nth, r.id`
  const columns: BinaryColumn[] = [
    ...(['int', 'int', 'int'] as const),
    ...beside.map((key) => (key.kind === 'bucket' ? 'int' : 'text')),
    ...kept.map(() => 'int' as const),
  ]
  return { statement, columns }
}

/** Rows of a statement, some at a time, by the kinds of its columns. */
export type BinaryStream = (
  statement: RawBuilder<unknown>,
  columns: readonly BinaryColumn[],
) => AsyncIterable<BinaryValue[][]>

/** Histories as they come out of one statement. */
export async function* historiesOf(
  parts: Histories,
  stream: BinaryStream,
  most = MOST_OF_ONE,
): AsyncIterable<History> {
  if (!parts.marks.some((mark) => mark)) return
  const { statement, columns } = statementOf(parts)
  const told = new Telling(parts.beside, most)
  for await (const rows of stream(statement, columns)) {
    for (const row of rows) {
      const whole = told.next(row)
      if (whole) yield whole
    }
  }
  const last = told.end()
  if (last) yield last
}

/** Rows of one unit after another's become histories. */
class Telling {
  readonly #beside: readonly Key[]
  readonly #most: number
  #history: History | undefined

  constructor(beside: readonly Key[], most: number) {
    this.#beside = beside
    this.#most = most
  }

  /** The history before, where the row is another unit's. Throws a 422 for one that is too long. */
  next([who, at, marks, ...keys]: readonly BinaryValue[]): History | undefined {
    const before = this.#history?.who === who ? undefined : this.#history
    if (!this.#history || this.#history.who !== who) {
      this.#history = { who: Number(who), moments: [] }
    }
    const { moments } = this.#history
    if (moments.length >= this.#most) throw longHistory()
    const beside = this.#beside.map((key, i) => heard(key, keys[i]))
    moments.push({ at: Number(at), marks: Number(marks), beside })
    return before
  }

  end(): History | undefined {
    return this.#history
  }
}
