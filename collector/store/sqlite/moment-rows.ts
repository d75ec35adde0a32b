import { type RawBuilder, sql } from 'kysely'
import { placeOf, rowsWhere, whoseOf } from '../marks.ts'
import type { Histories, Key } from '../port.ts'
import { keyExpression } from './keys.ts'
import type { Moments } from './moments.ts'
import { nestedMarks } from './nested-marks.ts'
import type { PackedVisits } from './packed-visits.ts'

/** A key, or neighbours that are columns of one row. */
export type Keys = readonly [Key, ...Key[]]

/** Far above the events of a visit: its number and the event's in it make one whole number, which is less to hand over. */
export const PLACES = 2 ** 20

/** The bit of the only mark that may hold, if there are not several. */
export function onlyBit({ marks }: Histories): number | undefined {
  const first = marks.findIndex((mark) => mark)
  return first === marks.findLastIndex((mark) => mark) ? 2 ** first : undefined
}

/** The bits of the marks, unless a single one can hold, and the keys. */
export function besideOf(parts: Histories, keys: readonly Keys[]): RawBuilder<unknown>[] {
  const bits = onlyBit(parts) === undefined ? [nestedMarks(parts).bits] : []
  return [...bits, ...keys.map(([key]) => keyExpression(key))]
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
  const { at, visit, seq } = placeOf(parts)
  const place = parts.moments === 'visits' ? visit : sql`${visit} * ${sql.lit(PLACES)} + ${seq}`
  return [whoseOf(parts), at, place, ...besideOf(parts, keys)]
}

interface Copies {
  packed: PackedVisits
  /** Throws when nobody waits any more. */
  goOn(): void
}

interface Pending {
  parts: Histories
  keys: readonly Keys[]
  /** Units up to it have been told. */
  after: number
}

/** Takes the moments of units above a number from copies of the visits; whether there are any. */
export function copied(
  { packed, goOn }: Copies,
  moments: Moments,
  { parts, keys, after }: Pending,
): boolean {
  const { site, visits: span } = parts
  if (!span) return false
  const columns = columnsOf(parts, keys)
  return packed.each({ site, span, columns, goOn }, (row) => {
    if ((row[0] as number) > after) moments.add(row)
  })
}
