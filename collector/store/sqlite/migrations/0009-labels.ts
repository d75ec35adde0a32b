/**
 * What a report shows of acquisitions, apart from what intake needs of them: a fifth of the pages, which a first
 * report after a start has to read one by one from all over the file.
 */
export const name = '0009-labels'

export const up = `
create index acquisition_labels on acquisition
  (site, id, channel, source, medium, campaign, content, term, campaign_id, referrer, click_id);
`
