import type { Act, Counting } from './act.ts'
import { Crowd } from './crowd.ts'
import { DimensionFold, type ValueNumbers } from './dimension-fold.ts'
import type { Measured } from './evidence.ts'
import type { Season } from './spread.ts'

/** The days of a period, or stretches of several where it is very long. */
export interface DaysOfPeriod {
  count: number
  /** The index of the one that an instant falls into. */
  indexOf(at: number): number
}

/** A period, folded: of each dimension the values by their numbers, and everybody together. */
export interface Folded {
  dimensions: (Measured | undefined)[][]
  people: number
  amount: number
  crowd: Crowd
}

/** Folds people one after another; each person's acts in order of time. */
export class PeriodFold {
  readonly #numbers: readonly ValueNumbers[]
  readonly #days: DaysOfPeriod
  readonly #counting: Counting
  readonly #dimensions: DimensionFold[]
  readonly #crowd: Crowd
  readonly #row: number[]
  #people = 0
  #amount = 0

  constructor(numbers: readonly ValueNumbers[], days: DaysOfPeriod, counting: Counting) {
    this.#numbers = numbers
    this.#days = days
    this.#counting = counting
    this.#dimensions = numbers.map(() => new DimensionFold(days.count, counting.once))
    this.#crowd = new Crowd(numbers.length)
    this.#row = numbers.map(() => 0)
  }

  add(acts: readonly Act[]): void {
    const first = acts.find(({ starts }) => starts) ?? acts[0]
    if (!first || (this.#counting.visitors && !first.starts)) return
    this.#people++
    const sum = acts.reduce((all, act) => all + act.amount, 0)
    const amount = this.#counting.once ? Math.min(1, sum) : sum
    this.#amount += amount
    this.#numbers.forEach((numbers, i) => {
      this.#row[i] = numbers.numberOf(first.values[i] ?? null)
    })
    this.#crowd.add(this.#row, amount)
    for (const act of acts) this.#addAct(act, this.#counting.once ? first : act)
  }

  #addAct({ at, amount }: Act, { values }: Act): void {
    const day = this.#days.indexOf(at)
    for (let i = 0; i < this.#dimensions.length; i++) {
      const number = this.#numbers[i]?.numberOf(values[i] ?? null) ?? 0
      this.#dimensions[i]?.of(number).add(this.#people, day, amount)
    }
  }

  folded(season: Season): Folded {
    return {
      dimensions: this.#dimensions.map((dimension) => dimension.measured(season)),
      people: this.#people,
      amount: this.#amount,
      crowd: this.#crowd,
    }
  }
}
