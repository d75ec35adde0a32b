/** Cells between a first and the one after which a loss is measured (spec: "curve stages"). */
export const APART = 3

/** How many of each cohort came back in each period after it. */
export class Triangle {
  readonly cohorts: number
  readonly periods: number
  readonly #sizes: Float64Array
  readonly #retained: Float64Array
  /** People of the cell who were also there `APART` periods later. */
  readonly #stayed: Float64Array

  constructor(cohorts: number, periods: number) {
    this.cohorts = cohorts
    this.periods = periods
    this.#sizes = new Float64Array(cohorts)
    this.#retained = new Float64Array(cohorts * periods)
    this.#stayed = new Float64Array(cohorts * periods)
  }

  /** One person, with the periods they came back in: `seen[n]` is 1, others 0. */
  add(cohort: number, seen: Uint8Array): void {
    this.#sizes[cohort] = this.size(cohort) + 1
    for (let n = 0; n < this.periods; n++) {
      if (seen[n] !== 1) continue
      const place = cohort * this.periods + n
      this.#retained[place] = (this.#retained[place] ?? 0) + 1
      if (seen[n + APART] === 1) this.#stayed[place] = (this.#stayed[place] ?? 0) + 1
    }
  }

  size(cohort: number): number {
    return this.#sizes[cohort] ?? 0
  }

  retained(cohort: number, n: number): number {
    return this.#retained[cohort * this.periods + n] ?? 0
  }

  stayed(cohort: number, n: number): number {
    return this.#stayed[cohort * this.periods + n] ?? 0
  }
}

/** How far the periods of a cohort have come: cell n is over, running, or not begun. */
export interface Progress {
  /** Units that are over, of all. */
  complete: number
  /** Units that have begun. */
  begun: number
}

/** Cells of a cohort that are over. */
export function completeCells(cohort: number, { complete }: Progress, periods: number): number {
  return Math.max(0, Math.min(periods, complete - cohort))
}

/** Its people by period; null where the period has not begun. */
export function cellsOf(
  triangle: Triangle,
  cohort: number,
  { begun }: Progress,
): (number | null)[] {
  return Array.from({ length: triangle.periods }, (_, n) =>
    cohort + n < begun ? triangle.retained(cohort, n) : null,
  )
}
