/**
 * What is kept of the units of an experiment's phase, so that a result need not read their events each time
 * (docs/decisions/0014-unit-rows.md). `unit_kept`: whose rows are there, and what they mean; `away` until its
 * rows are gone. `unit_row`, `unit_value`: a unit's, and what it did for a metric. `unit_watch`: the
 * events of a site that such rows depend on, 0 for any; `unit_outdated`: visits (0) and people (1) to whom one happened since,
 * and orders (2) of which another sale may be the earliest since.
 */
export const name = '0037-unit-rows'

const ANY = 0
/** Of a name that nobody has sent. */
const UNKNOWN = -1
const EXPOSURE = 3
const VISIT = 0
const PERSON = 1
const ORDER = 2
/**
 * Of an order so many events are looked at, where 0033-order-changes looked at all: whoever sends thousands of one order
 * must not hold up what others send. What is not seen may have changed.
 */
const MOST_OF_ORDER = 32

/** The site that a visit lies at. */
const siteOf = (visit: string) => `(select x.site from extent x where x.id = ${visit} / 1024)`

/** With the number of the commit, so that what comes meanwhile is told from what was seen to. */
const outdate = (
  kind: number,
  who: string,
  from: string,
) => `insert into unit_outdated (kept, kind, who, epoch)
  select distinct w.kept, ${kind}, ${who}, (select epoch from writer) from ${from}
  on conflict (kept, kind, who) do update set epoch = excluded.epoch;`

const named = (event: string) => `w.name in (${event}.name, ${ANY})`
const isWatched = (event: string) => `exists (select 1 from unit_watch w where ${named(event)})`
const watching = (event: string, visit: string) => `unit_watch w
  where ${named(event)} and ${event}.at >= w.since and ${event}.at <= w.until and w.site = ${siteOf(visit)}`

/** All that is kept of the site. */
const keptAt = (visit: string) => `unit_watch w
  where w.name = ${EXPOSURE} and w.site = ${siteOf(visit)}`

/** The next of an event's name and order, before it or from it on. */
const ofOrder = (event: string, side: string) => `(select o.visit, o.amount from event o
    where o.order_id = ${event}.order_id and o.name = ${event}.name and o.at ${side}
      and (o.visit <> ${event}.visit or o.seq <> ${event}.seq)
    order by o.at limit ${MOST_OF_ORDER})`
const holdsSale = (some: string, event: string) => `exists (select 1 from ${some} o
    where o.amount > 0 and ${siteOf('o.visit')} = ${siteOf(`${event}.visit`)})`

/** Of a site's events of one name and order that sell, the earliest counts: only before all others one changes another. */
const changesAnother = (event: string) => {
  const later = ofOrder(event, `>= ${event}.at`)
  return `${event}.order_id is not null and ${event}.amount > 0
    and not ${holdsSale(ofOrder(event, `< ${event}.at`), event)}
    and (${holdsSale(later, event)} or (select count(*) from ${later}) = ${MOST_OF_ORDER})`
}
const changesSite = (event: string) => `when ${changesAnother(event)}
begin insert into site_change (site, count)
  select x.site, 1 from extent x where x.id = ${event}.visit / 1024
  on conflict (site) do update set count = count + 1; end;`
const keptWith = (event: string) => `unit_watch w
  where ${named(event)} and ${event}.at <= w.until and w.site = ${siteOf(`${event}.visit`)}`

const rowsOf = (table: string, kind: number, who: string) => `delete from ${table}
  where who = ${who} and kept in (select k.id from unit_kept k where k.of = ${kind} and k.site = ${siteOf('old.id')});`

export const up = `
create table unit_kept (
  id integer primary key autoincrement,
  site integer not null,
  experiment text not null,
  phase integer not null,
  of integer not null,
  meaning text not null,
  change integer,
  rates text not null,
  revision integer not null,
  whole integer not null,
  latest integer not null,
  touched_at integer not null,
  away integer not null default 0
) strict;
create unique index unit_kept_now on unit_kept (site, experiment, phase) where away = 0;
create trigger unit_put_away after update of away on unit_kept when new.away = 1
begin delete from unit_watch where kept = new.id; end;

create table unit_row (
  kept integer not null,
  who integer not null,
  variant integer not null,
  at integer not null,
  crossed integer not null,
  acquisition integer,
  client integer,
  place integer,
  latest integer not null,
  due integer,
  primary key (kept, who)
) strict, without rowid;
create index unit_row_due on unit_row (kept, due) where due is not null;

create table unit_value (
  kept integer not null,
  who integer not null,
  metric integer not null,
  value integer not null,
  below integer not null,
  before integer not null,
  primary key (kept, who, metric)
) strict, without rowid;

create table unit_watch (
  name integer not null,
  text text not null,
  kept integer not null,
  site integer not null,
  since integer not null,
  until integer not null,
  primary key (name, text, kept)
) strict, without rowid;

create table unit_outdated (
  kept integer not null,
  kind integer not null,
  who any not null,
  epoch integer not null,
  primary key (kept, kind, who)
) strict, without rowid;

create trigger unit_name after insert on name
begin update unit_watch set name = new.id where name = ${UNKNOWN} and text = new.text; end;
create trigger unit_name_delete after delete on name
begin update unit_watch set name = ${UNKNOWN} where name = old.id; end;

create trigger unit_event_insert after insert on event when ${isWatched('new')}
begin ${outdate(VISIT, 'new.visit', watching('new', 'new.visit'))} end;
create trigger unit_event_delete after delete on event when ${isWatched('old')}
begin ${outdate(VISIT, 'old.visit', watching('old', 'old.visit'))} end;
create trigger unit_event_move after update of visit on event when ${isWatched('new')}
begin
${outdate(VISIT, 'old.visit', watching('old', 'old.visit'))}
${outdate(VISIT, 'new.visit', watching('new', 'new.visit'))}
end;
create trigger unit_event_told after update of engaged, scroll, title, account on event
when exists (select 1 from unit_watch w where w.name = ${ANY})
begin ${outdate(VISIT, 'new.visit', `${watching('new', 'new.visit')} and w.name = ${ANY}`)} end;

drop index event_order;
create index event_order on event (order_id, name, at) where order_id is not null;
drop trigger event_order_insert;
drop trigger event_order_delete;
create trigger event_order_insert after insert on event ${changesSite('new')}
create trigger event_order_delete after delete on event ${changesSite('old')}
create trigger unit_order_insert after insert on event
when ${isWatched('new')} and ${changesAnother('new')}
begin ${outdate(ORDER, 'new.order_id', keptWith('new'))} end;
create trigger unit_order_delete after delete on event
when ${isWatched('old')} and ${changesAnother('old')}
begin ${outdate(ORDER, 'old.order_id', keptWith('old'))} end;

create trigger unit_visit_update after update of person, acquisition, client, place, alone on visit
when (new.person <> old.person or new.acquisition <> old.acquisition or new.client <> old.client
  or new.place <> old.place or new.alone <> old.alone) and exists (select 1 from unit_watch)
begin
${outdate(VISIT, 'new.id', keptAt('new.id'))}
${outdate(PERSON, 'old.person', keptAt('new.id'))}
end;
create trigger unit_visit_delete after delete on visit when exists (select 1 from unit_kept)
begin
${outdate(VISIT, 'old.id', keptAt('old.id'))}
${outdate(PERSON, 'old.person', keptAt('old.id'))}
${rowsOf('unit_row', PERSON, 'old.person')}
${rowsOf('unit_value', PERSON, 'old.person')}
${rowsOf('unit_row', VISIT, 'old.id')}
${rowsOf('unit_value', VISIT, 'old.id')}
end;

create trigger unit_phase_end after update of ended_at on experiment_phase when new.ended_at is not null
begin
update unit_watch set until = new.ended_at where name <> ${ANY} and kept in (
  select k.id from unit_kept k join experiment x on x.site = k.site and x.key = k.experiment
  where x.id = new.experiment and k.phase = new.phase and k.away = 0);
end;
create trigger unit_experiment_delete after delete on experiment
begin update unit_kept set away = 1 where site = old.site and experiment = old.key and away = 0; end;
`
