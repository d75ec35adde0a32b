/** What a page knows of who looks at it by itself. */
export const OF_PAGE = [
  'device',
  'visitor_kind',
  'language',
  'landing_page',
  'page',
  'hostname',
] as const

/** What it has to classify its landing for. */
export const OF_VISIT = [
  'channel',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'campaign_id',
  'referrer',
  'click_id',
] as const

/** All that a page can tell, and an experiment can ask for: dimensions by their names in reports. */
export const PAGE_FACTS = [...OF_PAGE, ...OF_VISIT] as const
