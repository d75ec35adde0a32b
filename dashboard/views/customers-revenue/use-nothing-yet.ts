import { reportQuestion } from '../../models/report.ts'
import { isKnown, type Resource } from '../../models/resource.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { aloneRequest } from '../../models/view.ts'
import type { Economics } from './asked.ts'

/** What is asked further where the period has no month to tell of. */
export interface NothingYetAsked {
  /** Whether there ever were subscriptions. */
  ever: Resource<Economics>
  /** Without any, what goals with money tell of buyers. */
  bought: Resource<StatsAnswer>
}

export function useNothingYet(whole: Resource<Economics>): NothingYetAsked {
  const ever = useResource<Economics>(() =>
    isEmpty(whole) ? reportQuestion('unit-economics', { period: 'all', filters: [] }) : undefined,
  )
  const bought = useResource<StatsAnswer>(() =>
    isEmpty(whole) && isEmpty(ever)
      ? reportQuestion('stats', {
          ...aloneRequest.value,
          metrics: ['conversions', 'converted_visitors', 'revenue', 'average_value'],
          dimensions: [],
        })
      : undefined,
  )
  return { ever, bought }
}

export function isEmpty({ data }: Resource<Economics>): boolean {
  return data.value?.months.length === 0
}

/** Whether all is there that decides what stands where: so nothing is seen to move. */
export function isDecided(whole: Resource<Economics>, { ever, bought }: NothingYetAsked): boolean {
  if (!isKnown(whole)) return false
  if (!isEmpty(whole)) return true
  return isKnown(ever) && (!isEmpty(ever) || isKnown(bought))
}
