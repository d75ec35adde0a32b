/**
 * Ways in beside passwords (docs/decisions/0019-sign-in-elsewhere.md). `provider_subject`: who somebody is at an OpenID provider; without a
 * user once that one was removed here, so that the provider alone brings nobody back. `mail_link`: links that were sent by e-mail,
 * as hashes. `session.way`: null for a password, and for a link that leads to one; else `provider` or `mail`. `by_claim`: the
 * role came by what the provider says of the person, and goes with it.
 */
export const name = '0055-sign-in'

export const up = `
create table provider_subject (
  id text primary key,
  issuer text not null,
  subject text not null,
  user text references user (id) on delete set null,
  email text,
  created_at integer not null,
  used_at integer not null,
  unique (issuer, subject)
) strict;
create index provider_subject_user on provider_subject (user);

create table mail_link (
  hash text primary key,
  user text not null references user (id) on delete cascade,
  created_at integer not null,
  expires_at integer not null
) strict;
create index mail_link_user on mail_link (user);

alter table session add column way text;
alter table member add column by_claim integer not null default 0;
alter table user add column role_by_claim integer not null default 0;
`
