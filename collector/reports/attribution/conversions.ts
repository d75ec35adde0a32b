import { sql } from 'kysely'
import type { History, MarkedMoment } from '../../store/port.ts'
import { conversionEvents } from '../facts/conversion-facts.ts'
import { isUnconverted, localRates, moneyOf } from '../facts/event-money.ts'
import { inStep } from '../facts/in-step.ts'
import { allOf, isAnyConversion, isPaying, namesOfGoals } from '../question/filters.ts'
import { IS_ORDERS_REFUND } from '../question/own-events.ts'
import { contextFor, type Question } from '../question/question.ts'
import type { AskedAttribution } from './asked.ts'

/** An event that counts in the period, or what of an order is given back in it. */
export interface Conversion {
  /** Epoch ms. */
  at: number
  /** How many conversions it is: of a refund none, of an event of two goals two. */
  count: number
  /** Minor units of the site's currency. */
  money: number
  /** 1 where it is the person's first of the goals, ever: a new customer, whichever goals it is of. */
  fresh: number
  /** The filters on visits choose it, should it have none. */
  chosen: boolean
  /** Of an order's refund: what of it was given back before, and with this. */
  refunded?: { before: number; after: number }
}

/** What counts of a person in the period. */
export interface Converted {
  who: number
  /** In time order. */
  conversions: Conversion[]
  /** Events whose money has no rate. */
  unconverted: number
}

/**
 * The conversions and refunds of the period by ascending person, as every report counts them, but for refunds that name an
 * order: those are placed by it. `began`: when the site's first event was.
 */
export async function* conversionsOf(
  { question, chosen }: AskedAttribution,
  began: number | null,
): AsyncIterable<Converted> {
  if (question.counted.length === 0) return
  const found = inPeriod({ question, chosen })
  const { span } = question.period
  if (question.filters.length === 0 && (began ?? 0) >= span.from) {
    // Nothing came before the period.
    for await (const history of found) yield convertedOf(history, undefined)
    return
  }
  for await (const [history, ever] of inStep(found, everConverted(question))) {
    if (history) yield convertedOf(history, ever?.moments[0]?.at ?? Number.NaN)
  }
}

function inPeriod({ question, chosen }: Pick<AskedAttribution, 'question' | 'chosen'>) {
  const { from, conversions, refunds, revenue } = conversionEvents(question)
  const kept = sql`(${revenue} - case when ${IS_ORDERS_REFUND}
    then ${refunds} * ${moneyOf(question)} else 0 end)`
  const money = question.counted.some(isPaying) ? kept : revenue
  const values = [conversions, money, isUnconverted(question)]
  if (chosen.length > 0) {
    values.push(sql`case when ${allOf(chosen, contextFor(question, 'event'))} then 1 else 0 end`)
  }
  return question.reader.histories({
    site: question.site,
    of: 'person',
    from,
    marks: [sql`1 = 1`],
    beside: values.map((value) => ({ kind: 'value', value })),
    rates: localRates(question),
  })
}

/** `first`: when the person ever converted first, where that may be before the period. */
function convertedOf({ who, moments }: History, first: number | undefined): Converted {
  const all = moments.map(conversionOf)
  const own = all.find(({ count }) => count > 0)
  if (own && (first === undefined || own.at === first)) own.fresh = 1
  return {
    who,
    conversions: all.filter(({ count, money }) => count !== 0 || money !== 0),
    unconverted: moments.reduce((sum, { beside }) => sum + Number(beside[2] ?? 0), 0),
  }
}

function conversionOf({ at, beside }: MarkedMoment): Conversion {
  const [count = 0, money = 0, , fits = 1] = beside
  return {
    at,
    count: Number(count),
    money: Number(money),
    fresh: 0,
    chosen: Number(fits) === 1,
  }
}

/** All conversions until the period's end. */
function everConverted({ reader, site, counted, ...question }: Question) {
  const context = contextFor({ reader, site, counted, ...question }, 'event')
  const span = { from: 0, to: question.period.span.to }
  const events = reader.dialect.eventsWithin(site, span, namesOfGoals(counted))
  return reader.histories({
    site,
    of: 'person',
    from: sql`${events} and ${isAnyConversion(counted, context)}`,
    marks: [sql`1 = 1`],
    beside: [],
  })
}
