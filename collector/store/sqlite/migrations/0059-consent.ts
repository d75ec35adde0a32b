/**
 * Whether whoever has the address of a way out lets it be told things: `given`, `asked` or `declined`. What was there before was typed
 * in by people who were let do that. `address_answer`: what an address said to a site, whichever way out asks for it again; `address` is signed, so that the database alone names nobody.
 */
export const name = '0059-consent'

export const up = `
alter table channel_out add column consent text not null default 'given';

create table address_answer (
  site integer not null references site (id) on delete cascade,
  address text not null,
  answer text not null,
  at integer not null,
  primary key (site, address)
) strict, without rowid;
`
