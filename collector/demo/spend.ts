import { AGAIN, type Arrival, FIRST } from './arrivals.ts'
import { type Random, random } from './random.ts'
import type { WireLine } from './wire.ts'

/** A row as `POST …/spend` takes it. Cost in major units. */
export interface SpendRow {
  date: string
  source: string
  medium: string
  campaign: string
  content?: string
  cost: number
  currency: 'USD'
  clicks: number
  impressions: number
}

/** What the demo's clicks cost: a row for each day and paid campaign, with what its traffic shows. */
export function demoSpend(lines: readonly WireLine[], seed: number): SpendRow[] {
  const prices = new Map([...FIRST, ...AGAIN].flatMap(priced))
  const rows = new Map<string, SpendRow>()
  for (const { at, url } of lines) {
    const tags = url?.includes('utm_') ? tagsOf(url) : undefined
    const price = prices.get(tags ?? '')
    if (tags === undefined || price === undefined) continue
    const row = rowFor(rows, new Date(at).toISOString().slice(0, 10), tags)
    row.clicks++
    row.cost += price
  }
  const chance = random(seed)
  return [...rows.values()].map((row) => settled(row, chance))
}

/** Platforms count a few clicks that never arrive, and their prices move from day to day. */
function settled(row: SpendRow, chance: Random): SpendRow {
  const lost = chance.chance(0.4) ? 1 : 0
  const cost = Math.round(100 * row.cost * (0.85 + 0.3 * chance.next())) / 100
  const impressions = Math.round((row.clicks + lost) * (25 + chance.exponential(30)))
  return { ...row, clicks: row.clicks + lost, cost, impressions }
}

function rowFor(rows: Map<string, SpendRow>, date: string, tags: string): SpendRow {
  const key = `${date}/${tags}`
  const [source = '', medium = '', campaign = '', content = ''] = tags.split('/')
  const named = { source, medium, campaign, ...(content !== '' && { content }) }
  const nothing = { cost: 0, currency: 'USD' as const, clicks: 0, impressions: 0 }
  const row: SpendRow = rows.get(key) ?? { date, ...named, ...nothing }
  rows.set(key, row)
  return row
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
