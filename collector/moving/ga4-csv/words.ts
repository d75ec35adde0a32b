import type { Column, TableName } from '../../imported/imported-day.ts'

/** What a metric of GA4's says of ours. `bounces` is made of sessions, and their mean time is multiplied by them. */
export type Measure =
  | 'visitors'
  | 'visits'
  | 'pageviews'
  | 'events'
  | 'engaged'
  | 'bounce_rate'
  | 'mean_seconds'

/** Metrics by their names in reports and explorations, in lower case; of two that say the same the earlier is read. */
export const MEASURES: Readonly<Record<Measure, readonly string[]>> = {
  visitors: ['total users', 'active users', 'users'],
  visits: ['sessions'],
  pageviews: ['views', 'page views', 'pageviews', 'screen page views'],
  events: ['event count'],
  engaged: ['engaged sessions'],
  bounce_rate: ['bounce rate'],
  mean_seconds: ['average session duration', 'session duration (avg)'],
}

export const DATE = ['date']
export const NTH_DAY = 'nth day'

/** Both in one column, with " / " between. */
export const SOURCE_MEDIUM = ['session source / medium', 'source / medium', 'session source/medium']
export const SYSTEM_WITH_VERSION = ['operating system with version', 'os with version']

interface Told {
  table: TableName
  column: Column
  names: readonly string[]
}

/** Dimensions by their names; those of a user's first visit are others and not here. */
export const DIMENSIONS: readonly Told[] = [
  {
    table: 'sources',
    column: 'source',
    names: ['session source', 'source', 'session manual source'],
  },
  {
    table: 'sources',
    column: 'medium',
    names: ['session medium', 'medium', 'session manual medium'],
  },
  {
    table: 'sources',
    column: 'campaign',
    names: ['session campaign', 'campaign', 'session manual campaign name'],
  },
  {
    table: 'sources',
    column: 'content',
    names: ['session manual ad content', 'manual ad content'],
  },
  { table: 'sources', column: 'term', names: ['session manual term', 'manual term'] },
  {
    table: 'sources',
    column: 'channel',
    names: [
      'session default channel group',
      'session default channel grouping',
      'session primary channel group (default channel group)',
      'default channel group',
    ],
  },
  { table: 'pages', column: 'hostname', names: ['hostname', 'host name'] },
  {
    table: 'pages',
    column: 'page',
    names: [
      'page path and screen class',
      'page path',
      'page path + query string',
      'page path + query string and screen class',
    ],
  },
  {
    table: 'pages',
    column: 'title',
    names: ['page title and screen class', 'page title and screen name', 'page title'],
  },
  {
    table: 'entry_pages',
    column: 'landing_page',
    names: ['landing page', 'landing page + query string'],
  },
  { table: 'custom_events', column: 'event', names: ['event name'] },
  { table: 'locations', column: 'country', names: ['country', 'country id'] },
  { table: 'locations', column: 'region', names: ['region'] },
  { table: 'locations', column: 'city', names: ['city'] },
  { table: 'devices', column: 'device', names: ['device category', 'device'] },
  { table: 'browsers', column: 'browser', names: ['browser'] },
  { table: 'browsers', column: 'browser_version', names: ['browser version'] },
  { table: 'operating_systems', column: 'os', names: ['operating system'] },
  {
    table: 'operating_systems',
    column: 'os_version',
    names: ['os version', 'operating system version'],
  },
  { table: 'languages', column: 'language', names: ['language code', 'language'] },
]

/** What GA4 sends by itself, by our names for the same. */
export const EVENTS: Readonly<Record<string, string>> = {
  click: 'outbound',
  file_download: 'download',
  form_submit: 'form',
}

/** And what is no event here. */
export const NO_EVENTS: Readonly<Record<string, string>> = {
  page_view: 'a pageview, which the table of pages tells',
  session_start: 'an event that GA4 makes by itself',
  first_visit: 'an event that GA4 makes by itself',
  first_open: 'an event that GA4 makes by itself',
  user_engagement: 'an event that GA4 makes by itself',
  scroll: 'an event that GA4 makes by itself',
  form_start: 'an event that GA4 makes by itself',
}
