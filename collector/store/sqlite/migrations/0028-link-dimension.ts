/**
 * The short link that an acquisition came by, beside its other labels; who a link belongs to, what is noted of it, how
 * often programs followed it, whether it is put away, and what a site's links may be called.
 */
export const name = '0028-link-dimension'

export const up = `
alter table acquisition add column link text;
drop index acquisition_labels;
create index acquisition_labels on acquisition
  (site, id, channel, source, medium, campaign, content, term, campaign_id, referrer, click_id, link);

alter table link add column owner text;
alter table link add column note text;
alter table link add column bots integer not null default 0;
alter table link add column archived integer not null default 0;
alter table rules add column naming text not null default '{}';
`
