import { type RawBuilder, sql } from 'kysely'
import { placeOf, rowsWhere, whoseOf } from '../marks.ts'
import type { Histories, Key } from '../port.ts'
import { keyExpression } from './keys.ts'
import { nestedMarks } from './nested-marks.ts'
import { EVENT_PLACE, VISIT } from './usual-columns.ts'

/** A key, or neighbours that are columns of one row. */
export type Keys = readonly [Key, ...Key[]]

/** The bit of the only mark that may hold, if there are not several. */
export function onlyBit({ marks }: Histories): number | undefined {
  const first = marks.findIndex((mark) => mark)
  return first === marks.findLastIndex((mark) => mark) ? 2 ** first : undefined
}

/** The bits of the marks, unless a single one can hold, and the keys. */
export function besideOf(parts: Histories, keys: readonly Keys[]): RawBuilder<unknown>[] {
  const bits = onlyBit(parts) === undefined ? [nestedMarks(parts).bits] : []
  return [...bits, ...firstOf(keys).map(keyExpression)]
}

export function firstOf(keys: readonly Keys[]): Key[] {
  return keys.map(([key]) => key)
}

/**
 * The statement that gives the moments of units above a number.
 * `+`: no way to the rows, as `from` is; by a visit's number SQLite would read all above it for each event.
 */
export function gatheringOf(
  parts: Histories,
  keys: readonly Keys[],
  after: number,
): RawBuilder<unknown> {
  return sql`select moments(${sql.join(columnsOf(parts, keys))})
    ${rowsWhere(parts, nestedMarks(parts).holds)} and +${whoseOf(parts)} > ${after}`
}

/** What a moment is made of. */
function columnsOf(parts: Histories, keys: readonly Keys[]): RawBuilder<unknown>[] {
  const place = parts.moments === 'visits' ? VISIT : EVENT_PLACE
  return [whoseOf(parts), placeOf(parts).at, place, ...besideOf(parts, keys)]
}
