/** Who changed what, when; events of an account (signing in, its password) belong to no site. */
export const name = '0018-audit'

export const up = `
create table audit (
  id integer primary key,
  at integer not null,
  site integer references site (id) on delete cascade,
  user text references user (id) on delete cascade,
  actor text not null,
  what text not null,
  thing text not null,
  before text,
  after text
) strict;
create index audit_site on audit (site, id) where site is not null;
create index audit_user on audit (user, id) where site is null;
create index audit_at on audit (at);
`
