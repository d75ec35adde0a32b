/**
 * Property keys get numbers, so that those whose events have gone can be noted as leftovers like all else that repeats.
 * Until now they stayed: each is looked for once.
 */
export const name = '0021-property-ids'

export const up = `
alter table property rename to property_before;
create table property (
  id integer primary key,
  site integer not null,
  key text not null,
  unique (site, key)
) strict;
insert into property (site, key) select site, key from property_before order by site, key;
drop table property_before;
insert into leftover (kind, id, round)
  select 'property', id, coalesce((select epoch from writer), 0) from property where 1
  on conflict (kind, id) do nothing;
`
