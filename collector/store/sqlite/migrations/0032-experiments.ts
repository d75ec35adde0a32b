/** Experiments as they are defined, each of their runs, and the share of units that no experiment has. */
export const name = '0032-experiments'

export const up = `
create table experiment (
  id integer primary key,
  site integer not null references site (id) on delete cascade,
  key text not null,
  definition text not null,
  status text not null,
  winner text,
  created_at integer not null,
  unique (site, key)
) strict;

create table experiment_phase (
  experiment integer not null references experiment (id) on delete cascade,
  phase integer not null,
  started_at integer not null,
  ended_at integer,
  assignment text not null,
  primary key (experiment, phase)
) strict, without rowid;

alter table site add column holdout real not null default 0;
`
