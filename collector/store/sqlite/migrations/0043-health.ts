/** How a site scores its accounts: weights, key events and buying signals. */
export const name = '0043-health'

export const up = `
alter table rules add column health text not null default '{}';
`
