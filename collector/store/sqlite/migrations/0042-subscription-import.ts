/** A file of subscriptions that was taken in. Its events carry the id as their property `import`. */
export const name = '0042-subscription-import'

export const up = `
create table subscription_import (
  id text primary key,
  site integer not null references site (id) on delete cascade,
  file text,
  subscriptions integer not null,
  events integer not null,
  at integer not null
) strict, without rowid;
create index subscription_import_site on subscription_import (site, at);
`
