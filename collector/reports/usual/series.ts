import { weekdayOf } from '../time/calendar.ts'
import type { Kind, Measured } from './measures.ts'
import { type Day, type Past, pastOf } from './past.ts'

/** How many weeks before a day tell what is usual on it. */
export const WEEKS = 8
export const DAYS_BEFORE = 7 * WEEKS

/** A metric day by day. */
export class Series {
  readonly kind: Kind
  /** Days since 1970-01-01. */
  readonly #first: number
  readonly #days: readonly (Day | null)[]
  readonly #known = new Map<number, Past>()

  /** Null where there is nothing to know: before there were data, or where nothing was that it could be of. */
  constructor(kind: Kind, first: number, measured: readonly (Measured | null)[]) {
    this.kind = kind
    this.#first = first
    this.#days = measured.map(
      (one, i) => one && { ...one, at: first + i, weekday: weekdayOf(first + i) },
    )
  }

  on(day: number): Day | null {
    return this.#days[day - this.#first] ?? null
  }

  /** Those of [from, to) on which there was anything to know; undefined without any. */
  within(from: number, to: number): Day[] | undefined {
    const known = this.#span(from, to).filter((day) => day !== null)
    return known.length > 0 ? known : undefined
  }

  /** What is known on a day, by the eight weeks before it. */
  before(day: number): Past {
    const known = this.#known.get(day)
    if (known) return known
    const past = pastOf(this.kind, this.#span(day - DAYS_BEFORE, day))
    this.#known.set(day, past)
    return past
  }

  #span(from: number, to: number): (Day | null)[] {
    return this.#days.slice(Math.max(0, from - this.#first), Math.max(0, to - this.#first))
  }
}
