/** A note may be about several days; null: about one. */
export const name = '0019-note-span'

export const up = `
alter table annotation add column last_day text;
`
