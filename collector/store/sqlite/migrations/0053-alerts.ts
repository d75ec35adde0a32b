/** What a site wants to be told of (`alert`), how each stands, and what of it happened, the oldest removed as new comes. */
export const name = '0053-alerts'

export const up = `
create table alert (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  name text not null,
  definition text not null,
  paused integer not null,
  created_at integer not null,
  unique (site, name)
) strict, without rowid;

create table alert_state (
  alert text primary key references alert (id) on delete cascade,
  judged_by text not null,
  condition text not null,
  told text not null,
  since integer,
  judged_to integer not null,
  reading text,
  reason text,
  due_at integer not null,
  revision integer not null
) strict, without rowid;

create table alert_event (
  id integer primary key,
  alert text not null references alert (id) on delete cascade,
  at integer not null,
  kind text not null,
  reading text not null,
  told_at integer
) strict;
create index alert_event_alert on alert_event (alert, id);
`
