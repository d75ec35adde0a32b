import { type RawBuilder, sql } from 'kysely'
import type { Goal } from '../../settings/goals.ts'
import { added } from '../question/chains.ts'
import {
  allOf,
  type FilterContext,
  fitsAny,
  fitsGoal,
  isAnyConversion,
  isConversion,
  isPaying,
} from '../question/filters.ts'
import { IS_REFUND } from '../question/own-events.ts'
import {
  contextBeside,
  contextFor,
  keysIn,
  looksAtPages,
  type Question,
} from '../question/question.ts'
import { givesBack, withSales } from './by-sale.ts'
import { chosenEvents, eventsFor } from './chosen-conversions.ts'
import { isUnconverted, localRates, worthOf } from './event-money.ts'
import { type FactTally, tallyOf } from './fact-tally.ts'
import type { FactNames } from './metrics.ts'

/** Conversions and refunds of the counted goals, their people and money, each at its own event's time. */
export function conversionFacts(question: Question, asked: FactNames): FactTally {
  const { from, unit, context, person, ...counts } = conversionsOf(question)
  const people = { fact: 'converted' as const, person }
  const sums = { ...counts, unconverted: isUnconverted(question) }
  const keys = keysIn(question, context)
  const rows = { site: question.site, keys, from, rates: localRates(question), ...unit }
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
  const { from, unit, conversions, revenue } = conversionsOf(question)
  const { rows } = await question.reader.tally({
    site: question.site,
    keys: [{ kind: 'value', value: sql`v.person` }],
    from,
    ...unit,
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

interface Conversions extends Rows {
  /** Who converted; null beside a refund alone. */
  person: RawBuilder<unknown>
  /** How many conversions a row is. */
  conversions: RawBuilder<unknown>
  /** How many refunds. */
  refunds: RawBuilder<unknown>
  /** Minor units of the site's currency. */
  revenue: RawBuilder<unknown>
}

/**
 * The same as rows of events, each once for each goal: also where a filter asks for pages, and rows stand beside those of
 * their visit.
 */
export function conversionEvents(
  question: Question,
): Pick<Conversions, 'from' | 'conversions' | 'refunds' | 'revenue'> {
  const { from, unit, ...counts } = conversionsOf(question)
  if (!unit) return { from, ...counts }
  const select = sql`select distinct e.visit as visit, e.seq as seq, c.goal as goal ${from}`
  return { from: eventsOf({ select, goals: question.counted }, question), ...counts }
}

function conversionsOf(question: Question): Conversions {
  const inOnePass = question.counted.every(({ count }) => count === 'every')
  return inOnePass && !looksAtPages(question) && !question.bySale
    ? everyConversion(question)
    : chosenConversions(question)
}

/** Every matching event counts, for each goal that it matches: one pass over the events. */
function everyConversion(question: Question): Conversions {
  const { counted } = question
  const context = contextFor(question, 'event')
  const from = sql`${eventsFor(question, counted)} and ${fitsAny(counted, context)}
    and ${allOf(question.filters, context)}`
  const person = personOf(question)
  const [only] = counted
  if (only && counted.length === 1) {
    const refunds = isPaying(only) ? IS_REFUND : sql`0`
    const conversions = isPaying(only) ? sql`(1 - ${IS_REFUND})` : sql`1`
    return { from, context, person, conversions, refunds, revenue: worthOf(only, question) }
  }
  const fits = counted.map((goal) => fitsGoal(goal, context))
  const paying = fits.filter((_, i) => counted[i] && isPaying(counted[i]))
  const values = counted.map(
    (goal, i) => sql`case when ${fits[i]} then ${worthOf(goal, question)} else 0 end`,
  )
  return {
    from,
    context,
    person,
    conversions: added(counted.map((goal) => isConversion(goal, context))),
    refunds: sql`case when ${IS_REFUND} then ${added(paying)} else 0 end`,
    revenue: added(values),
  }
}

/** A refund is a conversion of goals only whose value is not what events bring. */
function personOf(question: Question): RawBuilder<unknown> {
  const { counted } = question
  if (!counted.some(isPaying)) return sql`v.person`
  const others = counted.filter((goal) => !isPaying(goal))
  const converts = isAnyConversion(others, contextFor(question, 'event'))
  return sql`case when not ${IS_REFUND} or ${converts} then v.person end`
}

/** A row for each goal that an event counts for. */
function chosenConversions(question: Question): Conversions {
  const { counted } = question
  const paying = counted.flatMap((goal, i) => (isPaying(goal) ? [sql.lit(i)] : []))
  const pays = paying.length > 0 ? sql`c.goal in (${sql.join(paying)})` : sql`0`
  const values = counted.map((goal, i) => sql`when ${sql.lit(i)} then ${worthOf(goal, question)}`)
  const refunds = sql`(${pays} and ${IS_REFUND})`
  return {
    ...rowsOf({ select: chosenEvents(counted, question), goals: counted }, question),
    person: sql`case when not ${refunds} then v.person end`,
    conversions: sql`(1 - ${refunds})`,
    refunds,
    revenue: sql`case c.goal ${sql.join(values, sql` `)} end`,
  }
}

interface Rows {
  /** `from … where …`. */
  from: RawBuilder<unknown>
  /** What filters and keys are asked in. */
  context: FilterContext
  /** Rows of one unit are one; without it each is. */
  unit?: { unit: RawBuilder<unknown> }
}

/**
 * Events that a select names, as the filters choose them. Where those or a dimension ask for a page, each stands once beside
 * every event of its visit, and counts in the group of each page of them once:
 *
 *     /pricing  10:00  pageview        beside the purchase: /pricing, /shop
 *     /shop     10:02  pageview        by page: 1 conversion in /pricing, 1 in /shop, 1 in the total
 *     /shop     10:03  Purchase        page is /pricing: 1 conversion
 */
function rowsOf(named: NamedEvents, question: Question): Rows {
  const { from, to } = question.period.span
  const within = sql`e.at >= ${from} and e.at < ${to}`
  if (!looksAtPages(question)) {
    const context = contextFor(question, 'event')
    const rows = eventsOf(named, question)
    return { context, from: sql`${rows} and ${within} and ${allOf(question.filters, context)}` }
  }
  const context = contextBeside(question)
  const rows = eventsBeside(named, question)
  return {
    context,
    from: sql`${rows} and ${within} and ${allOf(question.filters, context)}`,
    unit: { unit: sql`c.unit` },
  }
}

interface NamedEvents {
  /** `select visit, seq, goal`. */
  select: RawBuilder<unknown>
  /** Those that `goal` is the place among. */
  goals: readonly Goal[]
}

/** `from … where …`, aliases c, e and v. */
function eventsOf({ select, goals }: NamedEvents, { reader, site, bySale }: Question) {
  if (!bySale) return reader.dialect.eventsNamedBy(select)
  return reader.dialect.eventsBySale({ site, select, gives: givesBack(goals) })
}

/** The same, with x beside. */
function eventsBeside(named: NamedEvents, { reader, site, bySale }: Question) {
  const select = sql`select visit, seq, goal, row_number() over () as unit from (${named.select})`
  if (!bySale) return reader.dialect.eventsBeside(select)
  return reader.dialect.eventsBesideSale({ site, select, gives: givesBack(named.goals) })
}

export interface Unconverted {
  currency: string
  /** In its own minor units. */
  amount: number
  events: number
}

/** What could not be converted, by currency; an event that counts for several goals is one. */
export async function unconvertedAmounts(asked: Question): Promise<Unconverted[]> {
  const goals = asked.counted.filter(isPaying)
  if (goals.length === 0) return []
  const question = await withSales(asked)
  const select = sql`select distinct visit, seq, 0 as goal from (${chosenEvents(goals, question)})`
  const { from, unit } = rowsOf({ select, goals }, question)
  const { rows } = await question.reader.tally({
    site: question.site,
    keys: [{ kind: 'value', value: sql`e.currency` }],
    from: sql`${from} and ${isUnconverted(question)}`,
    ...unit,
    sums: [sql`e.amount`],
    rates: localRates(question),
  })
  return rows
    .map(({ keys: [currency], sums: [amount = 0], rows: events }) => {
      return { currency: String(currency), amount, events }
    })
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}
