import { DAY } from '../../durations.ts'
import type { Connection } from './open.ts'

/** A clock that goes on by more than this between two looks has leapt, or the machine was off: nobody can tell. */
const LEAP = 7 * DAY

/** Since when, by the clock itself, it has leapt; null when it went on as clocks do, and then it is noted. */
export function leapOf(db: Connection, now: number): { from: number } | null {
  const before = leaptFrom(db, now)
  if (before !== null) return { from: before }
  believe(db, now)
  return null
}

/** The same, and nothing is noted. */
export function hasLeapt(db: Connection, now: number): boolean {
  return leaptFrom(db, now) !== null
}

function leaptFrom(db: Connection, now: number): number | null {
  const before = db.prepare<[], number | null>('select tidied_at from writer').pluck().get() ?? null
  return before !== null && now - before > LEAP ? before : null
}

/** Somebody says that the clock is right. */
export function believe(db: Connection, now: number): void {
  db.prepare('update writer set tidied_at = ?').run(now)
}
