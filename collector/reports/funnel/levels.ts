import { Candidates, marksAt, reachFrom } from './matching.ts'
import { type Breaks, breaksOf, endOfInstant, isStep, type Moments, type Rules } from './rules.ts'

const NEVER = Number.NEGATIVE_INFINITY

/**
 * The greatest level of a chain in order, in one pass: of the chains of a level the one that began last has the longest
 * way before it, and what breaks one breaks all that came to that level at an earlier instant.
 *
 *     steps A B C, window 60 min    A 10:00  B 10:20  A 10:40  B 10:50  C 11:10
 *     latest begin of level 1       10:00    10:00    10:40    10:40
 *                          level 2           10:00    10:00    10:40    10:40
 *                          level 3                                      10:40, 30 min before
 */
export class Levels {
  readonly #rules: Rules
  readonly #breaks: Breaks | undefined
  /** By level: the latest begin of a chain that came to it, and may get on. */
  readonly #begun: Float64Array
  /** The same of those that came to it at the instant that is looked at. */
  readonly #fresh: Float64Array

  constructor(rules: Rules) {
    this.#rules = rules
    this.#breaks = breaksOf(rules)
    this.#begun = new Float64Array(rules.steps + 1)
    this.#fresh = new Float64Array(rules.steps + 1)
  }

  /** The greatest level in a unit's history, which `mayGetOn` then tells more about. */
  of(moments: Moments): number {
    const begun = this.#begun.fill(NEVER)
    let level = 0
    for (let start = 0, end = 0; start < moments.length; start = end) {
      end = endOfInstant(moments, start)
      this.#fresh.fill(NEVER)
      const at = moments[start]?.at ?? 0
      begun[0] = at < this.#rules.until ? at : NEVER
      const one = end - start === 1
      const reached = one ? this.#takeOne(moments, start) : this.#take(moments, start, end)
      if (reached > level) level = reached
      this.#settle(moments, start, end)
    }
    return level
  }

  /** Whether a chain that is not whole may still become so. */
  mayGetOn(): boolean {
    const { steps, now, window } = this.#rules
    return this.#begun.subarray(1, steps).some((begin) => begin >= now - window)
  }

  #takeOne(moments: Moments, place: number): number {
    const { at = 0, marks = 0 } = moments[place] ?? {}
    const { steps, window } = this.#rules
    let reached = 0
    for (let level = 0; level < steps; level++) {
      const begin = this.#begun[level] ?? NEVER
      if (!isStep(marks, level) || begin < at - window) continue
      this.#fresh[level + 1] = begin
      reached = level + 1
    }
    return reached
  }

  /** Of the events of one instant a chain takes as many as fit. */
  #take(moments: Moments, start: number, end: number): number {
    const { steps, window } = this.#rules
    const at = moments[start]?.at ?? 0
    const { places } = new Candidates(steps).add(moments, start, end)
    const marks = marksAt(moments, places)
    let reached = 0
    for (let level = 0; level < steps; level++) {
      const begin = this.#begun[level] ?? NEVER
      if (begin < at - window) continue
      const to = reachFrom(level, marks, steps)
      this.#bring(level, to, begin)
      if (to > level) reached = Math.max(reached, to)
    }
    return reached
  }

  #bring(level: number, to: number, begin: number): void {
    for (let one = level + 1; one <= to; one++) {
      this.#fresh[one] = Math.max(this.#fresh[one] ?? NEVER, begin)
    }
  }

  #settle(moments: Moments, start: number, end: number): void {
    for (let level = 1; level <= this.#rules.steps; level++) {
      const fresh = this.#fresh[level] ?? NEVER
      const before = this.#begun[level] ?? NEVER
      if (before === NEVER) this.#begun[level] = fresh
      else if (this.#breaks?.(moments, start, end, level)) this.#begun[level] = fresh
      else if (fresh > before) this.#begun[level] = fresh
    }
  }
}
