import { tagLink } from '../../../collector/acquisition/tag-link.ts'
import type { Link } from '../../../collector/settings/links.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import type { Order } from '../../parts/data-table.tsx'

/** What came of a link in the period, by the dimension `link`. */
export const RESULTS = ['visits', 'visitors', 'conversions', 'revenue'] as const
type Result = (typeof RESULTS)[number]

/** Rows that are asked for: a link beyond them has results that nobody knows. */
export const MOST_ROWS = 1000

/** A link and what came of it; null as long as that is not known. */
export interface SavedRow extends Record<Result, number | null> {
  link: Link
}

/** Every link with its row of the report; who is not in it brought nothing. */
export function savedRows(links: readonly Link[], answer: StatsAnswer | undefined): SavedRow[] {
  const bySlug = new Map((answer?.rows ?? []).map((row) => [row.link, row]))
  const isWhole = answer !== undefined && answer.rows.length < MOST_ROWS
  return links.map((link) => {
    const row = bySlug.get(link.slug.toLowerCase())
    const result = (metric: Result) => (row ? numberOf(row, metric) : isWhole ? 0 : null)
    return {
      link,
      visits: result('visits'),
      visitors: result('visitors'),
      conversions: result('conversions'),
      revenue: result('revenue'),
    }
  })
}

/** Whether each word that was typed is somewhere in the link, its tags, its owner or its note. */
export function isSought({ link }: SavedRow, typed: string): boolean {
  const { slug, url, source, medium, campaign, content, term, owner, note } = link
  const said = [`/l/${slug}`, url, source, medium, campaign, content, term, owner, note]
  const whole = said.join(' ').toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/u)
    .every((part) => whole.includes(part))
}

/** What the table can be sorted by. */
export const SORTED = ['clicks', 'bots', ...RESULTS] as const
type Sorted = (typeof SORTED)[number]

/** By the column that the address names; else as they come, the newest first. */
export function sorted(rows: readonly SavedRow[], order: Order | undefined): SavedRow[] {
  const key = SORTED.find((known) => known === order?.key)
  if (!key) return [...rows]
  const sign = order?.direction === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => sign * ((numberIn(a, key) ?? -1) - (numberIn(b, key) ?? -1)))
}

function numberIn(row: SavedRow, key: Sorted): number | null {
  return key === 'clicks' || key === 'bots' ? row.link[key] : row[key]
}

/** A line a link, by the API's own names. */
export function sheetOf(rows: readonly SavedRow[], shortLink: (slug: string) => string): object[] {
  return rows.map(({ link, ...results }) => ({
    slug: link.slug,
    short: shortLink(link.slug),
    url: link.url,
    source: link.source,
    medium: link.medium,
    campaign: link.campaign,
    content: link.content ?? '',
    term: link.term ?? '',
    link: tagLink(link.url, link),
    owner: link.owner ?? '',
    note: link.note ?? '',
    archived: link.archived,
    clicks: link.clicks,
    bots: link.bots,
    ...results,
    created_at: link.created_at,
  }))
}
