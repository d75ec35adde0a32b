/**
 * Mails that tell a site's numbers: who is told (a JSON list), how often and at which hour of which clock. `told_until`
 * is the day after the last that was told. Whoever wants no more of a site's daily, weekly or monthly ones stays out, whoever
 * writes them in again.
 */
export const name = '0054-digests'

export const up = `
create table digest (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  recipients text not null,
  per text not null,
  at text not null,
  weekday integer,
  timezone text not null,
  language text not null,
  told_until text,
  created_at integer not null
) strict, without rowid;
create index digest_site on digest (site);

create table digest_unsubscribed (
  site integer not null references site (id) on delete cascade,
  per text not null,
  email text not null,
  at integer not null,
  primary key (site, per, email)
) strict, without rowid;
`
