/**
 * Of which settings in PostgreSQL this file holds a copy, up to which change, and what that one is told by (`mark`): after a backup
 * was put back others have its number. `upto` is -1 while they move there. `collector`: the number that this folder has among
 * others. No row: the settings are its own.
 */
export const name = '0048-settings-copy'

export const up = `
create table settings_copy (
  id integer primary key check (id = 1),
  store text not null,
  upto integer not null,
  mark text not null,
  collector integer
) strict;
`
