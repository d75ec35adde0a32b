/**
 * How often what reports read was changed, so that an answer can be kept until one of its numbers may be another
 * (docs/decisions/0009-answers-kept.md). `extent.changed` grows with every commit that writes visits or events of the
 * extent; the triggers see to what is written without its visit. `site_change` grows with what reaches visits anywhere:
 * when somebody first came, whose account they are, how an acquisition reads and is spelt, and with extents that go.
 */
export const name = '0022-changes'

const ofExtent = (id: string) =>
  `begin update extent set changed = changed + 1 where id in (${id}); end;`
const ofSite = (row: 'old' | 'new') =>
  `begin insert into site_change (site, count) values (${row}.site, 1)
  on conflict (site) do update set count = count + 1; end;`

export const up = `
alter table extent add column changed integer not null default 0;

create table site_change (site integer primary key, count integer not null) strict;

create trigger visit_given after update of person on visit when new.person <> old.person
${ofExtent('new.id / 1024')}
create trigger event_update after update of visit, engaged, scroll, title on event
${ofExtent('old.visit / 1024, new.visit / 1024')}
create trigger event_delete after delete on event
${ofExtent('old.visit / 1024')}

create trigger extent_delete after delete on extent
${ofSite('old')}
create trigger person_update after update of first_at, account on person
when new.account is not old.account or (old.first_at is not null and new.first_at is not old.first_at)
${ofSite('new')}
create trigger acquisition_update after update on acquisition
${ofSite('new')}
create trigger acquisition_delete after delete on acquisition
${ofSite('old')}
create trigger spelling_insert after insert on spelling when new.text <> new.value
${ofSite('new')}
create trigger spelling_update after update on spelling when new.text <> old.text
${ofSite('new')}
create trigger spelling_delete after delete on spelling
${ofSite('old')}
create trigger quality_delete after delete on quality
${ofSite('old')}
`
