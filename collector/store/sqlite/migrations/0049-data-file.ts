/**
 * Which file this is, among all that send to a ClickHouse: `identity` is made once, and goes along with a backup. `refused`: why
 * nothing is forwarded until the next start; null where nothing is known against it.
 */
export const name = '0049-data-file'

export const up = `
create table data_file (
  id integer primary key check (id = 1),
  identity text not null,
  refused text
) strict;
insert into data_file (id, identity) values (1, lower(hex(randomblob(8))));
`
