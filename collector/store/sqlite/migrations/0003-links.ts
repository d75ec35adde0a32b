/** Short links that redirect with their tags; `last_click_at` is epoch ms. */
export const name = '0003-links'

export const up = `
create table link (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  slug text not null unique collate nocase,
  url text not null,
  source text not null,
  medium text not null,
  campaign text not null,
  content text,
  term text,
  clicks integer not null default 0,
  last_click_at integer,
  created_at integer not null
) strict, without rowid;
create index link_site on link (site);
`
