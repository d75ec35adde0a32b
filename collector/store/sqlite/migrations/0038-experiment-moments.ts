/**
 * When an experiment was started, paused, stopped or shipped, for the charts to tell; and since when the share that no
 * experiment has is what it is, for what all of them bring to be counted from there. What is known of before: a phase's
 * start, its end (a stop only where nothing came after it), and of the share that it was set by now. A note on the charts has a
 * colour, if one was chosen.
 */
export const name = '0038-experiment-moments'

export const up = `
create table experiment_step (
  experiment integer not null references experiment (id) on delete cascade,
  at integer not null,
  step text not null,
  variant text,
  primary key (experiment, at, step)
) strict, without rowid;

insert into experiment_step (experiment, at, step)
select experiment, started_at, 'start' from experiment_phase;

insert or ignore into experiment_step (experiment, at, step, variant)
select p.experiment, p.ended_at,
  case when p.phase < l.phase or e.status <> 'stopped' then 'pause'
    when e.winner is null then 'stop' else 'ship' end,
  case when p.phase = l.phase and e.status = 'stopped' then e.winner end
from experiment_phase p
join experiment e on e.id = p.experiment
join (select experiment, max(phase) as phase from experiment_phase group by experiment) l
  on l.experiment = p.experiment
where p.ended_at is not null;

alter table site add column holdout_since integer;
update site set holdout_since = unixepoch() * 1000 where holdout > 0;

alter table annotation add column color text;
`
