/**
 * What late events need. `event.nth`: the place among the events of its instant in its batch, absent for the first.
 * `visit.members`: how many events it holds (absent: as many as `size` says); `heard`: the time of the last report
 * that counts for it though it was over, or of a report that stands alone; `owed`: 1 when a report in it names a
 * pageview that is not there yet. `recut`: visitors whose visits are to be cut again from `at` on, because of events
 * up to `last`, of which the last to name a user is at `named`.
 */
export const name = '0011-recut'

export const up = `
alter table event add column nth integer;
alter table visit add column members integer;
alter table visit add column heard integer;
alter table visit add column owed integer;

drop index visit_visitor;
create index visit_visitor on visit (visitor, alone, start);
create index visit_heard on visit (visitor, heard) where heard is not null;
create index visit_owed on visit (visitor, start) where owed is not null;

create table recut (
  visitor integer primary key,
  at integer not null,
  last integer not null,
  named integer
) strict;
`
