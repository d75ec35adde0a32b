import { sql } from 'kysely'
import { OWN_EVENTS, UNCOUNTED, UNSEEN } from '../../own-events.ts'

const list = (numbers: readonly number[]) => sql.join(numbers.map((number) => sql.lit(number)))

export const IS_PAGEVIEW = sql`e.name = ${sql.lit(OWN_EVENTS.pageview.number)}`
/** It is one of the metric `events`. */
export const IS_COUNTED = sql`e.name not in (${list(UNCOUNTED)})`
/** The same without what experiments send of themselves: what people do. */
export const IS_DEED = sql`(${IS_COUNTED} and e.name <> ${sql.lit(OWN_EVENTS.exposure.number)})`
export const IS_EXPOSURE = sql`e.name = ${sql.lit(OWN_EVENTS.exposure.number)}`
/** It is a pageview or one of the metric `events`. */
export const IS_SEEN = sql`e.name not in (${list(UNSEEN)})`
export const IS_ENGAGEMENT = sql`e.name = ${sql.lit(OWN_EVENTS.engagement.number)}`
/** It takes money back. */
export const IS_REFUND = sql`(coalesce(e.amount, 0) < 0)`
/** Gives back something of an order that it names. */
export const IS_ORDERS_REFUND = sql`(${IS_REFUND} and e.order_id is not null)`
