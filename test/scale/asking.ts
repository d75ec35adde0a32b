import { expect } from 'vitest'
import { DAY } from '../../collector/durations.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { bodyOf, databaseOf } from '../faults/sending.ts'
import type { Collectors } from './collectors.ts'

export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'

const began = Date.now()
const date = (at: number) => new Date(at).toISOString().slice(0, 10)
/** While these tests run, also where that is past midnight. */
export const MEANWHILE = { from: date(began), to: date(began + DAY) }

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

/**
 * Its status; 0 where the server is gone before the whole answer has come: a kill can fall between head and body, and a reset
 * takes a head along that nobody has read yet.
 */
export async function statusOf(asked: Promise<Response>): Promise<number> {
  try {
    const answer = await asked
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

/** Sent since these tests began. */
export async function pageviews(
  collectors: Collectors,
  url: string,
  site: string,
): Promise<number> {
  const asked = { period: MEANWHILE, metrics: ['pageviews'] }
  const answer = await api(collectors, url, `${site}/reports/stats`, { body: asked })
  expect(answer.status).toBe(200)
  const { totals } = (await answer.json()) as { totals: { pageviews: number } }
  return totals.pageviews
}

/** Waits until a collector takes events of a site that was added at another. */
export async function knownAt(url: string, site: string): Promise<void> {
  await expect.poll(() => statusOf(fetch(`${url}/t/${site}.js`))).toBe(200)
}

/** Rows of a table in one collector's file. */
export function rows({ folders }: Collectors, number: number, table: string): number {
  const db = openDatabase(databaseOf(folders[number] ?? ''), { readonly: true })
  const count = db.prepare(`select count(*) from ${table}`).pluck().get() as number
  db.close()
  return count
}
