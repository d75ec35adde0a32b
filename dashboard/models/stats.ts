import type { StatsAnswer } from '../../collector/reports/stats.ts'
import type { Metric } from '../../collector/vocabulary.ts'

export type Row = StatsAnswer['rows'][number]
export type Unconverted = StatsAnswer['meta']['unconverted']

export type { StatsAnswer }

/** A number of a row, whatever it came as. */
export function numberOf(row: Row | undefined, metric: string): number | null {
  const value = row?.[metric]
  return typeof value === 'number' ? value : null
}

/** What rates and means are taken over: among none of these there is no rate. */
export const TAKEN_OVER: Partial<Record<Metric, Metric>> = {
  bounce_rate: 'visits',
  engaged_rate: 'visits',
  visit_duration: 'visits',
  views_per_visit: 'visits',
  time_on_page: 'pageviews',
  scroll_depth: 'pageviews',
  conversion_rate: 'visitors',
  average_value: 'conversions',
}

/** A metric of a row; null where it is a rate or mean over nothing. */
export function metricOf(row: Row | undefined, metric: Metric): number | null {
  const over = TAKEN_OVER[metric]
  return over !== undefined && numberOf(row, over) === 0 ? null : numberOf(row, metric)
}

/** The request as a command for a terminal; the token is the reader's to fill in. */
export function curlOf(origin: string, path: string, request: object): string {
  const body = JSON.stringify(request).replaceAll("'", "'\\''")
  return [
    `curl ${origin}${path}`,
    '  -H "Authorization: Bearer $TRIBUTARY_TOKEN"',
    '  -H "Content-Type: application/json"',
    `  -d '${body}'`,
  ].join(' \\\n')
}
