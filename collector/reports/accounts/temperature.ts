import type { Table } from '../../../experiments/statistics/fisher.ts'
import { phiOf } from '../retention/association.ts'

export const QUADRANTS = ['grow', 'train', 'understand', 'revive'] as const
type Quadrant = (typeof QUADRANTS)[number]

/** As many must have converted before what they showed says anything. */
const ENOUGH_CONVERSIONS = 30

/** Both scores are halved there; at 50 itself an account is used, and warm. */
const HALF = 50

/**
 * How the people who converted, and those who did not, had shown each signal; of those who did, what they showed before they
 * first did.
 */
export class Shown {
  converted = 0
  #others = 0
  /** By signal: people who showed it. */
  readonly #converts: number[]
  readonly #rest: number[]

  constructor(signals: number) {
    this.#converts = new Array<number>(signals).fill(0)
    this.#rest = new Array<number>(signals).fill(0)
  }

  /** A person; `signals`: a bit for each. */
  add(signals: number, converted: boolean): void {
    if (converted) this.converted++
    else this.#others++
    const counts = converted ? this.#converts : this.#rest
    for (let i = 0; i < counts.length; i++) {
      if (((signals >>> i) & 1) === 1) counts[i] = (counts[i] ?? 0) + 1
    }
  }

  /** Of a signal. */
  table(i: number): Table {
    const [a = 0, b = 0] = [this.#converts[i], this.#rest[i]]
    return { a, b, c: this.converted - a, d: this.#others - b }
  }

  get signals(): number {
    return this.#converts.length
  }
}

/**
 * What each signal counts, summing to 1: its φ with the main goal, one that goes with not converting nothing; all alike
 * where too few have converted or none goes with it. φ of 0.3, 0.1 and −0.2 are weights of 0.75, 0.25 and 0.
 */
export function signalWeights(shown: Shown): number[] {
  const equal = new Array<number>(shown.signals).fill(1 / shown.signals)
  if (shown.converted < ENOUGH_CONVERSIONS) return equal
  const phis = equal.map((_, i) => Math.max(0, phiOf(shown.table(i)) ?? 0))
  const sum = phis.reduce((all, phi) => all + phi, 0)
  return sum === 0 ? equal : phis.map((phi) => phi / sum)
}

/** 0–100: the weights of the signals that were shown, a bit for each. */
export function temperatureOf(signals: number, weights: readonly number[]): number {
  const share = weights.reduce((sum, weight, i) => sum + ((signals >>> i) & 1) * weight, 0)
  return Math.min(100, 100 * share)
}

/** Much used or little, warm or cold. */
export function quadrantOf(health: number | null, temperature: number | null): Quadrant | null {
  if (health === null || temperature === null) return null
  if (health >= HALF) return temperature >= HALF ? 'grow' : 'understand'
  return temperature >= HALF ? 'train' : 'revive'
}
