import type { Counted } from '../../collector/acquisition/near.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import type { Dimension, Metric } from '../../collector/vocabulary.ts'
import { periodRequest } from './period.ts'
import { reportQuestion } from './report.ts'
import type { Question } from './resource.ts'
import { numberOf } from './stats.ts'
import { todayHere } from './view.ts'

const MOST = 100

function lastDays() {
  return periodRequest('last30', todayHere.value)
}

/** What a dimension's values were in the last 30 days, by how often, the most frequent first. */
export function valuesQuestion(
  dimension: Dimension,
  metric: Metric,
  within: readonly Filter[] = [],
): Question<Counted[]> | undefined {
  const question = reportQuestion('stats', {
    period: lastDays(),
    filters: within,
    metrics: [metric],
    dimensions: [dimension],
    limit: MOST,
  })
  return (
    question && {
      key: `values ${question.key}`,
      fetch: async (signal) =>
        (await question.fetch(signal)).rows.flatMap((row) => {
          const value = row[dimension]
          const count = numberOf(row, metric) ?? 0
          return typeof value === 'string' && count > 0 ? [{ name: value, count }] : []
        }),
    }
  )
}

/** The properties that events carried in the last 30 days. */
export function propertiesQuestion(within: readonly Filter[]): Question<Counted[]> | undefined {
  const question = reportQuestion('properties', { period: lastDays(), filters: within })
  return (
    question && {
      key: `properties ${question.key}`,
      fetch: async (signal) =>
        (await question.fetch(signal)).rows.map(({ property, events }) => ({
          name: property,
          count: events,
        })),
    }
  )
}

export interface Reach {
  times: number
  people: number
}

/** How often events of the last 30 days were so, and of how many people. */
export function reachQuestion(
  kind: 'event' | 'page',
  within: readonly Filter[],
): Question<Reach> | undefined {
  const [times, people] =
    kind === 'event' ? (['events', 'people'] as const) : (['pageviews', 'visitors'] as const)
  const question = reportQuestion('stats', {
    period: lastDays(),
    filters: within,
    metrics: [times, people],
  })
  return (
    question && {
      key: `reach ${question.key}`,
      fetch: async (signal) => {
        const { totals } = await question.fetch(signal)
        return { times: numberOf(totals, times) ?? 0, people: numberOf(totals, people) ?? 0 }
      },
    }
  )
}
