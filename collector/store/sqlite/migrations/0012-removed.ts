/**
 * Events that were taken out and may be brought back: each as it lay in `event`, with what its visit knew of it.
 * `removal` says which belong together. `leftover`: rows of the tables of what repeats (`kind` names the table) that
 * events which went referred to (at the epoch `round` of `writer`), until somebody has looked whether others do;
 * `retouched`: extents that were written since. `writer.tidied_at`: when housekeeping last looked at the clock, in epoch ms.
 */
export const name = '0012-removed'

export const up = `
create table removed_event (
  removal integer not null,
  n integer not null,
  site integer not null,
  visitor integer not null,
  client integer not null,
  place integer not null,
  at integer not null,
  nth integer,
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
  primary key (removal, n)
) strict, without rowid;

create table leftover (
  kind text not null,
  id integer not null,
  round integer not null,
  primary key (kind, id)
) strict, without rowid;

create table retouched (n integer primary key, extent integer not null) strict;

alter table writer add column tidied_at integer;
`
