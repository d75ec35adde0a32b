import type { Touch } from '../../acquisition/credit/models.ts'
import { DAY } from '../../durations.ts'

export interface PathLength {
  length: number
  conversions: number
}

/** How many visits led to conversions, and over how many days. */
export class PathLengths {
  readonly #touches: number[] = []
  readonly #days: number[] = []

  /** A path that begins at 10:00 and leads to a conversion at 09:00 on the next day lasts 0 days, 23 hours. */
  add(path: readonly Touch[], at: number, conversions: number): void {
    const [first] = path
    if (!first || conversions <= 0) return
    const days = Math.floor(Math.max(0, at - first.at) / DAY)
    this.#touches[path.length] = (this.#touches[path.length] ?? 0) + conversions
    this.#days[days] = (this.#days[days] ?? 0) + conversions
  }

  get touches(): PathLength[] {
    return told(this.#touches)
  }

  get days(): PathLength[] {
    return told(this.#days)
  }
}

function told(counts: readonly number[]): PathLength[] {
  return counts.flatMap((conversions, length) => (conversions > 0 ? [{ length, conversions }] : []))
}
