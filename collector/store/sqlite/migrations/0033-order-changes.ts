/**
 * What of an order outdates an answer, said closer (0026-order): only of a site's events of one name and order that sell
 * the earliest counts, so those of another site, another name or a refund change nothing that another counts.
 */
export const name = '0033-order-changes'

const outdates = (row: 'old' | 'new') => `when ${row}.order_id is not null and ${row}.amount > 0
begin insert into site_change (site, count)
  select x.site, 1 from extent x where x.id = ${row}.visit / 1024 and exists (
    select 1 from event o join extent y on y.id = o.visit / 1024
    where o.order_id = ${row}.order_id and o.name = ${row}.name and o.amount > 0 and y.site = x.site
      and (o.visit <> ${row}.visit or o.seq <> ${row}.seq))
  on conflict (site) do update set count = count + 1; end;`

export const up = `
drop trigger event_order_insert;
drop trigger event_order_delete;
create trigger event_order_insert after insert on event ${outdates('new')}
create trigger event_order_delete after delete on event ${outdates('old')}
`
