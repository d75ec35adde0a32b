/**
 * Where the events of a name lie, for goals and for filters by an event. Pageviews (1) and engagement (2) are most
 * events and are read in one run with their visits, so they stay out of it.
 */
export const name = '0010-named'

export const up = `
create index event_named on event (name) where name > 2;
`
