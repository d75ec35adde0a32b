/** A website id of Umami's names one site; where several had it the oldest keeps it, which is the one that its events went to. */
export const name = '0058-umami-website-once'

export const up = `
update site set umami_website_id = null where exists (
  select 1 from site as older
  where older.umami_website_id = site.umami_website_id and older.id < site.id);
create unique index site_umami_website on site (umami_website_id);
`
