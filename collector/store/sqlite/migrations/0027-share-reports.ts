/** Which reports a shared link shows beside the counts of visits, as a JSON list. */
export const name = '0027-share-reports'

export const up = `
alter table share add column reports text not null default '[]';
`
