import type { Metric } from '../../../collector/vocabulary.ts'
import { goals } from '../../models/things.ts'

const VISITS: readonly Metric[] = ['visitors', 'visits', 'bounce_rate', 'visit_duration']
const OUTCOMES: readonly Metric[] = ['conversions', 'conversion_rate', 'revenue']

/** What is told of visits and, on a site with goals, what came of them; once it is known whether it has any. */
export function visitMetrics(): readonly Metric[] {
  return goals.data.value?.length ? [...VISITS, ...OUTCOMES] : VISITS
}
