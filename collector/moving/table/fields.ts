/** What a column of any table may be, and the names under which others have it, in lower case. */
export const FIELDS = {
  at: ['at', 'timestamp', 'date', 'time', 'datetime', 'created_at', 'event_time', 'occurred_at'],
  name: ['name', 'event', 'event_name', 'type'],
  url: [
    'url',
    'page_url',
    'page',
    'full_url',
    'properties.$current_url',
    '$current_url',
    'current_url',
    'page_location',
  ],
  hostname: ['hostname', 'host', 'domain', 'site'],
  path: ['path', '2path', '1path', 'pathname', 'url_path', 'properties.$pathname', '$pathname'],
  query: ['query', 'query_string', 'url_query', 'campaign_query'],
  referrer: ['referrer', 'referer', 'properties.$referrer', '$referrer', 'page_referrer'],
  title: ['title', 'page_title', 'properties.title'],
  visitor: [
    'visitor',
    'visitor_id',
    'session',
    'session_id',
    'distinct_id',
    'anonymous_id',
    'client_id',
    'device_id',
  ],
  user: ['user', 'user_id', 'userid', 'person_id'],
  account: ['account', 'account_id', 'company', 'company_id', 'organization_id'],
  id: ['id', 'uuid', 'event_id', 'hit_id', 'message_id', 'insert_id', '$insert_id'],
  user_agent: ['user_agent', 'useragent', 'user-agent', '$user_agent', 'properties.$user_agent'],
  ip: ['ip', 'ip_address', '$ip', 'properties.$ip'],
  browser: ['browser', '$browser', 'properties.$browser'],
  browser_version: ['browser_version', '$browser_version', 'properties.$browser_version'],
  os: ['os', 'system', 'operating_system', '$os', 'properties.$os'],
  os_version: ['os_version', '$os_version', 'properties.$os_version'],
  device: ['device', 'device_type', '$device_type', 'properties.$device_type'],
  screen: ['screen', 'screen size', 'screen_size', 'resolution'],
  language: ['language', 'locale', 'properties.$browser_language', '$browser_language'],
  country: [
    'country',
    'country_code',
    'location',
    '$geoip_country_code',
    'properties.$geoip_country_code',
  ],
  region: ['region', 'region_code', 'properties.$geoip_subdivision_1_code'],
  city: ['city', 'properties.$geoip_city_name'],
  amount: ['amount', 'revenue', 'revenue_amount', 'properties.revenue'],
  currency: ['currency', 'revenue_currency', 'properties.currency'],
  order: ['order', 'order_id', 'transaction_id', 'properties.order_id'],
  bot: ['bot', 'is_bot'],
} as const satisfies Record<string, readonly string[]>

export type Field = keyof typeof FIELDS
export const FIELD_NAMES = Object.keys(FIELDS) as Field[]

/** Column by field; of a property `prop:` and its name. */
export type Mapping = Readonly<Record<string, string>>

/** The fields of columns whose names are known. Of a column with JSON, its keys are columns: `properties.$browser`. */
export function suggested(columns: readonly string[]): Mapping {
  const own = new Map(columns.map((column) => [column.toLowerCase(), column]))
  const json = own.get('properties')
  const found = FIELD_NAMES.flatMap((field): [string, string][] => {
    for (const name of FIELDS[field]) {
      const column = own.get(name)
      if (column !== undefined) return [[field, column]]
      if (json !== undefined && name.startsWith('properties.')) {
        return [[field, json + name.slice('properties'.length)]]
      }
    }
    return []
  })
  return Object.fromEntries(found)
}
