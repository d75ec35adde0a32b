/** Made-up exports of other tools, in the layouts that they have; no row is anybody's. */

const BROWSERS = ['chrome', 'ios', 'crios', 'edge-chromium', 'firefox', 'samsung']
const SYSTEMS = ['Windows 10', 'iOS', 'iOS', 'Mac OS', 'Linux', 'Android OS']
const DEVICES = ['desktop', 'mobile', 'mobile', 'laptop', 'laptop', 'mobile']
const COUNTRIES = ['US', 'DE', 'FR', 'JP', 'GB']
const PATHS = ['/', '/pricing', '/docs', '/blog/launch', '/sign-up']

/** Numbers below 1 that are the same each time (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function uuid(kind: number, number: number): string {
  const hex = number.toString(16).padStart(12, '0')
  return `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${hex}`
}

const WEBSITE = 'b59e9c65-ae32-47f1-8400-119fcf4861c4'

export interface UmamiRow {
  website_id: string
  session_id: string
  visit_id: string
  event_id: string
  hostname: string
  browser: string
  os: string
  device: string
  screen: string
  language: string
  country: string
  region: string
  city: string
  url_path: string
  url_query: string
  utm_source: string
  utm_medium: string
  utm_campaign: string
  referrer_path: string
  referrer_query: string
  referrer_domain: string
  page_title: string
  event_type: string
  event_name: string
  tag: string
  distinct_id: string
  /** Epoch ms. */
  at: number
}

/** Sessions of a few events each, one after the other. */
export function* umamiRows(count: number, seed = 1, domain = 'example.com'): Generator<UmamiRow> {
  const random = numbers(seed)
  let at = Date.UTC(2025, 0, 1)
  let made = 0
  for (let session = 1; made < count; session++) {
    at += Math.floor(random() * 60_000)
    const rows = sessionRows({ session, first: made, at, domain }, random).slice(0, count - made)
    yield* rows
    made += rows.length
  }
}

interface Session {
  session: number
  /** Number of its first event. */
  first: number
  at: number
  domain: string
}

function sessionRows({ session, first, at, domain }: Session, random: () => number): UmamiRow[] {
  const kind = Math.floor(random() * BROWSERS.length)
  const country = Math.floor(random() * COUNTRIES.length)
  const landing = random() < 0.3 ? CAMPAIGN : SEARCH
  const told = {
    ...{ website_id: WEBSITE, session_id: uuid(1, session), visit_id: uuid(2, session) },
    ...{ hostname: domain, screen: '1440x900', language: 'en-US', tag: '' },
    browser: BROWSERS[kind] ?? '',
    os: SYSTEMS[kind] ?? '',
    device: DEVICES[kind] ?? '',
    country: COUNTRIES[country] ?? '',
    region: country === 0 ? 'US-CA' : '',
    city: country === 0 ? 'Oakland' : '',
    page_title: 'A page, "quoted"',
    distinct_id: session % 10 === 0 ? `user-${session}` : '',
  }
  let moment = at
  return Array.from({ length: 1 + Math.floor(random() * 6) }, (_, nth) => {
    const isView = nth === 0 || random() < 0.8
    moment += Math.floor(random() * 120_000)
    return {
      ...told,
      ...(nth === 0 ? landing : NOWHERE),
      event_id: uuid(3, first + nth),
      url_path: PATHS[Math.floor(random() * PATHS.length)] ?? '/',
      event_type: isView ? '1' : '2',
      event_name: isView ? '' : 'Signup',
      at: moment,
    }
  })
}

const NOWHERE = {
  ...{ url_query: '', utm_source: '', utm_medium: '', utm_campaign: '' },
  ...{ referrer_path: '', referrer_query: '', referrer_domain: '' },
}
const SEARCH = { ...NOWHERE, referrer_path: '/search', referrer_domain: 'google.com' }
const CAMPAIGN = {
  ...NOWHERE,
  url_query: 'utm_source=news&utm_medium=email&utm_campaign=may',
  ...{ utm_source: 'news', utm_medium: 'email', utm_campaign: 'may' },
}

type Cells = Record<string, string>

export interface Layout {
  separator: string
  /** What an empty cell is. */
  empty: string
  quoted: boolean
}

const PLAIN: Layout = { separator: ',', empty: '', quoted: false }

function line(columns: readonly string[], cells: Cells, { separator, empty, quoted }: Layout) {
  const written = columns.map((name) => {
    const text = cells[name] ?? ''
    if (text === '') return empty
    const special = quoted || text.includes(separator) || /["\n]/.test(text)
    return special ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${written.join(separator)}\n`
}

/** A table as CSV. */
export function csv(
  columns: readonly string[],
  rows: Iterable<Cells>,
  layout: Partial<Layout> = {},
): string {
  const all = { ...PLAIN, ...layout }
  const head = columns.join(all.separator)
  return `${head}\n${[...rows].map((row) => line(columns, row, all)).join('')}`
}

export const CLOUD_COLUMNS = [
  ...['website_id', 'session_id', 'visit_id', 'event_id', 'hostname', 'browser', 'os', 'device'],
  ...['screen', 'language', 'country', 'region', 'city', 'url_path', 'url_query'],
  ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'],
  ...['referrer_path', 'referrer_query', 'referrer_domain', 'page_title'],
  ...['gclid', 'fbclid', 'msclkid', 'ttclid', 'li_fat_id', 'twclid'],
  ...['event_type', 'event_name', 'tag', 'distinct_id', 'created_at', 'job_id'],
]

/** The Cloud's: each row with all of its session, times without a zone in UTC. */
export function cloudCells({ at, ...row }: UmamiRow): Cells {
  return { ...row, created_at: new Date(at).toISOString().slice(0, 19).replace('T', ' ') }
}

export const DUMP_COLUMNS = [
  ...['event_id', 'website_id', 'session_id', 'created_at', 'url_path', 'url_query'],
  ...['referrer_path', 'referrer_query', 'referrer_domain', 'page_title', 'event_type'],
  ...['event_name', 'visit_id', 'tag', 'fbclid', 'gclid', 'hostname'],
]

/** PostgreSQL's: the session apart, times with a zone, here one of which the server is in. */
export function dumpCells({ at, hostname: _, ...row }: UmamiRow): Cells {
  const local = new Date(at + 7_200_000).toISOString().slice(0, 19).replace('T', ' ')
  return { ...row, created_at: `${local}+02` }
}

export const SESSION_COLUMNS = [
  ...['session_id', 'website_id', 'browser', 'os', 'device', 'screen', 'language'],
  ...['country', 'region', 'city', 'created_at', 'distinct_id'],
]

/** One row a session. */
export function sessionsOf(rows: readonly UmamiRow[]): Cells[] {
  const sessions = new Map(rows.map(({ at: _, ...row }) => [row.session_id, row]))
  return [...sessions.values()]
}
