import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { brief, METRIC_UNITS } from '../../format.ts'
import { ownEventsOnly } from '../../models/automatic.ts'
import { goalInView } from '../../models/goal-in-view.ts'
import type { Listed } from '../../models/moved-rows.ts'
import { narrowedBeside, sidesOf } from '../../models/other-visits.ts'
import { metricOf, numberOf, type StatsAnswer } from '../../models/stats.ts'
import { locale } from '../../models/view.ts'
import { type Texts, words } from '../../texts/texts.ts'

/** What the rows of a card can be counted by. */
export type ListedMetric = 'visitors' | 'visits' | 'conversions' | 'revenue' | 'events'

/** Of events those that the site sends, not what the script does by itself; of conversions how many of the visitors, too. */
export function askedOf(dimension: Dimension, metric: ListedMetric) {
  const goal = OF_GOAL.has(metric) ? goalInView.value : undefined
  const metrics: Metric[] = [metric, ...(BESIDE[metric] ?? [])]
  return {
    ...narrowedBeside(dimension === 'event' ? ownEventsOnly() : []),
    metrics,
    ...(goal !== undefined && { goal }),
  }
}

const OF_GOAL: ReadonlySet<ListedMetric> = new Set(['conversions', 'revenue'])
/** A rate with what it is taken over, and whether anybody came at all: money may belong to no visit. */
const BESIDE: Partial<Record<ListedMetric, readonly Metric[]>> = {
  conversions: ['conversion_rate', 'visitors'],
  revenue: ['visitors'],
}

/** Dimensions in which each person is in one row. */
const ALONE: ReadonlySet<Dimension> = new Set(['visitor_kind'])

/** Shares of visitors overlap where a person may come in several ways; refunds leave none of money. */
export function shareOf(dimension: Dimension, metric: ListedMetric) {
  const text = words.value.metricNotes
  if (metric === 'revenue') return undefined
  if (metric !== 'visitors') return { head: SHARES[metric](text) }
  return { head: text.ofVisitors, hint: ALONE.has(dimension) ? undefined : text.overlap }
}

const SHARES = {
  visits: ({ ofVisits }) => ofVisits,
  events: ({ ofEvents }) => ofEvents,
  conversions: ({ rate }) => rate,
} satisfies Partial<Record<ListedMetric, (text: Texts['metricNotes']) => string>>

/** What stands beside a row's number: that of the other visits, its share of all, or how many of its visitors converted. */
export function secondOf(
  { row, before }: Pick<Listed, 'row' | 'before'>,
  answer: StatsAnswer,
  metric: ListedMetric,
): string | undefined {
  if (sidesOf(answer)) return brief(METRIC_UNITS[metric], numberOf(before, metric), locale.value)
  if (metric === 'revenue') return undefined
  if (metric === 'conversions') return brief('rate', metricOf(row, 'conversion_rate'), locale.value)
  const total = numberOf(answer.totals, metric) ?? 0
  return total > 0 ? brief('rate', (numberOf(row, metric) ?? 0) / total, locale.value) : ''
}

/** What is wished for, or while its answer is on the way what the one on show was asked for. */
export function metricIn({ totals }: StatsAnswer, wished: ListedMetric): ListedMetric {
  return [wished, ...LISTED].find((metric) => metric in totals) ?? wished
}

/** Visitors, which stand beside conversions, last. */
const LISTED: readonly ListedMetric[] = ['conversions', 'revenue', 'visits', 'events', 'visitors']
