/**
 * Where a site tells people things (`channel_out`), and what is told (`delivery`): a row for each message to each receiver. What opens
 * anything is sealed. A delivery outlives its way out, so that it can be read what became of it.
 */
export const name = '0052-sending'

export const up = `
create table channel_out (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  kind text not null,
  name text,
  target text,
  secret text,
  created_at integer not null,
  removed_at integer
) strict, without rowid;
create index channel_out_site on channel_out (site);

create table delivery (
  id text primary key,
  site integer references site (id) on delete cascade,
  key text not null unique,
  channel text,
  email text,
  kind text not null,
  title text not null,
  message text,
  state text not null,
  tries integer not null,
  next_at integer not null,
  claimed_until integer,
  created_at integer not null,
  ended_at integer,
  detail text
) strict;
create index delivery_due on delivery (next_at) where state = 'waiting';
create index delivery_site on delivery (site, created_at);
`
