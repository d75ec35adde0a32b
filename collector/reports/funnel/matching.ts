import { isStep, type Moments } from './rules.ts'

/**
 * Gives steps events of their own: a further step may move those before it to others (Kuhn 1955).
 *
 *     events  x: step 0 or 1, y: step 0      step 0 takes x; step 1 wants x, so step 0 moves to y
 */
class Matching {
  readonly #marks: readonly number[]
  readonly #stepOf: Int8Array
  /** For which addition each event was asked about last. */
  readonly #askedIn: Int8Array
  #addition = 0

  /** The steps that each event could serve, a bit each. */
  constructor(marks: readonly number[]) {
    this.#marks = marks
    this.#stepOf = new Int8Array(marks.length).fill(-1)
    this.#askedIn = new Int8Array(marks.length)
  }

  /** Whether the step finds an event beside those that have one. */
  add(step: number): boolean {
    this.#addition++
    return this.#place(step)
  }

  #place(step: number): boolean {
    for (let i = 0; i < this.#marks.length; i++) {
      if (!this.#isOpen(i, step)) continue
      this.#askedIn[i] = this.#addition
      const holder = this.#stepOf[i] ?? -1
      if (holder >= 0 && !this.#place(holder)) continue
      this.#stepOf[i] = step
      return true
    }
    return false
  }

  #isOpen(i: number, step: number): boolean {
    return isStep(this.#marks[i] ?? 0, step) && this.#askedIn[i] !== this.#addition
  }
}

/** The level that one at `level` comes to, at most `most`, by events that could serve these steps. */
export function reachFrom(level: number, marks: readonly number[], most: number): number {
  if (!marks.some((one) => isStep(one, level))) return level
  if (marks.length === 1) return level + 1
  const matching = new Matching(marks)
  let reached = level
  while (reached < most && matching.add(reached)) reached++
  return reached
}

/**
 * The places, from `start` to `end`, of the moments that can matter: for each step its first ones, as many as there are
 * steps. Where a chain takes any other, one of these is free and earlier.
 */
export class Candidates {
  readonly places: number[] = []
  readonly #steps: number
  readonly #seen: number[]

  constructor(steps: number) {
    this.#steps = steps
    this.#seen = new Array<number>(steps).fill(0)
  }

  add(moments: Moments, start: number, end: number): this {
    for (let place = start; place < end; place++) {
      if (this.#matters(moments[place]?.marks ?? 0)) this.places.push(place)
    }
    return this
  }

  #matters(marks: number): boolean {
    let matters = false
    for (let step = 0; step < this.#steps; step++) {
      if (!isStep(marks, step)) continue
      const before = this.#seen[step] ?? 0
      if (before < this.#steps) matters = true
      this.#seen[step] = before + 1
    }
    return matters
  }
}

export function marksAt(moments: Moments, places: readonly number[]): number[] {
  return places.map((place) => moments[place]?.marks ?? 0)
}
