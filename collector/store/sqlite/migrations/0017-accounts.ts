/**
 * Accounts bound to a person: a role at a site waits until it is accepted, a link leads to one site, wrong codes are
 * counted, a session has an end and says in which browser it was opened, a token when it was last used.
 */
export const name = '0017-accounts'

export const up = `
alter table user add column vouched integer not null default 0;
alter table user add column wrong_codes integer not null default 0;

alter table member add column accepted_at integer;
update member set accepted_at = created_at;

-- Links that owners of sites handed out named no site; they are handed out anew.
delete from sign_in_link where user in (select id from user where role is null);
delete from sign_in_link where user in (select id from user where password is not null);
update sign_in_link set expires_at = min(coalesce(expires_at, 9e15), created_at + 604800000);
alter table sign_in_link add column site integer references site (id) on delete cascade;
create index sign_in_link_user on sign_in_link (user);

alter table session rename to session_before;
create table session (
  hash text primary key,
  id text not null unique,
  user text not null references user (id) on delete cascade,
  -- The site whose link opened it, until a password is set.
  site integer references site (id) on delete set null,
  browser text,
  os text,
  country text,
  created_at integer not null,
  seen_at integer not null,
  expires_at integer not null,
  ends_at integer not null
) strict, without rowid;
insert into session (hash, id, user, created_at, seen_at, expires_at, ends_at)
select hash, lower(hex(randomblob(6))), user, created_at, created_at, expires_at, created_at + 7776000000
from session_before;
drop table session_before;
create index session_user on session (user);

alter table token add column used_at integer;
`
