import type { Filter } from '../../collector/settings/filter.ts'
import type { Dimension } from '../../collector/vocabulary.ts'
import { askReport } from './report.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'

/** Days whose visitors are counted. */
const DAYS = 28

/** What a page can tell of who looks at it (tracker/experiments/when.ts). */
export const ASKED_OF_PAGES = [
  'device',
  'visitor_kind',
  'channel',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'campaign_id',
  'referrer',
  'click_id',
  'language',
  'landing_page',
  'page',
  'hostname',
] as const satisfies readonly Dimension[]

/** Who could be in an experiment: on pages, and what else a page can know of them. */
export interface Audience {
  urls: readonly string[]
  when: readonly Filter[]
}

/** The filters that choose an audience in reports; `*` is every page. */
export function audienceFilters({ urls, when }: Audience): Filter[] {
  const all = urls.length === 0 || urls.includes('*')
  return [...(all ? [] : [['matches', 'page', [...urls]] satisfies Filter]), ...when]
}

/** Visitors a day that match, by the last four weeks. */
export function audienceQuestion(audience: Audience): Question<number> | undefined {
  const site = siteDomain.value
  if (site === undefined) return undefined
  const filters = audienceFilters(audience)
  return {
    key: `audience of ${site} ${JSON.stringify(filters)}`,
    fetch: async (signal) => {
      const asked = { period: '28d' as const, metrics: ['visitors' as const], filters }
      // A visitor of several days matches on each of them.
      const answer = await askReport(
        'stats',
        { ...asked, dimensions: ['time:day' as const] },
        { site, signal },
      )
      const days = answer.rows.map((row) => Number(row.visitors ?? 0))
      return days.reduce((sum, n) => sum + n, 0) / DAYS
    },
  }
}
