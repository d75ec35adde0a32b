import { sql } from 'kysely'
import { eventsFor } from '../facts/chosen-conversions.ts'
import { conversionEvents } from '../facts/conversion-facts.ts'
import { localRates } from '../facts/event-money.ts'
import type { ReportContext } from '../question/context.ts'
import { IS_REFUND } from '../question/own-events.ts'
import type { Question } from '../question/question.ts'
import { datesOf } from '../time/period.ts'
import { reaching } from './asked.ts'
import type { Conversion, OrderRefund } from './conversions.ts'

/** An order of which something is given back in the period. */
interface Order {
  /** Who bought, and when; undefined where nobody is known to have. */
  sold: { who: number; at: number } | undefined
  /** Every refund until the period's end, in time order. */
  given: Given[]
}

interface Given {
  who: number
  at: number
  /** Minor units, positive. */
  size: number
  /** All that was given back before it. */
  before: number
  told: boolean
}

/**
 * Refunds of orders stand where their order was sold: their money goes the way of its credits, cumulatively, so that parts
 * which make up the whole leave nothing. Of an order that nobody knows they stand by themselves.
 *
 *     sold 1.00, thirds 34 33 33    given back 0.50: 17 17 16    then 0.50: (34 33 33) − (17 17 16) = 17 16 17
 */
export async function placedRefunds(
  context: ReportContext,
  question: Question,
  refunds: readonly OrderRefund[],
): Promise<Conversion[]> {
  if (refunds.length === 0) return []
  const orders = await ordersOf(context, question)
  return refunds.map(({ order: name, ...refund }) => {
    const order = orders.get(name)
    if (!order?.sold) return refund
    const place = order.given.findIndex((one) => isSame(one, refund) && !one.told)
    const given = order.given[place]
    if (!given) return refund
    given.told = true
    return {
      ...refund,
      ...order.sold,
      refunded: { before: given.before, after: given.before + given.size },
    }
  })
}

function isSame(one: Given, { who, at, money }: Conversion): boolean {
  return one.who === who && one.at === at && one.size === -money
}

/** The orders that are refunded in the period, with all that was sold and given back of them. */
async function ordersOf(context: ReportContext, question: Question): Promise<Map<string, Order>> {
  const first = context.first ?? question.period.span.from
  const wide = await withRates(
    context,
    reaching(question, Math.min(first, question.period.span.from)),
  )
  const refunded = sql`(select e.order_id as order_id ${eventsFor(question, question.counted)}
    and ${IS_REFUND} and e.order_id is not null)`
  const { from, conversions, revenue } = conversionEvents(wide)
  const values = [conversions, revenue, sql`(e.name || ' ' || e.order_id)`]
  const orders = new Map<string, Order>()
  for await (const { who, moments } of question.reader.histories({
    site: question.site,
    of: 'person',
    from: sql`${from} and e.order_id in ${refunded}`,
    marks: [sql`1 = 1`],
    beside: values.map((value) => ({ kind: 'value', value })),
    rates: localRates(wide),
  })) {
    for (const { at, beside } of moments) {
      const [count = 0, money = 0, name = ''] = beside
      const order = orders.get(String(name)) ?? { sold: undefined, given: [] }
      orders.set(String(name), order)
      if (Number(count) > 0) order.sold = earlier(order.sold, { who, at })
      else order.given.push({ who, at, size: -Number(money), before: 0, told: false })
    }
  }
  for (const { given } of orders.values()) addUp(given)
  return orders
}

function addUp(given: Given[]): void {
  let before = 0
  for (const one of given.sort((a, b) => a.at - b.at || a.who - b.who)) {
    one.before = before
    before += one.size
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
