/** A code beside the password (RFC 6238), the last time step one was taken at, and hashes of the spare ones. */
export const name = '0004-second-factor'

export const up = `
alter table user add column totp text;
alter table user add column totp_step integer not null default 0;
alter table user add column recovery_codes text not null default '[]';
`
