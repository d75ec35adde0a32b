import type { Link } from '../../../collector/settings/links.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { aloneRequest } from '../../models/view.ts'
import { RESULTS } from './saved-rows.ts'

const MOST = 100
export const TAGGED_BY = ['source', 'medium', 'campaign'] as const

/** Tags that visits came by without a short link, and what came of them. */
export interface TaggedRow extends Record<(typeof RESULTS)[number], number | null> {
  tags: Record<(typeof TAGGED_BY)[number], string>
  /** Who looks after a saved link of the same tags. */
  owner: string | undefined
}

/** What came by tagged links that nobody saved under a short name. */
export function taggedQuestion(): Question<StatsAnswer> | undefined {
  const { period, filters } = aloneRequest.value
  return reportQuestion('stats', {
    period,
    filters: [...filters, ['is', 'link', [null]], ['is_not', 'campaign', [null]]],
    metrics: RESULTS,
    dimensions: TAGGED_BY,
    order_by: [['visits', 'desc']],
    limit: MOST,
  })
}

export function taggedRows({ rows }: StatsAnswer, links: readonly Link[]): TaggedRow[] {
  const owners = new Map(links.map((link) => [keyOf(link), link.owner]))
  return rows.map((row) => {
    const said = (tag: (typeof TAGGED_BY)[number]) => String(row[tag] ?? '')
    const tags = { source: said('source'), medium: said('medium'), campaign: said('campaign') }
    return {
      tags,
      owner: owners.get(keyOf(tags)),
      visits: numberOf(row, 'visits'),
      visitors: numberOf(row, 'visitors'),
      conversions: numberOf(row, 'conversions'),
      revenue: numberOf(row, 'revenue'),
    }
  })
}

function keyOf(tags: TaggedRow['tags']): string {
  return JSON.stringify(TAGGED_BY.map((tag) => tags[tag].toLowerCase()))
}

/** Tags on their way to the builder, as the address keeps them. */
export function writtenTags(tags: TaggedRow['tags']): string {
  return JSON.stringify(TAGGED_BY.map((tag) => tags[tag]))
}

/** What an address says; undefined of one that was cut short. */
export function readTags(text: string | undefined): Partial<TaggedRow['tags']> {
  try {
    const read: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(read)) return {}
    const pairs = TAGGED_BY.map((tag, i) => [tag, read[i]] as const)
    return Object.fromEntries(pairs.filter(([, value]) => typeof value === 'string'))
  } catch {
    // A link cut short still opens the builder.
    return {}
  }
}
