import { type CurvePoint, curveOf } from './curve.ts'
import { completeCells, type Progress, Triangle } from './triangle.ts'

export interface Feature {
  event: string
  /** Who did it in their first period. */
  people: number
  /** By period: of those who were there, the share that did it; null where nobody was. */
  use: (number | null)[]
  /** Its part of the use of all of them; null where there was none. */
  share: (number | null)[]
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
    const came = columnOf(this.#all, progress)
    const uses = this.#uses.map((triangle) => columnOf(triangle, progress))
    const together = came.map((_, n) => uses.reduce((sum, used) => sum + (used[n] ?? 0), 0))
    return this.names.map((event, name) => {
      const [used, unused] = [this.#with[name], this.#without[name]]
      return {
        event,
        people: used ? sizeOf(used) : 0,
        use: sharesOf(uses[name] ?? [], came),
        share: sharesOf(uses[name] ?? [], together),
        with: used ? curveOf(used, progress) : [],
        without: unused ? curveOf(unused, progress) : [],
      }
    })
  }
}

function sharesOf(parts: readonly number[], wholes: readonly number[]): (number | null)[] {
  return wholes.map((whole, n) => (whole === 0 ? null : (parts[n] ?? 0) / whole))
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

/** People by period, over the cohorts whose period is over. */
function columnOf(triangle: Triangle, progress: Progress): number[] {
  return Array.from({ length: triangle.periods }, (_, n) => {
    let people = 0
    for (let cohort = 0; cohort < triangle.cohorts; cohort++) {
      if (n < completeCells(cohort, progress, triangle.periods)) {
        people += triangle.retained(cohort, n)
      }
    }
    return people
  })
}
