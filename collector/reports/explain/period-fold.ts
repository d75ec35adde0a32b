import type { Act, Counting } from './act.ts'
import { Crowd } from './crowd.ts'
import { DimensionFold, REST, type ValueNumbers } from './dimension-fold.ts'
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
  /** Numbers of the values of a person's first act, and of another. */
  readonly #first: number[]
  readonly #own: number[]
  #people = 0
  #amount = 0

  constructor(numbers: readonly ValueNumbers[], days: DaysOfPeriod, counting: Counting) {
    this.#numbers = numbers
    this.#days = days
    this.#counting = counting
    this.#dimensions = numbers.map(() => new DimensionFold(days.count, counting.once))
    this.#crowd = new Crowd(numbers.length)
    this.#first = numbers.map(() => REST)
    this.#own = numbers.map(() => REST)
  }

  add(acts: readonly Act[]): void {
    const first = acts.find(({ starts }) => starts) ?? acts[0]
    if (!first || (this.#counting.visitors && !first.starts)) return
    const { once } = this.#counting
    const sum = acts.reduce((all, act) => all + act.amount, 0)
    const amount = once ? Math.min(1, sum) : sum
    this.#people++
    this.#amount += amount
    this.#look(first, this.#first)
    this.#crowd.add(this.#first, amount)
    for (const act of acts)
      this.#addAct(act, once || act === first ? this.#first : this.#ownOf(act))
  }

  #ownOf(act: Act): readonly number[] {
    this.#look(act, this.#own)
    return this.#own
  }

  /** The numbers of the act's values. */
  #look({ values }: Act, into: number[]): void {
    for (let i = 0; i < into.length; i++) {
      into[i] = this.#numbers[i]?.numberOf(values[i] ?? null) ?? REST
    }
  }

  #addAct({ at, amount }: Act, numbers: readonly number[]): void {
    const day = this.#days.indexOf(at)
    for (let i = 0; i < this.#dimensions.length; i++) {
      this.#dimensions[i]?.of(numbers[i] ?? REST).add(this.#people, day, amount)
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
