import { sql } from 'kysely'
import { Refusal } from '../../refusal.ts'
import type { MarkedMoment } from '../../store/port.ts'
import { conversionEvents } from '../facts/conversion-facts.ts'
import { isUnconverted, localRates } from '../facts/event-money.ts'
import { allOf, isAnyConversion, isPaying, namesOfGoals } from '../question/filters.ts'
import { contextFor, type Question } from '../question/question.ts'
import type { AskedAttribution } from './asked.ts'

/** An event that counts in the period, or what of an order is given back in it. */
export interface Conversion {
  /** Number of the person on whose path it stands. */
  who: number
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

/** A refund in the period that names its order. */
export interface OrderRefund extends Conversion {
  order: string
}

export interface Conversions {
  /** By ascending number of the person, each one's in time order. */
  all: Conversion[]
  /** Refunds whose order is yet to be found. */
  refunds: OrderRefund[]
  unconverted: number
}

/** Held at once, some hundred bytes each. */
const MOST_CONVERSIONS = 2_000_000

function tooMuch(): Refusal {
  const most = MOST_CONVERSIONS.toLocaleString('en')
  return new Refusal(
    422,
    `the period has more than ${most} conversions; ask for a shorter one, or name a goal`,
  )
}

/** The conversions and refunds of the period, as every report counts them. Throws a 422 for more than two million. */
export async function conversionsOf({ question, chosen }: AskedAttribution): Promise<Conversions> {
  const found: Conversions = { all: [], refunds: [], unconverted: 0 }
  if (question.counted.length === 0) return found
  const { from, conversions, revenue } = conversionEvents(question)
  const values = [conversions, revenue, isUnconverted(question), orderOf(question)]
  if (chosen.length > 0) {
    values.push(sql`case when ${allOf(chosen, contextFor(question, 'event'))} then 1 else 0 end`)
  }
  const histories = question.reader.histories({
    site: question.site,
    of: 'person',
    from,
    marks: [sql`1 = 1`],
    beside: values.map((value) => ({ kind: 'value', value })),
    rates: localRates(question),
  })
  for await (const { who, moments } of histories) {
    if (found.all.length + found.refunds.length + moments.length > MOST_CONVERSIONS) throw tooMuch()
    for (const moment of moments) take(found, who, moment)
  }
  return found
}

function take(found: Conversions, who: number, { at, beside }: MarkedMoment): void {
  const [count = 0, money = 0, lost = 0, order = null, fits = 1] = beside
  const own = { who, at, count: Number(count), money: Number(money), fresh: 0 }
  const conversion = { ...own, chosen: Number(fits) === 1 }
  found.unconverted += Number(lost)
  if (order === null) found.all.push(conversion)
  else found.refunds.push({ ...conversion, order: String(order) })
}

/** What names the order of a refund: events of another name sell others. */
function orderOf({ counted }: Question) {
  if (!counted.some(isPaying)) return sql`null`
  return sql`case when e.amount < 0 and e.order_id is not null then (e.name || ' ' || e.order_id) end`
}

/** Tells the conversions that are the first of their person, whenever the goals were reached before. */
export async function markFresh(
  question: Question,
  conversions: readonly Conversion[],
  began: number | null,
): Promise<void> {
  const firsts = firstsOf(conversions)
  const { span } = question.period
  if (question.filters.length === 0 && (began ?? 0) >= span.from) {
    // Nothing came before the period.
    for (const first of firsts.values()) first.fresh = 1
    return
  }
  if (firsts.size === 0) return
  for await (const { who, moments } of everConverted(question)) {
    const first = firsts.get(who)
    if (first && first.at === moments[0]?.at) first.fresh = 1
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

/** Each person's first of the period. */
function firstsOf(conversions: readonly Conversion[]): Map<number, Conversion> {
  const firsts = new Map<number, Conversion>()
  for (const conversion of conversions) {
    if (conversion.count > 0 && !firsts.has(conversion.who)) firsts.set(conversion.who, conversion)
  }
  return firsts
}
