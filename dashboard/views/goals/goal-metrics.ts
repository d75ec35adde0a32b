import type { Metric } from '../../../collector/vocabulary.ts'
import type { Goal } from '../../models/things.ts'

const COUNTED: readonly Metric[] = ['conversions', 'converted_visitors', 'conversion_rate']

/** What goals are told by: how often, of how many, and what it brought. */
export const OF_GOALS: readonly Metric[] = [...COUNTED, 'revenue', 'average_value']

/** The same of one goal: money only of one that has any. */
export function metricsOf({ value }: Pick<Goal, 'value'>): readonly Metric[] {
  return value === 'none' ? COUNTED : OF_GOALS
}
