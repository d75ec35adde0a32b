/** A visit names its pages itself, so that counting visits by page need not read their events. */
export const name = '0008-pages'

export const up = `
alter table visit add column pages text;
`
