/**
 * The order that an event with money is about. Of events of one name and order only the earliest counts, so one that
 * comes, or goes, may change what another counts, wherever that lies: `site_change` grows (0022-changes).
 */
export const name = '0026-order'

const outdates = (row: 'old' | 'new') => `when ${row}.order_id is not null
begin insert into site_change (site, count)
  select x.site, 1 from extent x where x.id = ${row}.visit / 1024 and exists (
    select 1 from event o where o.order_id = ${row}.order_id
      and (o.visit <> ${row}.visit or o.seq <> ${row}.seq))
  on conflict (site) do update set count = count + 1; end;`

export const up = `
alter table event add column order_id text;
alter table removed_event add column order_id text;
create index event_order on event (order_id, name) where order_id is not null;

create trigger event_order_insert after insert on event ${outdates('new')}
create trigger event_order_delete after delete on event ${outdates('old')}
`
