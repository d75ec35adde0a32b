/** An account's people are found without reading everybody. */
export const name = '0007-account-people'

export const up = `
create index person_account on person (account) where account is not null;
`
