import { dateOf } from '../date-of.ts'
import { DAY } from '../durations.ts'
import type { Platform } from '../spend/platforms.ts'
import type { SpendRow } from '../spend/row.ts'
import { AGAIN, type Arrival, FIRST } from './arrivals.ts'
import { random } from './random.ts'
import type { WireLine } from './wire.ts'

/** What one platform reports of some days. */
export interface Reported {
  import: string
  platform: Platform
  rows: SpendRow[]
}

interface Advertiser {
  import: string
  platform: Platform
  sources: readonly string[]
  /** The account is billed in it. */
  currency: string
}

const ADVERTISERS: readonly Advertiser[] = [
  {
    import: 'Google Ads',
    platform: 'google',
    sources: ['google', 'youtube'],
    currency: 'USD',
  },
  { import: 'Meta Ads', platform: 'meta', sources: ['facebook'], currency: 'USD' },
  { import: 'Microsoft Ads', platform: 'microsoft', sources: ['bing'], currency: 'USD' },
  { import: 'LinkedIn Ads', platform: 'linkedin', sources: ['linkedin'], currency: 'EUR' },
]

/** Called so in its platform and otherwise in its links: its spend finds no visits until somebody says that they are one. */
const MISTAGGED: Readonly<Record<string, string>> = { 'team-leads': 'Team Leads Q4' }

const PRICES = new Map([...FIRST, ...AGAIN].flatMap(priced))

/**
 * What the clicks of the days in [from, until), epoch ms of UTC days, cost: a row for each day and paid campaign that brought
 * somebody. A day's rows are the same whichever days are asked for.
 */
export function demoSpend(
  lines: readonly WireLine[],
  { seed, from, until }: { seed: number; from: number; until: number },
): Reported[] {
  const clicks = new Map<string, number>()
  for (const { at, url } of lines) {
    if (at < from || at >= until || !url?.includes('utm_')) continue
    const tags = tagsOf(url)
    const key = `${Math.floor(at / DAY)}/${tags}`
    if (PRICES.has(tags)) clicks.set(key, (clicks.get(key) ?? 0) + 1)
  }
  const rows = [...clicks].map(([key, count]) => rowOf(key, count, seed))
  return ADVERTISERS.map(({ sources, currency, ...advertiser }) => ({
    ...advertiser,
    rows: rows
      .filter(({ source }) => sources.includes(source))
      .map((row) => ({ ...row, currency })),
  })).filter((reported) => reported.rows.length > 0)
}

/** Platforms count a few clicks that never arrive, and their prices move from day to day. */
function rowOf(key: string, arrived: number, seed: number): SpendRow {
  const [number = '', ...parts] = key.split('/')
  const [source = '', medium = '', campaign = '', content = '', term = ''] = parts
  const tags = parts.join('/')
  const chance = random(seed, Number(number), [...PRICES.keys()].indexOf(tags))
  const clicks = arrived + (chance.chance(0.4) ? 1 : 0)
  const price = (PRICES.get(tags) ?? 0) * (0.85 + 0.3 * chance.next())
  return {
    day: dateOf(Number(number)),
    source,
    medium,
    campaign: MISTAGGED[campaign] ?? campaign,
    content: content || null,
    term: term || null,
    campaign_id: null,
    amount: Math.round(100 * price * clicks),
    currency: 'USD',
    clicks,
    impressions: Math.round(clicks * (25 + chance.exponential(30))),
  }
}

function priced({ tags, cost }: Arrival): [string, number][] {
  return tags === undefined || cost === undefined ? [] : [[tags, cost]]
}

function tagsOf(url: string): string {
  const query = new URL(url).searchParams
  const names = ['source', 'medium', 'campaign', 'content', 'term']
  return names
    .map((name) => query.get(`utm_${name}`) ?? '')
    .join('/')
    .replace(/\/+$/, '')
}
