/** A column of a table that owners ask in SQL. */
export interface Column {
  type: 'text' | 'integer' | 'real'
  tells: string
  /** SQL over the rows that the table is made of; null where its rows are made by code. */
  value: string | null
}

function column(type: Column['type'], tells: string, value: string | null): Column {
  return { type, tells, value }
}

const LOCAL_DAY = 'day on the site’s own calendar, `2026-03-01`'
const LOCAL_HOUR = 'hour on the site’s clocks, 0–23'
/** As the earliest event spelt it. */
const spelt = (field: string) =>
  `coalesce((select s.text from spelling s where s.site = a.site and s.field = '${field}' and s.value = a.${field}), a.${field})`
/** Most paths hold no escape, and asking JavaScript costs more than looking for one. */
const path = (page: string) =>
  `case when instr(${page}.path, '%') then readable_path(${page}.path) else ${page}.path end`
const instant = (ms: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${ms} / 1000.0, 'unixepoch')`

/** How rows w, u and k of `person` are called. */
const WHO = {
  visitor: column('text', 'the browser, as *People* names it', 'person_name(w.kind, w.key)'),
  person: column(
    'text',
    'who counts: the user once known, else the browser',
    'person_name(u.kind, u.key)',
  ),
  account: column('text', 'the account that the person belongs to', 'person_key(k.key)'),
}

const TAGS = ['medium', 'campaign', 'content', 'term'] as const
const CLIENT = ['language', 'device', 'browser', 'browser_version', 'os', 'os_version'] as const

function alike<Name extends string>(names: readonly Name[], make: (name: Name) => Column) {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Column>
}

/** Rows: visit v, acquisition a, client c, place g, pages of landing l and exit x. */
export const VISIT_COLUMNS = {
  visit: column('integer', 'number of the visit', 'v.id'),
  ...WHO,
  started: column('text', 'first event, UTC', instant('v.start')),
  ended: column('text', 'last event, UTC', instant('v.last')),
  day: column('text', `${LOCAL_DAY}, of the start`, 'local_day(v.start)'),
  hour: column('integer', `${LOCAL_HOUR}, of the start`, 'local_hour(v.start)'),
  channel: column('text', 'how it came', 'a.channel'),
  source: column('text', 'who sent it', spelt('source')),
  ...alike(TAGS, (name) => column('text', `${name} of the campaign`, spelt(name))),
  campaign_id: column('text', 'id of the campaign', 'a.campaign_id'),
  link: column('text', 'slug of the short link', 'a.link'),
  referrer: column('text', 'host of the referring page', 'a.referrer'),
  click_id: column('text', 'of the ad click, `gclid:…`', 'a.click_id'),
  hostname: column('text', 'host of the landing page', 'l.hostname'),
  landing_page: column('text', 'path of the first pageview', path('l')),
  exit_page: column('text', 'path of the last pageview', path('x')),
  country: column('text', 'ISO 3166 code', 'g.country'),
  region: column('text', 'where geo data tells it', 'g.region'),
  city: column('text', 'where geo data tells it', 'g.city'),
  ...alike(CLIENT, (name) =>
    column('text', `${name.replace('_', ' ')} of the browser’s device`, `c.${name}`),
  ),
  screen: column('text', 'its size, `1920x1080`', 'c.screen'),
  pageviews: column('integer', 'pageviews', 'v.pageviews'),
  events: column('integer', 'events, as the metric counts them', 'v.events'),
  engaged_seconds: column('real', 'time a page was visible and focused', 'v.engaged / 1000.0'),
  duration_seconds: column('real', 'from first to last event', '(v.last - v.start) / 1000.0'),
  bounced: column(
    'integer',
    '1: at most one pageview, and nothing done',
    'v.pageviews <= 1 and v.interactive = 0',
  ),
  first_visit: column('integer', '1: the person’s first ever', 'v.start = u.first_at'),
}

/** Rows: event and visit v, name n, page p and title t. */
export const EVENT_COLUMNS = {
  event: column('text', 'id of the event', 'id_text(v.uid)'),
  visit: column(
    'integer',
    'number of its visit; null of one that belongs to none',
    'case when v.alone = 0 then v.id end',
  ),
  ...WHO,
  at: column('text', 'when, UTC', instant('v.at')),
  day: column('text', LOCAL_DAY, 'local_day(v.at)'),
  hour: column('integer', LOCAL_HOUR, 'local_hour(v.at)'),
  name: column('text', '`pageview`, `engagement`, or what the site calls it', 'n.text'),
  hostname: column('text', 'host of the page', 'p.hostname'),
  page: column('text', 'path of the page', path('p')),
  title: column('text', 'title of the page', 't.text'),
  engaged_seconds: column('real', 'of a pageview: time it was read', 'v.engaged / 1000.0'),
  scroll: column('integer', 'of a pageview: the deepest scroll, 0–100', 'v.scroll'),
  amount: column('real', 'money, in its own currency', 'decimal(v.amount, v.currency)'),
  currency: column('text', 'of the money, ISO 4217', 'v.currency'),
  order_id: column('text', 'order that the money is of', 'v.order_id'),
  props: column('text', "its properties, JSON: `props ->> 'plan'`", 'v.props'),
  interactive: column('integer', '1: somebody did something', 'v.interactive'),
}

/** Rows u of `person`, k its account. */
export const PEOPLE_COLUMNS = {
  person: WHO.person,
  known_by: column('text', '`user`, `visitor` or `cookieless`', 'known_by(u.kind)'),
  account: WHO.account,
  first_seen: column('text', 'start of the first visit ever, UTC', instant('u.first_at')),
  traits: column('text', 'the latest, JSON', 'u.traits'),
}

/** Rows k of `person`. */
export const ACCOUNT_COLUMNS = {
  account: WHO.account,
  people: column(
    'integer',
    'people that belong to it',
    '(select count(*) from person q where q.account = k.id and q.kind <> 3)',
  ),
  traits: column('text', 'the latest, JSON', 'k.traits'),
  owner: column(
    'text',
    'who looks after it',
    '(select o.owner from account_note o where o.site = k.site and o.account = person_key(k.key))',
  ),
}

export const CONVERSION_COLUMNS = {
  goal: column('text', 'name of the goal', null),
  event: column('text', 'id of the event that reached it', null),
  visit: column('integer', 'number of its visit; null of one that belongs to none', null),
  person: column('text', 'who converted', null),
  at: column('text', 'when, UTC', null),
  day: column('text', LOCAL_DAY, null),
  conversions: column('integer', '1, or 0 of a refund', null),
  revenue: column('real', 'in the site’s currency; of a refund negative', null),
}

/** Rows s of spend that counts. */
export const SPEND_COLUMNS = {
  day: column('text', 'the platform’s day', 's.day'),
  import: column('text', 'name of the import', 's.import'),
  source: column('text', 'who is paid', 's.source'),
  ...alike([...TAGS, 'campaign_id'], (name) => column('text', 'as in the file', `s.${name}`)),
  cost: column('real', 'in its own currency', 'decimal(s.amount, s.currency)'),
  currency: column('text', 'ISO 4217', 's.currency'),
  clicks: column('integer', 'as the platform counts them', 's.clicks'),
  impressions: column('integer', 'as the platform counts them', 's.impressions'),
}
