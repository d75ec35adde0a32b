/**
 * Events that a second engine alone still has (docs/decisions/0016-leaving.md). `held`: since when a site's file holds all
 * events, epoch ms; older ones are not taken any more. `left_extent`: extents whose events have left, `whole` once none of them is here,
 * with how many they were and their checksum; visits stay. `left_label`: what those events refer to, so that it stays, too.
 * `forwarder.leaving`: 1 while events leave, which is not told as their removal, nor that their visits list their pages; `stays`: why some do not, null where
 * none does. In the outbox two kinds more, told before all others: visits that go with events that are not here (0), and accounts
 * that events are no longer of (-1).
 */
export const name = '0046-leaving'

const DROPPED = 0
const VISIT = 1
const EVENT = 2

const TOLD = 'exists (select 1 from forwarder where leaving = 0)'
const siteOf = (visit: string) =>
  `coalesce((select x.site from extent x where x.id = ${visit} / 1024), 0)`
const note = (kind: number, visit: string, key: string, seq: string) =>
  `insert into outbox (kind, site, key, seq, round)
  values (${kind}, ${siteOf(visit)}, ${key}, ${seq}, (select round from forwarder))
  on conflict (kind, site, key) do update set seq = min(seq, excluded.seq), round = excluded.round;`

export const up = `
create table held (site integer primary key, since integer not null) strict;

create table left_extent (
  id integer primary key,
  site integer not null,
  rows integer not null,
  checksum text not null,
  whole integer not null
) strict;

create table left_label (
  extent integer not null,
  kind text not null,
  id integer not null,
  primary key (extent, kind, id)
) strict, without rowid;
create index left_label_account on left_label (id) where kind = 'account';

alter table forwarder add column leaving integer not null default 0;
alter table forwarder add column stays text;

drop trigger forward_event_delete;
create trigger forward_event_delete after delete on event when ${TOLD}
begin ${note(EVENT, 'old.visit', 'json_array(old.visit, old.seq)', '0')} end;
drop trigger forward_visit_update;
create trigger forward_visit_update after update on visit when ${TOLD}
begin ${note(VISIT, 'new.id', 'new.id', 'old.size')} end;

create trigger left_visit_delete after delete on visit
when exists (select 1 from left_extent where id = old.id / 1024)
begin
  insert into outbox (kind, site, key, seq, round)
  select ${DROPPED}, site, old.id, 0, coalesce((select round from forwarder), 0)
    from left_extent where id = old.id / 1024
  on conflict (kind, site, key) do update set round = excluded.round;
end;

create trigger left_extent_delete after delete on extent
when exists (select 1 from left_extent where id = old.id)
begin
  insert into leftover (kind, id, round)
  select kind, id, (select epoch from writer) from left_label where extent = old.id
  on conflict (kind, id) do update set round = excluded.round;
  delete from left_label where extent = old.id;
  delete from left_extent where id = old.id;
end;
`
