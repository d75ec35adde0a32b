/** Saved funnels: the steps, and how they are followed, as JSON. */
export const name = '0024-funnels'

export const up = `
create table funnel (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  name text not null,
  definition text not null,
  starred integer not null,
  created_at integer not null,
  unique (site, name)
) strict, without rowid;
`
