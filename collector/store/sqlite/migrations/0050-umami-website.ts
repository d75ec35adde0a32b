/** By which uuid tags and servers made for Umami know a site. */
export const name = '0050-umami-website'

export const up = `
alter table site add column umami_website_id text;
`
