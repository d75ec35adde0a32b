/**
 * What campaigns cost. A file of an import holds days; of several files that held a day, the newest one's rows stand. So a
 * day is replaced whole by one row of `spend_day`, and what it replaced comes back when the newer file goes.
 */
export const name = '0025-spend'

const watches = ['insert', 'delete']
  .map(
    (change) => `create trigger spend_day_${change} after ${change} on spend_day
begin update setting_version set version = version + 1; end;`,
  )
  .join('\n')

export const up = `
create table spend_file (
  id integer primary key autoincrement,
  site integer not null references site (id) on delete cascade,
  import text not null,
  platform text not null,
  at integer not null
) strict;
create index spend_file_import on spend_file (site, import);

create table spend_day (
  site integer not null references site (id) on delete cascade,
  import text not null,
  day text not null,
  file integer not null references spend_file (id) on delete cascade,
  primary key (site, import, day, file)
) strict, without rowid;
create index spend_day_file on spend_day (file);

create table spend (
  id integer primary key,
  file integer not null references spend_file (id) on delete cascade,
  day text not null,
  source text not null,
  medium text,
  campaign text,
  content text,
  term text,
  campaign_id text,
  amount integer not null,
  currency text not null,
  clicks integer,
  impressions integer
) strict;
create index spend_file_day on spend (file, day);

create table spend_mapping (
  site integer not null references site (id) on delete cascade,
  import text not null,
  mapping text not null,
  primary key (site, import)
) strict, without rowid;

create view standing_spend as
select d.site, d.import, s.* from spend_day d join spend s on s.file = d.file and s.day = d.day
where d.file = (select max(o.file) from spend_day o
  where o.site = d.site and o.import = d.import and o.day = d.day);

${watches}
`
