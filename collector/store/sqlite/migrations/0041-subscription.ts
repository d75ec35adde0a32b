/** What an event says of a subscription: JSON. */
export const name = '0041-subscription'

export const up = `
alter table event add column subscription text;
alter table removed_event add column subscription text;
`
