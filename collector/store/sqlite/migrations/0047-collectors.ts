/**
 * Several collectors (docs/decisions/0017-several-collectors.md), copied from the settings that they share. `collector`: where the
 * others reach each one (`http://10.0.0.5:8787`), and when it was last seen, epoch ms. `assignment`: who has a site's
 * events, and who is to have them while they move. A site without a row is the one's with the number 0. `collector_secret`: what
 * they sign with.
 */
export const name = '0047-collectors'

/** Tables that are kept in memory. */
const WATCHED = ['collector', 'assignment', 'collector_secret']

const watches = WATCHED.flatMap((table) =>
  ['insert', 'update', 'delete'].map(
    (change) => `create trigger ${table}_${change} after ${change} on ${table}
begin update setting_version set version = version + 1; end;`,
  ),
).join('\n')

export const up = `
create table collector (
  number integer primary key,
  address text,
  seen_at integer
) strict;

create table assignment (
  site integer primary key,
  collector integer not null,
  moving_to integer
) strict;

create table collector_secret (
  id integer primary key check (id = 1),
  value blob not null
) strict;

${watches}
`
