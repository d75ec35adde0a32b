import type { Filter } from '../../collector/settings/filter.ts'
import { askReport } from './report.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'
import { numberOf, type StatsAnswer } from './stats.ts'

/** Who could be in an experiment: on pages, and what else a page can know of them. */
export interface Audience {
  urls: readonly string[]
  when: readonly Filter[]
  /** What decides; empty where that is not said yet. */
  goal: string
}

/** What came of an audience in the last four weeks, of a younger site in the days that it has been there. */
export interface Traffic {
  of: Audience
  /** Visitors a day: who comes on several days is one on each of them. */
  perDay: number
  /** People a day, each counted once: so many may join an experiment. */
  joinPerDay: number
  /** Share of them that reached the goal; null where nobody asked or came. */
  rate: number | null
}

/** The filters that choose an audience in reports; `*` is every page. */
export function audienceFilters({ urls, when }: Pick<Audience, 'urls' | 'when'>): Filter[] {
  const all = urls.length === 0 || urls.includes('*')
  return [...(all ? [] : [['matches', 'page', [...urls]] satisfies Filter]), ...when]
}

/** Traffic of these pages and conditions, whatever goal was asked with it; that of others is none. */
export function trafficOf(audience: Audience, traffic: Traffic | undefined): Traffic | undefined {
  const asked = (of: Audience) => JSON.stringify(audienceFilters(of))
  return traffic && asked(traffic.of) === asked(audience) ? traffic : undefined
}

const VISITORS = ['visitors'] as const
const WITH_RATE = ['visitors', 'conversion_rate'] as const

export function trafficQuestion(of: Audience): Question<Traffic> | undefined {
  const site = siteDomain.value
  if (site === undefined) return undefined
  const { goal } = of
  const asked = {
    ...{ period: '28d' as const, dimensions: ['time:day'] as const, filters: audienceFilters(of) },
    ...(goal === '' ? { metrics: VISITORS } : { metrics: WITH_RATE, goal }),
  }
  return {
    key: `traffic of ${site} ${JSON.stringify(of)}`,
    fetch: async (signal) => ({
      of,
      ...trafficIn(await askReport('stats', asked, { site, signal })),
    }),
  }
}

type Counted = Pick<StatsAnswer, 'rows' | 'totals'> & {
  meta: Pick<StatsAnswer['meta'], 'data_from'>
}

/** Both ways of counting people a day over the same days: those that the site has been there. */
export function trafficIn({ rows, totals, meta: { data_from } }: Counted): Omit<Traffic, 'of'> {
  const there = rows.filter((row) => data_from === null || String(row['time:day']) >= data_from)
  const days = Math.max(1, there.length)
  const visits = there.reduce((sum, row) => sum + (numberOf(row, 'visitors') ?? 0), 0)
  const { visitors = 0, conversion_rate = null } = totals as Record<string, number | null>
  return {
    perDay: visits / days,
    joinPerDay: (visitors ?? 0) / days,
    rate: visitors ? conversion_rate : null,
  }
}
