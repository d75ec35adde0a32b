import { OWN_EVENTS } from '../own-events.ts'
import type { Dimension, Metric } from '../vocabulary.ts'

/** What a page of the dashboard is about; `compare` as the API takes it. */
export interface View {
  period: { from: string; to: string }
  compare: 'previous' | { from: string; to: string }
  /** Ids of the site's goals. */
  goals: readonly string[]
}

/** Asks one report and waits for the whole answer. */
export type AskReport = (report: string, request: object) => Promise<Answered>

interface Answered {
  rows?: Record<string, unknown>[]
}

const HEADLINE: readonly Metric[] = [
  'visitors',
  'visits',
  'pageviews',
  'bounce_rate',
  'visit_duration',
  'conversions',
  'conversion_rate',
  'revenue',
]
const CARDS: readonly [Metric, Dimension][] = [
  ['visitors', 'channel'],
  ['visitors', 'page'],
  ['visitors', 'country'],
  ['visitors', 'device'],
  ['events', 'event'],
]
const OUTCOMES: readonly Metric[] = [
  'visitors',
  'visits',
  'bounce_rate',
  'visit_duration',
  'conversions',
  'conversion_rate',
  'revenue',
]

/** Every report that the Overview of a site with goals and without spend asks, all at once; `overview.tsx` is what it follows. */
export async function openOverview(ask: AskReport, view: View): Promise<void> {
  const ofGoal = ['conversions', 'conversion_rate'] satisfies Metric[]
  await Promise.all([
    ask('stats', { ...compared(view), metrics: HEADLINE, dimensions: ['time:day'] }),
    ask('usual', { period: view.period, filters: [], metrics: HEADLINE }),
    ...CARDS.map(([metric, dimension]) => {
      const filters = dimension === 'event' ? [['is_not', 'event', Object.keys(OWN_EVENTS)]] : []
      return ask('stats', {
        ...compared(view),
        filters,
        metrics: [metric],
        dimensions: [dimension],
        ...{ limit: 9, gone: 0 },
      })
    }),
    ...view.goals.map((goal) => ask('stats', { ...compared(view), metrics: ofGoal, goal })),
  ])
}

/** The same of Sources, whose courses are asked when the rows are there; `breakdown.tsx` is what it follows. */
export async function openSources(ask: AskReport, view: View): Promise<void> {
  await Promise.all([
    breakdown(ask, view),
    ask('data-quality', { period: view.period, filters: [] }),
  ])
}

async function breakdown(ask: AskReport, view: View): Promise<void> {
  const { rows = [] } = await ask('stats', {
    ...compared(view),
    metrics: OUTCOMES,
    dimensions: ['channel'],
    order_by: [['visitors', 'desc']],
    ...{ limit: 50, gone: 10 },
  })
  await ask('stats', {
    period: view.period,
    filters: [['is', 'channel', rows.map(({ channel }) => channel)]],
    metrics: ['visitors'],
    dimensions: ['channel', 'time:day'],
    limit: 1000,
  })
}

function compared({ period, compare }: View): object {
  const match = compare === 'previous' ? { match: 'weekday' } : {}
  return { period, compare, ...match, filters: [] }
}
