import { quantile } from '../../../experiments/statistics/quantile.ts'
import { DAY } from '../../durations.ts'
import { intervalOf, rateOf } from '../funnel/steps.ts'

/** When somebody came to each stage that they reached, epoch ms, in order of the stages. */
export type Reached = readonly number[]

/** How many people reached each stage, and how long they took. */
export class Progress {
  readonly #reached: number[]
  /** By stage: ms since the one before. */
  readonly #times: number[][]
  /** ms from the first stage to the last. */
  readonly #cycles: number[] = []

  constructor(stages: number) {
    this.#reached = new Array<number>(stages).fill(0)
    this.#times = this.#reached.map(() => [])
  }

  add(reached: Reached): void {
    for (const [stage, at] of reached.entries()) {
      this.#reached[stage] = (this.#reached[stage] ?? 0) + 1
      if (stage > 0) this.#times[stage]?.push(at - (reached[stage - 1] ?? 0))
    }
    if (reached.length === this.#reached.length) {
      this.#cycles.push((reached.at(-1) ?? 0) - (reached[0] ?? 0))
    }
  }

  /** `from_previous` and its 95 % interval (Wilson) are null for the first stage, and of nobody. */
  stages() {
    return this.#reached.map((people, stage) => {
      const before = this.#reached[stage - 1] ?? 0
      return {
        people,
        from_previous: rateOf(people, before),
        interval: intervalOf(people, before),
        median_days: medianDays(this.#times[stage] ?? []),
      }
    })
  }

  get opportunities(): number {
    return this.#reached.at(-2) ?? 0
  }

  get won(): number {
    return this.#reached.at(-1) ?? 0
  }

  /** Of the last stage but one, how many reached the last. */
  get winRate(): number | null {
    return rateOf(this.won, this.opportunities)
  }

  get winInterval() {
    return intervalOf(this.won, this.opportunities)
  }

  get cycleDays(): number | null {
    return medianDays(this.#cycles)
  }
}

function medianDays(times: readonly number[]): number | null {
  const median = quantile(Float64Array.from(times).sort(), 0.5)
  return median === undefined ? null : median / DAY
}

/**
 * What the opportunities bring a day: opportunities × win rate × what one is worth ÷ days of the cycle. 20 × 0.25 × 6,000 ÷ 60
 * are 500 a day. Null where a part is not known, or the cycle takes no time.
 */
export function velocityOf(progress: Progress, worth: number | null): number | null {
  const { opportunities, winRate, cycleDays } = progress
  if (winRate === null || worth === null || cycleDays === null || cycleDays === 0) return null
  return (opportunities * winRate * worth) / cycleDays
}
