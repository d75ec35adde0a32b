/**
 * Several collectors (docs/decisions/0017-several-collectors.md), copied from the settings that they share. `collector`: where the
 * others reach each one (`http://10.0.0.5:8787`), and when it was last seen, epoch ms. `assignment`: who has a site's
 * events, and who is to have them while they move. A site without a row is the one's with the number 0.
 *
 * A site that moves: `departure`, in the file that it leaves, says where to and how far it is: all visits up to that one of
 * that extent have been told, and what changed since stands in `departure_note`, by the `round` in which it did. `arrival`, in the
 * file that it comes to, says from where; `arrival_extent` which extent has become which. `site_salt`: salts that came along, in the
 * place of the file's own.
 */
export const name = '0047-collectors'

/** What says who has which site; each of its changes moves `owner_version`. */
const SAYS = {
  site: 'domain',
  collector: 'address',
  assignment: 'collector',
  departure: 'state',
  arrival: 'taken_at',
}

const watches = Object.entries(SAYS)
  .flatMap(([table, column]) =>
    ['insert', 'delete', `update of ${column}`].map(
      (change) => `create trigger owner_${table}_${change.slice(0, 6)} after ${change} on ${table}
begin update owner_version set version = version + 1; end;`,
    ),
  )
  .join('\n')

const NOTED = { visit: 1, person: 2, gonePerson: 3, acquisition: 4 }

interface Note {
  name: string
  on: string
  row: 'old' | 'new'
  site: string
  kind: number
  key: string
}

/** Visits lie in extents of 1024. */
const ofVisit = (row: 'old' | 'new', visit: string, name: string, on: string): Note => ({
  name,
  on,
  row,
  site: `(select x.site from extent x where x.id = ${row}.${visit} / 1024)`,
  kind: NOTED.visit,
  key: `${row}.${visit}`,
})

const ofSite = (row: 'old' | 'new', name: string, on: string) => ({
  ...{ name, on, row },
  site: `${row}.site`,
})

/** What is inserted into a visit changes the visit, too. */
const NOTES: readonly Note[] = [
  ofVisit('new', 'id', 'visit_insert', 'insert on visit'),
  ofVisit('new', 'id', 'visit_update', 'update on visit'),
  ofVisit('old', 'id', 'visit_delete', 'delete on visit'),
  ofVisit('new', 'visit', 'event_update', 'update on event'),
  ofVisit('old', 'visit', 'event_move', 'update of visit on event'),
  ofVisit('old', 'visit', 'event_delete', 'delete on event'),
  {
    ...ofSite('new', 'person_insert', 'insert on person'),
    ...{ kind: NOTED.person, key: 'new.id' },
  },
  {
    ...ofSite('new', 'person_update', 'update on person'),
    ...{ kind: NOTED.person, key: 'new.id' },
  },
  {
    ...ofSite('old', 'person_delete', 'delete on person'),
    ...{ kind: NOTED.gonePerson, key: 'json_array(old.kind, typeof(old.key), hex(old.key))' },
  },
  {
    ...ofSite('new', 'acquisition_update', 'update on acquisition'),
    ...{ kind: NOTED.acquisition, key: 'new.id' },
  },
]

/**
 * Of a site that leaves it is noted what changes, in the transaction of the change, whoever makes it. Of one that has left
 * nothing is written: it would be lost. What goes goes, once the other one has the site.
 */
const noting = ({ name, on, row, site, kind, key }: Note) => `
create trigger departure_${name} after ${on} when exists (select 1 from departure)
begin
select raise(abort, 'this site has gone to another collector') from departure
  where site = ${site} and state ${row === 'old' ? `= 'leaving'` : `<> 'copying'`};
insert into departure_note (site, kind, key, round)
  select site, ${kind}, ${key}, round from departure where site = ${site} and state = 'copying'
  on conflict (site, kind, key) do update set round = excluded.round;
end;`

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

create table owner_version (
  id integer primary key check (id = 1),
  version integer not null
) strict;
insert into owner_version (id, version) values (1, 1);

create table departure (
  site integer primary key,
  id text not null,
  collector integer not null,
  state text not null,
  extent integer not null,
  visit integer not null,
  round integer not null,
  failure text
) strict;

create table departure_note (
  site integer not null,
  kind integer not null,
  key any not null,
  round integer not null,
  primary key (site, kind, key)
) strict, without rowid;

create table arrival (
  site integer primary key,
  id text not null,
  collector integer not null,
  taken_at integer
) strict;

create table arrival_extent (
  site integer not null,
  theirs integer not null,
  ours integer not null,
  primary key (site, theirs)
) strict, without rowid;

create table site_salt (
  site integer not null,
  day integer not null,
  value blob not null,
  made_at integer not null,
  primary key (site, day)
) strict, without rowid;

${watches}
${NOTES.map(noting).join('')}
`
