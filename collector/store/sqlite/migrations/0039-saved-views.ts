/** Views of the dashboard that a site keeps by name: `path` below the site's own, `search` with its question mark. */
export const name = '0039-saved-views'

export const up = `
create table saved_view (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  name text not null,
  path text not null,
  search text not null,
  pinned integer not null,
  created_at integer not null,
  unique (site, name)
) strict, without rowid;
`
