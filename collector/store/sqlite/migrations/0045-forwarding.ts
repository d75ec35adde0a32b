/**
 * What a second engine has not been told yet (docs/decisions/0015-forwarding.md). `outbox`: which rows have changed or
 * gone since they were forwarded, by table, site and key, in the `round` of `forwarder` then; of a visit also its events from the
 * number `seq` on. `forwarded`: rows of a table up to that number are over there, or stand in the outbox. `forwarder`
 * has its one row while there is another engine. `version`: of the rows that were sent last; `fresh_at`: what was
 * committed by then is over there; `collector`: the number that ids carry there; `extent`: visits of that one and of lower ones are not there yet; `failure`: why it stands
 * still, `failed_at`: since when. Instants in epoch ms.
 */
export const name = '0045-forwarding'

const VISIT = 1
const EVENT = 2
const SPELLING = 11
const QUALITY = 12

/**
 * Tables whose rows are told by a number that grows: new ones are found by it, but for those that get one which was free
 * again.
 */
const NUMBERED = [
  ['page', 3, 'old.site', 'new.site'],
  ['title', 4, '0', '0'],
  ['query', 5, '0', '0'],
  ['client', 6, '0', '0'],
  ['place', 7, '0', '0'],
  ['acquisition', 8, 'old.site', 'new.site'],
  ['person', 9, 'old.site', 'new.site'],
  ['name', 10, '0', '0'],
] as const

const FORWARDED = 'exists (select 1 from forwarder)'

interface Noted {
  kind: number
  site: string
  key: string
  seq?: string
}

/** The earliest of the numbers that are to be sent. */
const note = ({ kind, site, key, seq = '0' }: Noted) =>
  `insert into outbox (kind, site, key, seq, round)
  values (${kind}, ${site}, ${key}, ${seq}, (select round from forwarder))
  on conflict (kind, site, key) do update set seq = min(seq, excluded.seq), round = excluded.round;`

const siteOf = (visit: string) =>
  `coalesce((select x.site from extent x where x.id = ${visit} / 1024), 0)`
const noteVisit = (visit: string, seq: string) =>
  note({ kind: VISIT, site: siteOf(visit), key: visit, seq })
const noteEvent = (row: 'old' | 'new') =>
  note({ kind: EVENT, site: siteOf(`${row}.visit`), key: `json_array(${row}.visit, ${row}.seq)` })

const ofNumbered = ([table, kind, before, after]: (typeof NUMBERED)[number]) => `
create trigger forward_${table}_insert after insert on ${table}
when new.id <= (select upto from forwarded where kind = ${kind})
begin ${note({ kind, site: after, key: 'new.id' })} end;
create trigger forward_${table}_update after update on ${table} when ${FORWARDED}
begin ${note({ kind, site: after, key: 'new.id' })} end;
create trigger forward_${table}_delete after delete on ${table} when ${FORWARDED}
begin ${note({ kind, site: before, key: 'old.id' })} end;
`

const keyed = (table: string, kind: number, columns: readonly string[]) => {
  const on = (change: string, row: 'old' | 'new') => `
create trigger forward_${table}_${change} after ${change} on ${table} when ${FORWARDED}
begin ${note({
    kind,
    site: `${row}.site`,
    key: `json_array(${columns.map((column) => `${row}.${column}`).join(', ')})`,
  })} end;`
  return on('insert', 'new') + on('update', 'new') + on('delete', 'old')
}

export const up = `
create table forwarder (
  id integer primary key check (id = 1),
  round integer not null,
  version integer not null,
  collector integer not null,
  fresh_at integer not null,
  extent integer not null,
  failure text,
  failed_at integer
) strict;

create table forwarded (kind integer primary key, upto integer not null) strict;

create table outbox (
  kind integer not null,
  site integer not null,
  key any not null,
  seq integer not null,
  round integer not null,
  primary key (kind, site, key)
) strict, without rowid;

create trigger forward_visit_insert after insert on visit when ${FORWARDED}
begin ${noteVisit('new.id', '0')} end;
create trigger forward_visit_update after update on visit when ${FORWARDED}
begin ${noteVisit('new.id', 'old.size')} end;
create trigger forward_visit_delete after delete on visit when ${FORWARDED}
begin ${noteVisit('old.id', 'old.size')} end;

create trigger forward_event_update after update on event when ${FORWARDED}
begin ${noteVisit('new.visit', 'new.seq')} end;
create trigger forward_event_move after update of visit, seq on event
when (new.visit <> old.visit or new.seq <> old.seq) and ${FORWARDED}
begin ${noteEvent('old')} end;
create trigger forward_event_delete after delete on event when ${FORWARDED}
begin ${noteEvent('old')} end;
${NUMBERED.map(ofNumbered).join('')}${keyed('spelling', SPELLING, ['field', 'value'])}
${keyed('quality', QUALITY, ['day', 'kind', 'detail'])}
`
