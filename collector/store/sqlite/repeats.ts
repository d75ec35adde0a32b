import { type RawBuilder, sql } from 'kysely'
import { EXTENT_SIZE } from './extents.ts'

const EXTENT = sql.lit(EXTENT_SIZE)

/**
 * Of an order that has so few events each asks all others whether it is the first. To ask that of the thousands that
 * anybody can send of one order would take their square: those are put in order once, for the whole statement.
 */
const FEW = sql.lit(64)

function ofOrder(site: number): RawBuilder<unknown> {
  return sql`o.order_id = e.order_id and o.name = e.name and o.amount > 0 and ${at(site)}`
}

function at(site: number): RawBuilder<unknown> {
  return sql`exists (select 1 from extent x where x.id = o.visit / ${EXTENT} and x.site = ${site})`
}

/** Events of one order stand together in their index, so that to count them up to a few is to read as many of its rows. */
const IS_OF_FEW = sql`(select count(*) from (select 1 from event c indexed by event_order
  where c.order_id = e.order_id and c.name = e.name limit ${FEW} + 1)) <= ${FEW}`

/** All sales but the first of every order that has many; it is asked for when the first of them is met, and then kept. */
function repeatsOfMany(site: number): RawBuilder<unknown> {
  return sql`(select r.visit, r.seq from (
    select o.visit as visit, o.seq as seq, row_number() over (
      partition by o.order_id, o.name order by o.at, coalesce(o.nth, 0), id_text(o.uid)) as place
    from (select m.order_id as order_id, m.name as name from event m indexed by event_order
      where m.order_id is not null group by m.order_id, m.name having count(*) > ${FEW}) many
    cross join event o indexed by event_order on o.order_id = many.order_id and o.name = many.name
    where o.amount > 0 and ${at(site)}) r
    where r.place > 1)`
}

/** Whether the event e sells what an earlier one of its name and order, in the order that a visit has, has sold. */
export function isRepeat(site: number, inTimeOrder: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(e.order_id is not null and coalesce(e.amount, 0) > 0 and case when ${IS_OF_FEW}
    then exists (select 1 from event o indexed by event_order where ${ofOrder(site)}
      and (o.at, coalesce(o.nth, 0), id_text(o.uid)) < (${inTimeOrder}))
    else (e.visit, e.seq) in ${repeatsOfMany(site)} end)`
}
