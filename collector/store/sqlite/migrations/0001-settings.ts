/**
 * The settings side: sites and what belongs to them, who may see them, and one counter that
 * every write moves, so that the intake and report threads know when to read again.
 */
export const name = '0001-settings'

/** Tables that intake and reports keep in memory. */
const watched = ['site', 'rules', 'goal', 'segment', 'rate']

const watches = watched
  .flatMap((table) =>
    ['insert', 'update', 'delete'].map(
      (change) => `create trigger ${table}_${change} after ${change} on ${table}
begin update setting_version set version = version + 1; end;`,
    ),
  )
  .join('\n')

export const up = `
create table setting_version (
  id integer primary key check (id = 1),
  version integer not null
) strict;
insert into setting_version (id, version) values (1, 1);

create table site (
  id integer primary key autoincrement,
  domain text not null unique,
  name text not null,
  timezone text not null,
  currency text not null,
  visit_timeout_minutes integer not null,
  split_on_campaign integer not null,
  week_start text not null,
  identity text not null,
  hostnames text not null,
  retention_days integer,
  script text not null,
  created_at integer not null
) strict;

create table rules (
  site integer primary key references site (id) on delete cascade,
  channels text not null default '[]',
  aliases text not null default '{}',
  exclusions text not null default '{}'
) strict;

create table goal (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  name text not null,
  event text,
  page text,
  conditions text,
  value text not null,
  count text not null,
  created_at integer not null,
  unique (site, name)
) strict, without rowid;

create table segment (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  name text not null,
  filters text not null,
  created_at integer not null,
  unique (site, name)
) strict, without rowid;

create table annotation (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  day text not null,
  text text not null,
  created_at integer not null
) strict, without rowid;
create index annotation_site_day on annotation (site, day);

create table rate (
  site integer not null references site (id) on delete cascade,
  currency text not null,
  day text not null,
  rate real not null,
  primary key (site, currency, day)
) strict, without rowid;

create table user (
  id text primary key,
  email text unique collate nocase,
  password text,
  role text,
  created_at integer not null
) strict, without rowid;

create table member (
  user text not null references user (id) on delete cascade,
  site integer not null references site (id) on delete cascade,
  role text not null,
  created_at integer not null,
  primary key (user, site)
) strict, without rowid;
create index member_site on member (site);

create table session (
  hash text primary key,
  user text not null references user (id) on delete cascade,
  created_at integer not null,
  expires_at integer not null
) strict, without rowid;
create index session_user on session (user);

create table sign_in_link (
  hash text primary key,
  user text not null references user (id) on delete cascade,
  created_at integer not null,
  expires_at integer
) strict, without rowid;

create table token (
  id text primary key,
  hash text not null unique,
  name text not null,
  scopes text not null,
  site integer references site (id) on delete cascade,
  segment text references segment (id) on delete cascade,
  expires_at integer,
  created_at integer not null
) strict, without rowid;

${watches}
`
