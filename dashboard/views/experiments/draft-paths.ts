import type { MetricDraft } from './draft.ts'

/** Where each metric stands in what is written: `metrics.primary`, `metrics.secondary.0`. */
export function metricPathsIn(metrics: readonly Pick<MetricDraft, 'role'>[]): string[] {
  const alone = metrics.filter(({ role }) => role === 'primary').length === 1
  return metrics.map(({ role }, place) => {
    const nth = metrics.slice(0, place).filter((one) => one.role === role).length
    if (role === 'primary') return alone ? 'metrics.primary' : `metrics.primary.${nth}`
    return `metrics.${role === 'secondary' ? 'secondary' : 'guardrails'}.${nth}`
  })
}
