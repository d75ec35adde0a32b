import { DAY } from '../../durations.ts'
import { minorDigits } from '../../money.ts'
import { monthly } from '../../mrr.ts'
import type { RateInto } from '../../settings/rates.ts'
import { RateTable } from '../../store/rate-table.ts'
import type { ReportContext } from '../question/context.ts'
import type { Meta } from '../question/request.ts'
import { dayNumber } from '../time/calendar.ts'
import { datesOf } from '../time/period.ts'
import type { Standing } from './state.ts'

type Unconverted = Meta['unconverted'][number]

/** What subscriptions bring a month in one currency, at the rates of one day. */
export class MonthlyMoney {
  readonly #currency: string
  readonly #time: number
  readonly #rates: RateTable
  readonly #unconverted = new Map<string, Unconverted>()

  constructor(currency: string, day: number, rates: readonly RateInto[]) {
    this.#currency = currency
    this.#time = day * DAY
    this.#rates = new RateTable(rates.map((rate) => ({ ...rate, from: dayNumber(rate.day) * DAY })))
  }

  /** In major units, to the minor one; what has no rate is in no sum. */
  of(standing: readonly Standing[]): number {
    const sum = standing.reduce((all, { subscription }) => {
      const { currency } = subscription
      const amount = monthly(subscription) / 10 ** minorDigits(currency)
      const rate = currency === this.#currency ? 1 : this.#rates.at(currency, this.#time)
      return rate === null ? this.#leaveOut(all, currency, amount) : all + amount * rate
    }, 0)
    return roundedIn(sum, this.#currency)
  }

  #leaveOut(sum: number, currency: string, amount: number): number {
    if (amount === 0) return sum
    const known = this.#unconverted.get(currency) ?? { currency, amount: 0, events: 0 }
    this.#unconverted.set(currency, {
      ...{ currency, amount: known.amount + amount, events: known.events + 1 },
    })
    return sum
  }

  /** By currency. */
  unconverted(): Unconverted[] {
    return [...this.#unconverted.values()]
      .map((one) => ({ ...one, amount: roundedIn(one.amount, one.currency) }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1))
  }
}

/** In the site's currency, at the rates of a day. */
export async function moneyOn(
  { site, settings }: Pick<ReportContext, 'site' | 'settings'>,
  day: number,
): Promise<MonthlyMoney> {
  const rates = await settings.rates(site.currency, datesOf({ from: day, to: day + 1 }))
  return new MonthlyMoney(site.currency, day, rates)
}

/** To the minor unit. */
function roundedIn(amount: number, currency: string): number {
  const unit = 10 ** minorDigits(currency)
  return Math.round(amount * unit) / unit
}

/** Whether they bring anything, in whatever currency. */
export function pays(standing: readonly Standing[]): boolean {
  return standing.some(({ subscription }) => monthly(subscription) > 0)
}
