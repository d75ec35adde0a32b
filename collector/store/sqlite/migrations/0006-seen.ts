/**
 * Ids that wait for the merge are logged a commit at a time, not one by one; and an id's number is made another
 * way. Both tables hold only what the events say, so they start empty and are filled from them (seen.ts).
 */
export const name = '0006-seen'

export const up = `
drop table seen_log;
drop table seen;
create table seen (id integer primary key) strict;
create table seen_log (n integer primary key, ids blob not null) strict;
`
