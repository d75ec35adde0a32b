import type { StatsAnswer } from '../../collector/reports/stats.ts'
import { ask, sitePath } from '../api.ts'
import type { Question } from './resource.ts'
import { siteDomain } from './sites.ts'

export type Row = StatsAnswer['rows'][number]

export type { StatsAnswer }

/** A report on the site in view: same request, same key. */
export function reportQuestion<Answer>(
  name: string,
  request: object,
): Question<Answer> | undefined {
  const domain = siteDomain.value
  if (domain === undefined) return undefined
  const path = sitePath(domain, `reports/${name}`)
  return {
    key: `${path} ${JSON.stringify(request)}`,
    fetch: (signal) => ask<Answer>('POST', path, { body: request, signal }),
  }
}

/** A number of a row, whatever it came as. */
export function numberOf(row: Row | undefined, metric: string): number | null {
  const value = row?.[metric]
  return typeof value === 'number' ? value : null
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
