/**
 * Of which settings in PostgreSQL this file holds a copy, and up to which change; no row: the settings are its own.
 */
export const name = '0048-settings-copy'

export const up = `
create table settings_copy (
  id integer primary key check (id = 1),
  store text not null,
  upto integer not null
) strict;
`
