/** Who looks after an account, and what they wrote about it, by the name that the account is sent with. */
export const name = '0044-account-notes'

export const up = `
create table account_note (
  site integer not null references site (id) on delete cascade,
  account text not null,
  owner text not null,
  note text not null,
  at integer not null,
  primary key (site, account)
) strict, without rowid;
`
