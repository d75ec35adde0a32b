/**
 * What a goal is to reach in each week, month or quarter, as the API takes it (null: nothing was said); and when the clicks
 * on short links came, by quarters of an hour (`at`: the first ms), of which every zone's days are made.
 */
export const name = '0035-targets-and-clicks'

export const up = `
alter table goal add column target text;

create table link_click (
  link text not null references link (id) on delete cascade,
  at integer not null,
  clicks integer not null,
  bots integer not null,
  primary key (link, at)
) strict, without rowid;
`
