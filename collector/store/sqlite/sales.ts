import { type RawBuilder, sql } from 'kysely'
import type { BySale } from '../dialect.ts'
import { EXTENT_SIZE } from './extents.ts'

const EXTENT = sql.lit(EXTENT_SIZE)

/**
 * The first sales, with `order_id`, `name` and `visit`, of the orders that are given back: put in order once, for anybody
 * can send thousands of events of one order.
 */
export function salesOf({ site, select, gives }: BySale): RawBuilder<unknown> {
  return sql`(select f.order_id as order_id, f.name as name, f.visit as visit from (
    select o.order_id as order_id, o.name as name, o.visit as visit, row_number() over (
      partition by o.order_id, o.name order by o.at, coalesce(o.nth, 0), id_text(o.uid)) as place
    from event o indexed by event_order
    where o.amount > 0 and o.order_id in (select e.order_id from (${select}) c
        cross join event e on e.visit = c.visit and e.seq = c.seq where ${gives})
      and exists (select 1 from extent x where x.id = o.visit / ${EXTENT} and x.site = ${site})) f
    where f.place = 1)`
}
