/** A file of another tool's history that was brought in. Its events carry the id as their property `import`. */
export const name = '0057-history'

export const up = `
create table history_import (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  format text not null,
  kind text not null,
  file text,
  state text not null,
  told text not null,
  at integer not null,
  ended_at integer
) strict, without rowid;
create index history_import_site on history_import (site, at);
`
