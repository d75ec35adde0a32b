import { sql } from 'kysely'
import { Refusal } from '../../refusal.ts'
import type { History } from '../../store/port.ts'
import { eventsFor } from '../facts/chosen-conversions.ts'
import { conversionEvents } from '../facts/conversion-facts.ts'
import { localRates } from '../facts/event-money.ts'
import type { ReportContext } from '../question/context.ts'
import { allOf, isPaying } from '../question/filters.ts'
import { IS_ORDERS_REFUND } from '../question/own-events.ts'
import { contextFor, type Question } from '../question/question.ts'
import { datesOf } from '../time/period.ts'
import { type AskedAttribution, reaching } from './asked.ts'
import type { Conversion } from './conversions.ts'

/** A refund, and where its money goes the way of the credits. */
export interface Placed extends Conversion {
  who: number
}

interface Refund extends Placed {
  order: string
}

/** An order of which something is given back in the period. */
interface Order {
  /** Who bought, and when; undefined where nobody is known to have. */
  sold: { who: number; at: number } | undefined
  /** Every refund until the period's end, by what tells of each: of several that are alike the first is next. */
  given: Map<string, Given[]>
}

interface Given {
  who: number
  at: number
  /** Minor units, positive. */
  size: number
  /** All that was given back before it. */
  before: number
}

/** Held at once, some hundred bytes each. */
const MOST_REFUNDS = 500_000

/** Sales and refunds of all those orders, whenever they were. */
const MOST_OF_ORDERS = 2 * MOST_REFUNDS

function tooMuch(most: number, what: string): Refusal {
  const said = `the period has more than ${most.toLocaleString('en')} ${what}`
  return new Refusal(422, `${said}; ask for a shorter one, or name a goal`)
}

/**
 * Refunds of orders stand where their order was sold: their money goes the way of its credits, cumulatively, so that parts
 * which make up the whole leave nothing. Of an order that nobody knows they stand by themselves. They come by ascending
 * person, each one's in time order. Throws a 422 for more than half a million.
 *
 *     sold 1.00, thirds 34 33 33    given back 0.50: 17 17 16    then 0.50: (34 33 33) − (17 17 16) = 17 16 17
 */
export async function placedRefunds(
  context: ReportContext,
  { question, chosen }: AskedAttribution,
): Promise<Placed[]> {
  // Goals of another value count a refund as any event, where it happened.
  const paid = { ...question, counted: question.counted.filter(isPaying) }
  if (paid.counted.length === 0) return []
  const refunds = await refundsIn({ question: paid, chosen })
  if (refunds.length === 0) return []
  const orders = await ordersOf(context, paid)
  return refunds
    .map((refund) => placed(refund, orders.get(refund.order)))
    .sort((a, b) => a.who - b.who || a.at - b.at)
}

function placed({ order: _, ...refund }: Refund, order: Order | undefined): Placed {
  if (!order?.sold) return refund
  const { who, at, money } = refund
  const given = order.given.get(nameOf({ who, at, size: -money }))?.shift()
  if (!given) return refund
  const refunded = { before: given.before, after: given.before + given.size }
  return { ...refund, ...order.sold, refunded }
}

function nameOf({ who, at, size }: Omit<Given, 'before'>): string {
  return `${who} ${at} ${size}`
}

const ORDER = [sql`e.name`, sql`e.order_id`]

function orderIn([name = null, id = null]: readonly (string | number | null)[]): string {
  return JSON.stringify([name, id])
}

async function refundsIn({ question, chosen }: Pick<AskedAttribution, 'question' | 'chosen'>) {
  const { from, revenue } = conversionEvents(question)
  const fits =
    chosen.length > 0
      ? sql`case when ${allOf(chosen, contextFor(question, 'event'))} then 1 else 0 end`
      : sql`1`
  const refunds: Refund[] = []
  for await (const { who, moments } of question.reader.histories({
    site: question.site,
    of: 'person',
    from: sql`${from} and ${IS_ORDERS_REFUND}`,
    marks: [sql`1 = 1`],
    beside: [revenue, fits, ...ORDER].map((value) => ({ kind: 'value', value })),
    rates: localRates(question),
  })) {
    if (refunds.length + moments.length > MOST_REFUNDS) {
      throw tooMuch(MOST_REFUNDS, 'refunds of orders')
    }
    for (const { at, beside } of moments) {
      const [money = 0, chosen = 1, ...order] = beside
      const own = { who, at, count: 0, money: Number(money), fresh: 0 }
      refunds.push({ ...own, chosen: Number(chosen) === 1, order: orderIn(order) })
    }
  }
  return refunds
}

/** The orders that are refunded in the period, with all that was sold and given back of them. */
async function ordersOf(context: ReportContext, question: Question): Promise<Map<string, Order>> {
  const first = context.first ?? question.period.span.from
  const wide = await withRates(
    context,
    reaching(question, Math.min(first, question.period.span.from)),
  )
  const refunded = sql`(select e.order_id as order_id ${eventsFor(question, question.counted)}
    and ${IS_ORDERS_REFUND})`
  const { from, conversions, revenue } = conversionEvents(wide)
  const orders = new Map<string, Filling>()
  let count = 0
  for await (const history of question.reader.histories({
    site: question.site,
    of: 'person',
    from: sql`${from} and e.order_id in ${refunded}`,
    marks: [sql`1 = 1`],
    beside: [conversions, revenue, ...ORDER].map((value) => ({ kind: 'value', value })),
    rates: localRates(wide),
  })) {
    count += history.moments.length
    if (count > MOST_OF_ORDERS) {
      throw tooMuch(MOST_OF_ORDERS, 'sales and refunds of the orders it refunds')
    }
    addTo(orders, history)
  }
  for (const { all, given } of orders.values()) addUp(all, given)
  return orders
}

interface Filling extends Order {
  all: Given[]
}

function newOrder(): Filling {
  return { sold: undefined, given: new Map(), all: [] }
}

function addTo(orders: Map<string, Filling>, { who, moments }: History): void {
  for (const { at, beside } of moments) {
    const [count = 0, money = 0, ...name] = beside
    const order = orders.get(orderIn(name)) ?? newOrder()
    orders.set(orderIn(name), order)
    if (Number(count) > 0) order.sold = earlier(order.sold, { who, at })
    else order.all.push({ who, at, size: -Number(money), before: 0 })
  }
}

function addUp(all: Given[], given: Order['given']): void {
  let before = 0
  for (const one of all.sort((a, b) => a.at - b.at || a.who - b.who)) {
    one.before = before
    before += one.size
    const alike = given.get(nameOf(one))
    if (alike) alike.push(one)
    else given.set(nameOf(one), [one])
  }
}

function earlier<Sold extends { at: number }>(known: Sold | undefined, other: Sold): Sold {
  return known && known.at <= other.at ? known : other
}

/** Every sale and refund, whatever the filters choose and however often a goal counts. */
async function withRates({ settings }: ReportContext, question: Question): Promise<Question> {
  return {
    ...question,
    filters: [],
    counted: question.counted.map((goal) => ({ ...goal, count: 'every' })),
    rates: await settings.rates(question.currency, datesOf(question.period.days)),
  }
}
