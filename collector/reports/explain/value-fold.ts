import type { Sample } from '../../../experiments/statistics/sample.ts'
import type { Measured } from './evidence.ts'
import {
  NO_SPREAD,
  type Season,
  spreadOfCounts,
  spreadOfRates,
  spreadWhileThere,
} from './spread.ts'

/**
 * What the people of one value did in one period. Acts come person by person, and of each in order of time; a day and a
 * person end with the next.
 *
 *     person 1   day 0: 1 act   day 2: 2 acts        n 1, sum 3, sum_squares 9
 *     person 2   day 2: 1 act                        n 2, sum 4, sum_squares 10; people by day 1 0 2, amounts 1 0 3
 */
export class ValueFold {
  readonly sample: Sample = { n: 0, sum: 0, sum_squares: 0 }
  /** Of each person on each day. */
  readonly #daily: Sample = { n: 0, sum: 0, sum_squares: 0 }
  readonly people: Float64Array
  readonly #amounts: Float64Array
  readonly #once: boolean
  #person = -1
  #day = -1
  #ofPerson = 0
  #ofDay = 0

  constructor(days: number, once: boolean) {
    this.people = new Float64Array(days)
    this.#amounts = new Float64Array(days)
    this.#once = once
  }

  /** `person` is any number but that of the person before. */
  add(person: number, day: number, amount: number): void {
    if (person !== this.#person) this.end()
    else if (day !== this.#day) this.#endDay()
    this.#person = person
    this.#day = day
    this.#ofPerson += amount
    this.#ofDay += amount
  }

  /** There are no more acts of this person. */
  end(): void {
    if (this.#person < 0) return
    this.#endDay()
    count(this.sample, this.#once ? Math.min(1, this.#ofPerson) : this.#ofPerson)
    this.#person = -1
    this.#ofPerson = 0
  }

  #endDay(): void {
    const amount = this.#once ? Math.min(1, this.#ofDay) : this.#ofDay
    count(this.#daily, amount)
    this.people[this.#day] = (this.people[this.#day] ?? 0) + 1
    this.#amounts[this.#day] = (this.#amounts[this.#day] ?? 0) + amount
    this.#ofDay = 0
  }

  /** `everybody` by day, where the share of them is asked for. */
  measured(season: Season, everybody?: Float64Array): Measured {
    const daily = { people: this.people, amounts: this.#amounts, variance: varianceOf(this.#daily) }
    return {
      ...this.sample,
      people_spread: spreadOfCounts(this.people, season),
      spread_while_there: spreadWhileThere(this.people, season),
      share_spread: everybody ? this.#spreadOfShare(everybody, season) : NO_SPREAD,
      rate_spread: spreadOfRates(daily, season),
    }
  }

  #spreadOfShare(everybody: Float64Array, season: Season) {
    const all = everybody.reduce((sum, people) => sum + people, 0)
    const share = all === 0 ? 0 : this.#daily.n / all
    const daily = { people: everybody, amounts: this.people, variance: share * (1 - share) }
    return spreadOfRates(daily, season)
  }
}

function count(sample: Sample, amount: number): void {
  sample.n++
  sample.sum += amount
  sample.sum_squares += amount * amount
}

function varianceOf({ n, sum, sum_squares }: Sample): number {
  return n < 2 ? 0 : (sum_squares - (sum * sum) / n) / (n - 1)
}
