import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { bodyOf, databaseOf } from '../faults/sending.ts'
import type { Collectors } from './collectors.ts'

export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'

interface Sending {
  visitor?: string
  headers?: Record<string, string>
}

/** A pageview with that id, now. */
export function send(
  url: string,
  site: string,
  id: string,
  { visitor = 'somebody', headers }: Sending = {},
) {
  const page = { id: `event-${id}`, name: 'pageview', at: Date.now(), url: `https://${site}/` }
  return fetch(`${url}/t/${site}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'user-agent': BROWSER, ...headers },
    body: bodyOf([page], visitor),
  })
}

/** Asks the API of a site. */
export function api(
  { token }: Collectors,
  url: string,
  path: string,
  options: { method?: string; body?: unknown } = {},
) {
  const { method = options.body ? 'POST' : 'GET', body } = options
  return fetch(`${url}/api/sites/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

/** Of today. */
export async function pageviews(
  collectors: Collectors,
  url: string,
  site: string,
): Promise<number> {
  const asked = { period: 'today', metrics: ['pageviews'] }
  const answer = await api(collectors, url, `${site}/reports/stats`, { body: asked })
  const { totals } = (await answer.json()) as { totals: { pageviews: number } }
  return totals.pageviews
}

/** Rows of a table in one collector's file. */
export function rows({ folders }: Collectors, number: number, table: string): number {
  const db = openDatabase(databaseOf(folders[number] ?? ''), { readonly: true })
  const count = db.prepare(`select count(*) from ${table}`).pluck().get() as number
  db.close()
  return count
}
