import type { Metric } from '../../../collector/vocabulary.ts'
import type { ListedMetric } from '../../blocks/tables/listed-metric.ts'
import { goalInView } from '../../models/goal-in-view.ts'
import { besideRequest, otherVisits } from '../../models/other-visits.ts'
import { type Bucket, bucketsFor } from '../../models/period.ts'
import { site } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { shownDays, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'

const ALWAYS: readonly Metric[] = [
  'visitors',
  'visits',
  'pageviews',
  'views_per_visit',
  'bounce_rate',
  'visit_duration',
]
const WITH_GOALS: readonly Metric[] = [
  'visitors',
  'visits',
  'pageviews',
  'bounce_rate',
  'visit_duration',
  'conversions',
  'conversion_rate',
  'revenue',
]

/** The headline metrics: with goals, what they bring; undefined until the goals are known. */
export function headlineMetrics(): readonly Metric[] | undefined {
  const known = goals.data.value
  if (!known) return goals.problem.value ? ALWAYS : undefined
  if (known.length === 0) return ALWAYS
  // A goal that brings no money has no revenue, which is another thing than none yet.
  const chosen = known.find(({ id }) => id === goalInView.value)
  // Guests are not told which those are.
  return chosen?.value === 'none' && !guest
    ? WITH_GOALS.filter((one) => one !== 'revenue')
    : WITH_GOALS
}

/** The one that the chart shows. */
export function chosenMetric(): Metric {
  const metrics = headlineMetrics() ?? []
  return metrics.find((metric) => metric === view.value.options.metric) ?? 'visitors'
}

/** Rates and means cannot be shared out among rows. */
const COUNTED: Partial<Record<Metric, ListedMetric>> = {
  visits: 'visits',
  conversions: 'conversions',
  conversion_rate: 'conversions',
  revenue: 'revenue',
}

/** What the cards below count: what the chart shows, else visitors. */
export function listedMetric(): ListedMetric {
  return COUNTED[chosenMetric()] ?? 'visitors'
}

/** The bucket that the address asks for, if it suits the period, else the one that suits best. */
export function chosenBucket(): Bucket {
  const fitting = bucketsFor(shownDays.value)
  return fitting.find((bucket) => bucket === view.value.options.by) ?? fitting[0]
}

/** What the overview's head asks in one go: every metric over time, with totals. */
export function headlineRequest(metrics: readonly Metric[]) {
  const goal = goalInView.value
  return {
    ...besideRequest.value,
    metrics,
    dimensions: [`time:${chosenBucket()}`] as const,
    ...(goal !== undefined && { goal }),
  }
}

/**
 * Whether the head tells what was spent and what it brought: without goals nothing says so. Guests are told of no spend, and
 * two segments have none of their own.
 */
export function showsSpend(): boolean {
  if (otherVisits.value) return false
  return site.value?.has_spend === true && (goals.data.value?.length ?? 0) > 0
}
