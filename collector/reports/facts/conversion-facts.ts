import { type RawBuilder, sql } from 'kysely'
import { DAY } from '../../durations.ts'
import { minorDigits } from '../../money.ts'
import type { Goal } from '../../settings/goals.ts'
import type { LocalRate } from '../../store/port.ts'
import { added, unionAll } from '../question/chains.ts'
import { localTime } from '../question/dimensions.ts'
import { areCounted, isAnyConversion, isConversion, namesOfGoals } from '../question/filters.ts'
import {
  contextFor,
  eventsIn,
  filtersOf,
  keysOf,
  type Question,
  spanOf,
} from '../question/question.ts'
import { dayNumber } from '../time/calendar.ts'
import { type FactTally, tallyOf } from './fact-tally.ts'
import type { FactNames } from './metrics.ts'

/** Conversions of the counted goals, their people and money, each at its own event's time. */
export function conversionFacts(question: Question, asked: FactNames): FactTally {
  const { from, conversions, revenue } = conversionsOf(question)
  const people = { fact: 'converted' as const, person: sql`v.person` }
  const sums = { conversions, revenue, unconverted: isUnconverted(question) }
  const rates = localRates(question)
  const rows = { site: question.site, keys: keysOf(question, 'event'), from, rates }
  return tallyOf(rows, { people, sums }, asked)
}

/** What one person's conversions come to. */
export interface PersonConversions {
  conversions: number
  /** Minor units of the site's currency. */
  revenue: number
  unconverted: number
  /** The revenue is too large to be exact. */
  rounded: boolean
}

/** The same of each person that has one, by the person's number. */
export async function conversionsByPerson(
  question: Question,
): Promise<Map<number, PersonConversions>> {
  if (question.counted.length === 0) return new Map()
  const { from, conversions, revenue } = conversionsOf(question)
  const { rows } = await question.reader.tally({
    site: question.site,
    keys: [{ kind: 'value', value: sql`v.person` }],
    from,
    sums: [conversions, revenue, isUnconverted(question)],
    rates: localRates(question),
  })
  return new Map(
    rows.map(({ keys: [person], sums, rounded = false }) => {
      const [conversions = 0, revenue = 0, unconverted = 0] = sums
      return [Number(person), { conversions, revenue, unconverted, rounded }]
    }),
  )
}

interface Conversions {
  from: RawBuilder<unknown>
  /** How many conversions a row is. */
  conversions: RawBuilder<unknown>
  /** Minor units of the site's currency. */
  revenue: RawBuilder<unknown>
}

function conversionsOf(question: Question): Conversions {
  const everyEvent = question.counted.every(({ count }) => count === 'every')
  return everyEvent ? everyConversion(question) : chosenConversions(question)
}

/** Every matching event counts, for each goal that it matches: one pass over the events. */
function everyConversion(question: Question): Conversions {
  const { counted } = question
  const context = contextFor(question, 'event')
  const from = sql`${eventsFor(question, counted)} and ${isAnyConversion(counted, context)}
    and ${filtersOf(question, 'event')}`
  const [only] = counted
  if (only && counted.length === 1) {
    return { from, conversions: sql`1`, revenue: worthOf(only, question) }
  }
  const matches = counted.map((goal) => isConversion(goal, context))
  const values = counted.map(
    (goal, i) => sql`case when ${matches[i]} then ${worthOf(goal, question)} else 0 end`,
  )
  return { from, conversions: added(matches), revenue: added(values) }
}

/** The events of the period that may be conversions. */
function eventsFor(question: Question, goals: readonly Goal[]): RawBuilder<unknown> {
  return eventsIn(question, namesOfGoals(goals))
}

/** The goals that count once are cut to their first events before any filter chooses among those. */
function chosenConversions(question: Question): Conversions {
  const { counted, period } = question
  const chosen = unionAll(counted.map((goal, i) => CHOOSE[goal.count](goal, sql.lit(i), question)))
  const from = sql`${question.reader.dialect.eventsNamedBy(chosen)}
    and e.at >= ${period.span.from} and e.at < ${period.span.to}
    and ${filtersOf(question, 'event')}`
  const values = counted.map((goal, i) => sql`when ${sql.lit(i)} then ${worthOf(goal, question)}`)
  return {
    from,
    conversions: sql`1`,
    revenue: sql`case c.goal ${sql.join(values, sql` `)} end`,
  }
}

type Choose = (goal: Goal, index: RawBuilder<unknown>, question: Question) => RawBuilder<unknown>

const CHOOSE = {
  every: (goal, index, question) => {
    return sql`select e.visit as visit, e.seq as seq, ${index} as goal ${matching(goal, eventsFor(question, [goal]), question)}`
  },
  /** The first of the visit, even when it lies before the period: days then add up to their month. */
  visit: (goal, index, question) => {
    const { dialect } = question.reader
    const visits = question.visits ?? dialect.visitsAndLoneTouching(question.site, spanOf(question))
    // Visits without events, as most are, have no conversion either.
    const possible = areCounted([goal]) ? sql`${visits} and v.events > 0` : visits
    const events = dialect.eventsOf(possible, { from: 0, to: spanOf(question).to })
    return firstOf(sql`e.visit`, matching(goal, events, question), index, question)
  },
  person: (goal, index, question) =>
    firstOf(sql`v.person`, matching(goal, eventsFor(question, [goal]), question), index, question),
} satisfies Record<Goal['count'], Choose>

function matching(goal: Goal, events: RawBuilder<unknown>, question: Question) {
  return sql`${events} and ${isConversion(goal, contextFor(question, 'event'))}`
}

function firstOf(
  whom: RawBuilder<unknown>,
  events: RawBuilder<unknown>,
  index: RawBuilder<unknown>,
  { reader }: Question,
): RawBuilder<unknown> {
  return sql`select visit, seq, goal from (select e.visit as visit, e.seq as seq, ${index} as goal,
    row_number() over (partition by ${whom} order by ${reader.dialect.inTimeOrder}) as nth ${events})
    where nth = 1`
}

/** As much as an event may bring; goals of older versions may say more than any number holds. */
const MOST_WORTH = 9_999_999_999_999

/** Minor units that one conversion of the goal is worth: a value of 12.5 is 12.5 × 100 = 1,250 cents, or 13 yen. */
function worthOf(goal: Goal, question: Question): RawBuilder<unknown> {
  if (goal.value === 'none') return sql`0`
  if (goal.value === 'revenue') return money(question)
  const value = Math.max(-MOST_WORTH, Math.min(goal.value, MOST_WORTH))
  return sql`${sql.lit(Math.round(value * question.unit))}`
}

/**
 * The event's amount in the site's currency at the rate of the event's day; 0 where there is no rate. Each event is
 * rounded by itself: at 0.905 two payments of 1.00 USD are 2 × round(100 × 0.905 = 90.5) = 2 × 91 = 182 cents of EUR.
 */
function money(question: Question): RawBuilder<unknown> {
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
function localRates({ rates }: Question): LocalRate[] {
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
  if (!question.counted.some(({ value }) => value === 'revenue')) return sql`0`
  return sql`(e.amount is not null and e.currency <> ${question.currency}
    and ${rateOf(question)} is null)`
}

export interface Unconverted {
  currency: string
  /** In its own minor units. */
  amount: number
  events: number
}

/** What could not be converted, by currency. */
export async function unconvertedAmounts(question: Question): Promise<Unconverted[]> {
  const paying = question.counted.filter(({ value }) => value === 'revenue')
  const { rows } = await question.reader.tally({
    site: question.site,
    keys: [{ kind: 'value', value: sql`e.currency` }],
    from: sql`${eventsFor(question, paying)} and ${isUnconverted(question)}
      and ${isAnyConversion(paying, contextFor(question, 'event'))} and ${filtersOf(question, 'event')}`,
    sums: [sql`e.amount`],
    rates: localRates(question),
  })
  return rows
    .map(({ keys: [currency], sums: [amount = 0], rows: events }) => {
      return { currency: String(currency), amount, events }
    })
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}
