/**
 * The event side: a star of narrow integer rows around shared dimension tables.
 * Why visits lie in extents and events under their visit: docs/decisions/0002-storage.md.
 */
export const name = '0002-events'

export const up = `
create table name (id integer primary key, text text not null unique) strict;
insert into name (id, text) values (1, 'pageview'), (2, 'engagement'), (3, 'exposure'), (4, 'outbound'),
  (5, 'download'), (6, 'form'), (7, 'notfound'), (8, 'identify');

create table page (
  id integer primary key,
  site integer not null,
  hostname text not null,
  path text not null,
  unique (site, hostname, path)
) strict;

create table title (id integer primary key, text text not null unique) strict;
create table query (id integer primary key, text text not null unique) strict;

create table client (
  id integer primary key,
  key text not null unique,
  browser text, browser_version text, os text, os_version text,
  device text, screen text, language text
) strict;

create table place (
  id integer primary key,
  key text not null unique,
  country text, region text, city text
) strict;

create table acquisition (
  id integer primary key,
  site integer not null,
  key text not null,
  facts text not null,
  page integer,
  source text, medium text, campaign text, content text, term text, campaign_id text,
  referrer text, click_id text,
  channel text not null,
  tagged integer not null,
  unique (site, key)
) strict;

create table spelling (
  site integer not null,
  field text not null,
  value text not null,
  text text not null,
  at integer not null,
  primary key (site, field, value)
) strict, without rowid;

create table person (
  id integer primary key,
  site integer not null,
  kind integer not null,
  key any not null,
  first_at integer,
  account integer,
  account_at integer,
  traits text,
  traits_at integer,
  unique (site, kind, key)
) strict;

create table extent (
  id integer primary key,
  site integer not null,
  day integer not null,
  used integer not null,
  first_start integer not null,
  last_start integer not null,
  last_event integer not null
) strict;
create index extent_site_day on extent (site, day);

create table visit (
  id integer primary key,
  visitor integer not null,
  person integer not null,
  user integer,
  start integer not null,
  last integer not null,
  acquisition integer not null,
  client integer not null,
  place integer not null,
  landing integer,
  exit integer,
  pageviews integer not null,
  events integer not null,
  engaged integer not null,
  interactive integer not null,
  alone integer not null,
  size integer not null
) strict;
create index visit_visitor on visit (visitor, start);
create index visit_person on visit (person, start) where person <> visitor;
create index visit_alone on visit (person, start) where alone = 1;

create table event (
  visit integer not null,
  seq integer not null,
  at integer not null,
  name integer not null,
  page integer,
  title integer,
  acquisition integer,
  query integer,
  uid any not null,
  engaged integer,
  scroll integer,
  of any,
  amount integer,
  currency text,
  props text,
  user integer,
  account integer,
  interactive integer not null,
  primary key (visit, seq)
) strict, without rowid;

create table seen (id integer primary key) strict;
create table seen_log (n integer primary key, id integer not null) strict;

create table writer (id integer primary key check (id = 1), epoch integer not null) strict;
insert into writer (id, epoch) values (1, 0);

create table salt (day integer primary key, value blob not null, made_at integer not null) strict;

create table quality (
  site integer not null,
  day integer not null,
  kind text not null,
  detail text not null,
  count integer not null,
  primary key (site, day, kind, detail)
) strict, without rowid;
`
