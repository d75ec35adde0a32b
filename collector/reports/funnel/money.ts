import { sql } from 'kysely'
import { DAY } from '../../durations.ts'
import { minorDigits } from '../../money.ts'
import { scaled } from '../../scaled.ts'
import type { RateInto } from '../../settings/rates.ts'
import type { History, MarkedMoment } from '../../store/port.ts'
import { RateTable } from '../../store/rate-table.ts'
import { fixedWorth } from '../facts/event-money.ts'
import { goalNamed } from '../question/goal-named.ts'
import type { Question } from '../question/question.ts'
import type { Meta } from '../question/request.ts'
import { dayNumber } from '../time/calendar.ts'
import type { AskedFunnel } from './asked.ts'
import type { Beside, Reading } from './beside.ts'
import type { Outcome } from './rules.ts'

type Step = AskedFunnel['definition']['steps'][number]

/**
 * What the events that count for a step brought, in minor units of the site's currency, each converted at the rate of
 * its own day; of a goal with a fixed value that value.
 */
export class StepMoney {
  /** By step. */
  readonly sums: number[]
  readonly #asked: AskedFunnel
  readonly #rates: RateTable
  readonly #fixed: (number | undefined)[]
  readonly #money: Reading
  readonly #unconverted = new Map<string, { amount: number; events: number }>()

  constructor(asked: AskedFunnel, rates: readonly RateInto[], beside: Beside) {
    const { definition, question } = asked
    this.#asked = asked
    // Together, for most events have neither.
    const { reader, site } = asked.question
    const sold = reader.dialect.isRepeat(site)
    this.#money = beside.value(
      sql`case when not ${sold} then (e.amount || ' ' || e.currency) end`,
      'rare',
    )
    this.#rates = new RateTable(
      rates.map(({ currency, day, rate }) => ({ currency, from: dayNumber(day) * DAY, rate })),
    )
    this.#fixed = definition.steps.map((step) => fixedValue(step, question))
    this.sums = definition.steps.map(() => 0)
  }

  addChain({ moments }: History, { chain }: Outcome): void {
    for (const [step, place] of chain.entries()) {
      const moment = moments[place]
      if (moment) this.#add(step, moment)
    }
  }

  #add(step: number, moment: MarkedMoment): void {
    const worth = this.#fixed[step] ?? this.#broughtBy(moment)
    this.sums[step] = (this.sums[step] ?? 0) + worth
  }

  #broughtBy(moment: MarkedMoment): number {
    const money = this.#money(moment)
    if (money === null) return 0
    const [amount = '', currency = ''] = String(money).split(' ')
    const own = this.#asked.question.currency
    if (currency === own) return Number(amount)
    const rate = this.#rates.at(currency, this.#asked.reach.clock.local(moment.at))
    if (rate === null) return this.#leaveOut(currency, Number(amount))
    return scaled(Number(amount), String(rate), minorDigits(own) - minorDigits(currency))
  }

  /** Money without a rate is in no sum. */
  #leaveOut(currency: string, amount: number): number {
    const known = this.#unconverted.get(currency) ?? { amount: 0, events: 0 }
    this.#unconverted.set(currency, { amount: known.amount + amount, events: known.events + 1 })
    return 0
  }

  unconverted(): Meta['unconverted'] {
    return [...this.#unconverted]
      .map(([currency, { amount, events }]) => ({
        currency,
        amount: amount / 10 ** minorDigits(currency),
        events,
      }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1))
  }
}

function fixedValue({ goal }: Step, question: Question): number | undefined {
  if (goal === undefined) return undefined
  const { value } = goalNamed(goal, question.goals)
  return typeof value === 'number' ? fixedWorth(value, question) : undefined
}
