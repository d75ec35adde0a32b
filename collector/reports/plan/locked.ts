import type { Attributed } from '../attribution/attributed.ts'
import { UNATTRIBUTED } from '../attribution/told.ts'
import type { Value } from '../attribution/values.ts'

/** By value that was asked for, however it is spelt, the rows that have it, as they are shown. */
export type Locked = ReadonlyMap<Value, readonly Value[]>

export function lockedIn(found: readonly Attributed[], asked: readonly Value[]): Locked {
  return new Map(
    asked.map((value) => [value, found.flatMap(({ values }) => shownOf(values, value))]),
  )
}

function shownOf(values: Attributed['values'], value: Value): Value[] {
  const number = values.known(value)
  return number < 0 ? [] : [values.shown[number] ?? null]
}

/** A plan that was kept may name more than that. */
const MOST_NAMED = 5

/** Of values that no row has, so that nothing is locked by them; what no visit led to goes on as it does anyway. */
export function unlocked(locked: Locked, rows: readonly { value: Value }[]): string[] {
  const told = new Set(rows.map(({ value }) => value))
  const missed = [...locked].flatMap(([value, shown]) =>
    value === UNATTRIBUTED || shown.some((one) => told.has(one)) ? [] : [value],
  )
  if (missed.length === 0) return []
  const names = missed.slice(0, MOST_NAMED).map((value) => JSON.stringify(value))
  const more = missed.length > MOST_NAMED ? ` and ${missed.length - MOST_NAMED} more` : ''
  return [`nothing is locked by ${names.join(', ')}${more}: no row of the period has that value`]
}
