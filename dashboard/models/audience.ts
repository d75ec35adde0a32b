import type { Filter } from '../../collector/settings/filter.ts'
import { askReport } from './report.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'

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
      const { data_from } = answer.meta
      // Of a site that is younger, only the days that it has been there.
      const there = answer.rows.filter((row) => data_from === null || dayOf(row) >= data_from)
      const all = there.reduce((sum, row) => sum + Number(row.visitors ?? 0), 0)
      return all / Math.max(1, there.length)
    },
  }
}

function dayOf(row: Readonly<Record<string, unknown>>): string {
  return String(row['time:day'])
}
