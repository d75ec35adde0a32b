import type { StatsAnswer } from '../../collector/reports/stats.ts'

export type Row = StatsAnswer['rows'][number]

export type { StatsAnswer }

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
