import { sql } from 'kysely'
import { DAY } from '../../durations.ts'
import type { MarkedMoment } from '../../store/port.ts'
import { eventsFor } from '../facts/chosen-conversions.ts'
import { conversionEvents } from '../facts/conversion-facts.ts'
import { localRates } from '../facts/event-money.ts'
import { any } from '../question/chains.ts'
import type { ReportContext } from '../question/context.ts'
import { IS_REFUND } from '../question/own-events.ts'
import type { Question } from '../question/question.ts'
import { ALWAYS, localPeriod } from '../time/period.ts'
import type { Order } from './adjust.ts'
import { type Click, clickIn, distinctClicks } from './last-click.ts'
import type { Takes } from './platforms.ts'
import type { Happened } from './sort-out.ts'

/** What counts of the goal in the period: conversions, and refunds. */
export interface Found {
  conversions: Happened[]
  refunds: Happened[]
}

/** The events of the goal in the period, as every report counts them; `undefined` for more than `most`. */
export async function eventsOf(question: Question, most: number): Promise<Found | undefined> {
  const found: Found = { conversions: [], refunds: [] }
  const { from, conversions } = conversionEvents(question)
  for await (const { who, moments } of historiesOf(question, { from, conversions })) {
    for (const moment of moments) {
      const list = isConversion(moment) ? found.conversions : found.refunds
      list.push(happened(who, moment))
    }
    if (found.conversions.length + found.refunds.length > most) return undefined
  }
  found.conversions.sort(inOrder)
  found.refunds.sort(inOrder)
  return found
}

function inOrder(one: Happened, other: Happened): number {
  return one.at - other.at || (one.id < other.id ? -1 : 1)
}

function historiesOf(
  question: Question,
  { from, conversions }: Pick<ReturnType<typeof conversionEvents>, 'from' | 'conversions'>,
) {
  const { dialect } = question.reader
  const id = dialect.eventId(sql`e.uid`)
  const values = [conversions, id, sql`e.amount`, sql`e.currency`, sql`e.order_id`]
  return question.reader.histories({
    site: question.site,
    of: 'person',
    from,
    marks: [sql`1 = 1`],
    beside: values.map((value) => ({ kind: 'value', value })),
    rates: localRates(question),
  })
}

function isConversion({ beside }: MarkedMoment): boolean {
  return Number(beside[0]) > 0
}

function happened(who: number, { at, beside }: MarkedMoment): Happened {
  const [, id, amount, currency, order] = beside
  return {
    id: String(id),
    who,
    at,
    amount: amount === null ? null : Number(amount),
    currency: currency === null ? null : String(currency),
    order: order === null ? null : String(order),
  }
}

/** The platform's clicks of these people, whenever they were, each person's in time order. */
export async function clicksOf(
  { reader, site }: Question,
  { clicks: types }: Takes,
  whose: ReadonlySet<number>,
): Promise<Map<number, Click[]>> {
  if (whose.size === 0) return new Map()
  const text = reader.dialect.lower(sql`q.text`)
  const told = any(types.map((type) => sql`${text} like ${`%${type}=%`}`))
  const events = reader.dialect.eventsWithin(site, ALWAYS, ['pageview'])
  const seen = new Map<number, { at: number; query: number }[]>()
  for await (const { who, moments } of reader.histories({
    site,
    of: 'person',
    from: sql`${events} and e.query in (select q.id as id from query q where ${told})`,
    marks: [sql`1 = 1`],
    beside: [{ kind: 'value', value: sql`e.query` }],
  })) {
    if (!whose.has(who)) continue
    seen.set(
      who,
      moments.map(({ at, beside }) => ({ at, query: Number(beside[0]) })),
    )
  }
  const texts = await queriesOf(
    reader,
    new Set([...seen.values()].flat().map(({ query }) => query)),
  )
  const read = (query: number) => clickIn(texts.get(query) ?? '', types)
  return new Map(
    [...seen].map(([who, pages]) => {
      const found = pages.flatMap(({ at, query }) => {
        const click = read(query)
        return click ? [{ ...click, at }] : []
      })
      return [who, distinctClicks(found)]
    }),
  )
}

async function queriesOf(
  reader: Question['reader'],
  ids: ReadonlySet<number>,
): Promise<Map<number, string>> {
  if (ids.size === 0) return new Map()
  const rows = await reader.rows<{ id: number; text: string }>(
    sql`select q.id as id, q.text as text from query q
      where ${reader.dialect.isAmong(sql`q.id`, [...ids])} order by q.id`,
  )
  return new Map(rows.map(({ id, text }) => [Number(id), text]))
}

/** The orders of which something was given back in the period, by their name: each sale and all refunds until its end. */
export async function ordersOf(
  context: ReportContext,
  question: Question,
): Promise<Map<string, Order>> {
  const { span, days } = question.period
  const first = Math.min(context.first ?? span.from, span.from)
  const wide = localPeriod({ from: Math.floor(first / DAY) - 1, to: days.to }, context.site)
  const every: Question = {
    ...question,
    counted: question.counted.map((goal) => ({ ...goal, count: 'every' })),
    period: { ...wide, span: { from: first, to: span.to } },
  }
  const refunded = sql`(select e.order_id as order_id ${eventsFor(question, question.counted)}
    and ${IS_REFUND} and e.order_id is not null)`
  const { from, conversions } = conversionEvents(every)
  const orders: Orders = new Map()
  const rows = { from: sql`${from} and e.order_id in ${refunded}`, conversions }
  for await (const { who, moments } of historiesOf(every, rows)) {
    for (const moment of moments) note(orders, happened(who, moment), isConversion(moment))
  }
  for (const { refunds } of orders.values()) refunds.sort(inOrder)
  return orders
}

type Orders = Map<string, { sale: Happened | undefined; refunds: Happened[] }>

function note(orders: Orders, one: Happened, isSale: boolean): void {
  const name = one.order ?? ''
  const order = orders.get(name) ?? { sale: undefined, refunds: [] }
  orders.set(name, order)
  if (!isSale) order.refunds.push(one)
  else if (!order.sale || one.at < order.sale.at) order.sale = one
}
