/**
 * How many new names, pages, titles and property keys browsers gave a site on a UTC day, and the property keys it
 * has: the other three are rows of their own already.
 */
export const name = '0014-allowance'

export const up = `
create table allowance (
  site integer not null,
  day integer not null,
  kind text not null,
  used integer not null,
  primary key (site, day, kind)
) strict, without rowid;

create table property (
  site integer not null,
  key text not null,
  primary key (site, key)
) strict, without rowid;
`
