/** Which events (by a hash of their ids) went out to ad platforms, file by file, and what each platform calls a goal. */
export const name = '0029-offline'

export const up = `
create table offline_export (
  id integer primary key autoincrement,
  site integer not null references site (id) on delete cascade,
  platform text not null,
  goal text not null,
  kind text not null,
  name text not null,
  first text not null,
  last text not null,
  rows integer not null,
  at integer not null
) strict;
create index offline_export_goal on offline_export (site, platform, goal);

create table offline_event (
  export integer not null references offline_export (id) on delete cascade,
  event text not null,
  primary key (export, event)
) strict, without rowid;

create table offline_name (
  site integer not null references site (id) on delete cascade,
  platform text not null,
  goal text not null,
  name text not null,
  primary key (site, platform, goal)
) strict, without rowid;
`
