/** A rate names both of its currencies, so that none is read as one of another pair when a site's currency changes. */
export const name = '0023-rate-base'

const watches = ['insert', 'update', 'delete']
  .map(
    (change) => `create trigger rate_${change} after ${change} on rate
begin update setting_version set version = version + 1; end;`,
  )
  .join('\n')

export const up = `
create table rate_of_pair (
  site integer not null references site (id) on delete cascade,
  base text not null,
  currency text not null,
  day text not null,
  rate real not null,
  primary key (site, base, currency, day)
) strict, without rowid;

insert into rate_of_pair (site, base, currency, day, rate)
select r.site, s.currency, r.currency, r.day, r.rate from rate r join site s on s.id = r.site;

drop table rate;
alter table rate_of_pair rename to rate;

${watches}
`
