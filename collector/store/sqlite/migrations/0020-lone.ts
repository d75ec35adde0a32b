/**
 * What a visitor with very many visits or reports is asked for event by event: server events that stand alone
 * (`visit_lone`), and the visits that name a user (`visit_user`).
 */
export const name = '0020-lone'

export const up = `
create index visit_lone on visit (visitor, start) where alone = 1 and heard is null;
create index visit_user on visit (visitor, start) where user is not null and (alone = 0 or heard is null);
`
