/** What a site believes of browsers: how much money one event may carry, and whether they may change known users. */
export const name = '0013-trust'

export const up = `
alter table site add column max_amount real;
alter table site add column trust_traits integer not null default 0;
`
