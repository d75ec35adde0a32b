/** Which goal a site is about: the overview's conversions are its. */
export const name = '0031-main-goal'

export const up = `
alter table site add column main_goal text references goal (id) on delete set null;
`
