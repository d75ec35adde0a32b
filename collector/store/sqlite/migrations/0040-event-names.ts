/** What events are called in each language, as a list in JSON. */
export const name = '0040-event-names'

export const up = `
alter table rules add column event_names text not null default '[]';
`
