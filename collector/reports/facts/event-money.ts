import { type RawBuilder, sql } from 'kysely'
import { DAY } from '../../durations.ts'
import { minorDigits, minorOf } from '../../money.ts'
import type { Goal } from '../../settings/goals.ts'
import type { LocalRate } from '../../store/port.ts'
import { localTime } from '../question/dimensions.ts'
import { isPaying } from '../question/filters.ts'
import type { Question } from '../question/question.ts'
import { dayNumber } from '../time/calendar.ts'

/** As much as an event may bring; goals of older versions may say more than any number holds. */
const MOST_WORTH = 9_999_999_999_999

/** Minor units that one conversion of the goal is worth. */
export function worthOf(goal: Goal, question: Question): RawBuilder<unknown> {
  if (goal.value === 'none') return sql`0`
  if (goal.value === 'revenue') return moneyOf(question)
  return sql`${sql.lit(fixedWorth(goal.value, question))}`
}

/**
 * A goal's own value in minor units of the site's currency, half away from zero of the decimal as it is written: 12.5 is
 * 1,250 cents, or 13 yen; 1.005 is 100.5 cents, so 101, though the nearest binary fraction lies below.
 */
export function fixedWorth(value: number, { currency }: Pick<Question, 'currency'>): number {
  return minorOf(Math.max(-MOST_WORTH, Math.min(value, MOST_WORTH)), currency)
}

/**
 * The event's amount in the site's currency at the rate of the event's day; 0 where there is no rate. Each event is
 * rounded by itself: at 0.905 two payments of 1.00 USD are 2 × round(100 × 0.905 = 90.5) = 2 × 91 = 182 cents of EUR.
 */
export function moneyOf(question: Question): RawBuilder<unknown> {
  const { dialect } = question.reader
  const shift = shiftOf(question)
  const converted = dialect.scaled(sql`e.amount`, { ratio: rateOf(question), shift })
  return sql`case when e.amount is null then 0 when e.currency = ${question.currency} then e.amount
    else coalesce(${converted}, 0) end`
}

function rateOf({ reader, period }: Question): RawBuilder<unknown> {
  return reader.dialect.rate(sql`e.currency`, localTime(period.clock, sql`e.at`))
}

/** The rates as a tally takes them: each from the beginning of its day on. */
export function localRates({ rates }: Question): LocalRate[] {
  return rates.map(({ currency, day, rate }) => ({ currency, from: dayNumber(day) * DAY, rate }))
}

/**
 * Decimal places between the event's currency and the site's: yen have none, dinars three. Into EUR, of two, yen are
 * shifted by 2 − 0 = 2, so 1,000 JPY at 0.0061 are 1,000 × 0.0061 × 10² = 610 cents; dinars by 2 − 3 = −1.
 */
function shiftOf({ currency, rates }: Question): RawBuilder<unknown> {
  const places = minorDigits(currency)
  const rated = [...new Set(rates.map((rate) => rate.currency))]
  const others = rated.filter((code) => minorDigits(code) !== places)
  if (others.length === 0) return sql`0`
  const cases = others.map((code) => sql`when ${code} then ${sql.lit(places - minorDigits(code))}`)
  return sql`case e.currency ${sql.join(cases, sql` `)} else 0 end`
}

/** 1 for money in a foreign currency that has no rate on its day. */
export function isUnconverted(question: Question): RawBuilder<unknown> {
  if (!question.counted.some(isPaying)) return sql`0`
  // A case, because SQLite works out both sides of an `and` that is selected: 0.5 µs for each event.
  return sql`(case when e.amount is not null and e.currency <> ${question.currency}
    then ${rateOf(question)} is null else 0 end)`
}
