/** Links that show one site, or one segment of it, to whoever holds them. */
export const name = '0005-shares'

export const up = `
create table share (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  segment text references segment (id) on delete cascade,
  name text not null,
  hash text not null unique,
  key text not null,
  password text,
  expires_at integer,
  created_at integer not null
) strict, without rowid;
create index share_site on share (site);
`
