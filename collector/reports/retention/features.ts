import { type CurvePoint, curveOf } from './curve.ts'
import { completeCells, type Progress, Triangle } from './triangle.ts'

export interface Feature {
  event: string
  /** Who did it in their first period. */
  people: number
  /** By period: of those who were there, the share that did it; null where nobody was. */
  use: (number | null)[]
  with: CurvePoint[]
  without: CurvePoint[]
}

/** Periods fit the bits of a number. */
export const MOST_PERIODS = 31

/** What people did in each period beside whether they came, event by event. */
export class Features {
  readonly names: readonly string[]
  readonly #with: Triangle[]
  readonly #without: Triangle[]
  readonly #uses: Triangle[]
  readonly #all: Triangle

  constructor(names: readonly string[], cohorts: number, periods: number) {
    const triangles = () => names.map(() => new Triangle(cohorts, periods))
    this.names = names
    this.#with = triangles()
    this.#without = triangles()
    this.#uses = triangles()
    this.#all = new Triangle(cohorts, periods)
  }

  /** A person: the periods they came in, and by name the periods they did it in, a bit each. */
  add(cohort: number, came: number, done: ReadonlyMap<number, number>): void {
    const { periods } = this.#all
    const seen = flagsOf(came, periods)
    this.#all.add(cohort, seen)
    for (const name of this.names.keys()) {
      const used = done.get(name) ?? 0
      const side = (used & 1) !== 0 ? this.#with : this.#without
      side[name]?.add(cohort, seen)
      if (used !== 0) this.#uses[name]?.add(cohort, flagsOf(used & came, periods))
    }
  }

  told(progress: Progress): Feature[] {
    return this.names.map((event, name) => {
      const [used, unused] = [this.#with[name], this.#without[name]]
      return {
        event,
        people: used ? sizeOf(used) : 0,
        use: this.#useOf(this.#uses[name], progress),
        with: used ? curveOf(used, progress) : [],
        without: unused ? curveOf(unused, progress) : [],
      }
    })
  }

  #useOf(uses: Triangle | undefined, progress: Progress): (number | null)[] {
    return Array.from({ length: this.#all.periods }, (_, n) => {
      const there = overAt(this.#all, progress, n)
      return there === 0 || !uses ? null : overAt(uses, progress, n) / there
    })
  }
}

function flagsOf(bits: number, periods: number): Uint8Array {
  const flags = new Uint8Array(periods)
  for (let n = 0; n < periods; n++) flags[n] = (bits >>> n) & 1
  return flags
}

function sizeOf(triangle: Triangle): number {
  let people = 0
  for (let cohort = 0; cohort < triangle.cohorts; cohort++) people += triangle.size(cohort)
  return people
}

/** People of period n over the cohorts whose period n is over. */
function overAt(triangle: Triangle, progress: Progress, n: number): number {
  let people = 0
  for (let cohort = 0; cohort < triangle.cohorts; cohort++) {
    if (n < completeCells(cohort, progress, triangle.periods))
      people += triangle.retained(cohort, n)
  }
  return people
}
