/**
 * Events that somebody deletes by filter. `deletion_event` lists those that are still to go, `removed_event` holds
 * those that went, `removal` there being the deletion's number, until they come back or `until` has passed.
 */
export const name = '0015-deletion'

export const up = `
create table deletion (
  id integer primary key autoincrement,
  site integer not null,
  at integer not null,
  until integer not null,
  state text not null,
  request text not null,
  events integer not null,
  visits integer not null,
  people integer not null,
  done integer not null
) strict;
create index deletion_site on deletion (site);

create index removed_event_visitor on removed_event (visitor);
create index removed_event_user on removed_event (user) where user is not null;

create table deletion_event (
  deletion integer not null,
  visitor integer not null,
  visit integer not null,
  uid any not null,
  primary key (deletion, visitor, visit, uid)
) strict, without rowid;
`
