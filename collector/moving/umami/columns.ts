/** Of `website_event` in all its layouts: the Cloud's has those of the session in each row. */
export const COLUMNS = [
  ...(['website_id', 'session_id', 'event_id', 'hostname', 'created_at'] as const),
  ...(['browser', 'os', 'device', 'screen', 'language'] as const),
  ...(['country', 'region', 'subdivision1', 'city'] as const),
  ...(['url_path', 'url_query', 'page_title'] as const),
  ...(['referrer_path', 'referrer_query', 'referrer_domain'] as const),
  ...(['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const),
  ...(['gclid', 'fbclid', 'msclkid', 'ttclid', 'li_fat_id', 'twclid'] as const),
  ...(['event_type', 'event_name', 'tag', 'distinct_id'] as const),
] as const
export type Column = (typeof COLUMNS)[number]

export const NEEDED: readonly Column[] = [
  ...(['session_id', 'event_id', 'created_at', 'url_path', 'event_type'] as const),
]

/** Parameters of the address that have columns of their own. */
export const TAGS = [
  ...(['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const),
  ...(['gclid', 'fbclid', 'msclkid', 'ttclid', 'li_fat_id', 'twclid'] as const),
] as const satisfies readonly Column[]

/** What the session tells, in the event's row or in the table `session`. */
export const OF_SESSION = [
  ...(['hostname', 'browser', 'os', 'device', 'screen', 'language'] as const),
  ...(['country', 'region', 'subdivision1', 'city', 'distinct_id'] as const),
] as const satisfies readonly Column[]
