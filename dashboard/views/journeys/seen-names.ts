import { reportQuestion } from '../../models/report.ts'
import type { Row, StatsAnswer } from '../../models/stats.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest } from '../../models/view.ts'

const MOST = 100

export type Seen = Record<'page' | 'event' | 'goal', readonly string[]>

/** Names of pages, events and goals that the site has, for fields to offer. */
export function useSeenNames(): Seen {
  const events = useResource<StatsAnswer>(() => {
    const { period } = commonRequest.value
    return reportQuestion('stats', {
      period,
      metrics: ['events'],
      dimensions: ['event'],
      limit: MOST,
    })
  })
  const pages = useResource<StatsAnswer>(() => {
    const { period } = commonRequest.value
    return reportQuestion('stats', {
      period,
      metrics: ['pageviews'],
      dimensions: ['page'],
      limit: MOST,
    })
  })
  return {
    event: textsOf(events.data.value?.rows, 'event'),
    page: textsOf(pages.data.value?.rows, 'page'),
    goal: (goals.data.value ?? []).map(({ name }) => name),
  }
}

function textsOf(rows: readonly Row[] = [], dimension: 'event' | 'page'): string[] {
  return rows.flatMap(({ [dimension]: value }) => (typeof value === 'string' ? [value] : []))
}
