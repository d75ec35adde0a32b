import { DAY } from '../../durations.ts'
import type { LocalPeriod } from '../time/period.ts'
import type { Credited } from './sheet.ts'

interface Row {
  /** By local day since 1970-01-01. */
  conversions: Map<number, number>
  /** Minor units. */
  money: number
  all: number
  /** Conversions that are credited to visits before the period. */
  before: number
}

/** Credit by the day of the visit that has it, under the model that is asked for first; of rows that cost something. */
export class Daily {
  readonly #rows = new Map<number, Row>()
  readonly #period: LocalPeriod

  constructor(period: LocalPeriod, costly: Iterable<number>) {
    this.#period = period
    for (const value of costly) {
      this.#rows.set(value, { conversions: new Map(), money: 0, all: 0, before: 0 })
    }
  }

  readonly add = (value: number, at: number, { conversions, money }: Credited): void => {
    const row = this.#rows.get(value)
    if (!row) return
    row.all += conversions
    row.money += money
    const { span, clock } = this.#period
    if (at < span.from) {
      row.before += conversions
      return
    }
    const day = Math.floor(clock.local(at) / DAY)
    row.conversions.set(day, (row.conversions.get(day) ?? 0) + conversions)
  }

  of(value: number): Row | undefined {
    return this.#rows.get(value)
  }
}
