/**
 * Imported days (docs/moving.md): sums that another tool made of a site's days, by one thing at a time. `imported_file` is an
 * import, numbered within its site; `counts` is 0 while it is being put aside or taken away. `imported_day` says which days of which
 * table (`kind`, collector/imported/imported-day.ts) a file tells of: the one with the greatest number counts. `imported_key` is what
 * a row is about, a JSON list of texts; `imported_sum` what it adds up to, null where its file does not say. `day` is days since
 * 1970-01-01 in the site's own zone. No table refers to `site`: they lie where its visits lie, and go with them.
 */
export const name = '0051-imported-days'

export const up = `
create table imported_file (
  site integer not null,
  number integer not null,
  id text not null,
  tool text not null,
  name text,
  digest text not null,
  rows integer not null,
  first_day integer,
  last_day integer,
  at integer not null,
  actor text not null,
  counts integer not null,
  primary key (site, number)
) strict, without rowid;

create table imported_day (
  site integer not null,
  kind integer not null,
  day integer not null,
  file integer not null,
  primary key (site, kind, day, file)
) strict, without rowid;

create table imported_key (
  site integer not null,
  id integer not null,
  kind integer not null,
  text text not null,
  primary key (site, id)
) strict, without rowid;
create unique index imported_key_text on imported_key (site, kind, text);

create table imported_sum (
  site integer not null,
  file integer not null,
  kind integer not null,
  day integer not null,
  key integer not null,
  visitors integer,
  visits integer,
  pageviews integer,
  bounces integer,
  visit_duration integer,
  events integer,
  primary key (site, file, kind, day, key)
) strict, without rowid;
`
