import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'

/** An event as the export gives it. */
export interface StoredEvent {
  name: string
  url: string
  title?: string
  props?: Record<string, unknown>
  revenue?: { amount: string; currency: string }
  engaged?: number
}

/** What the collector knows of a site, in the words in which a test says what a human did. */
export interface Collected {
  /** In their order, as `path title`, without the query. */
  pageviews: string[]
  /** How often each other event came; engagement, which comes as it likes, is left out. */
  events: Record<string, number>
  /** One row a visit. */
  visits: { landing_page: string; exit_page: string; source: string; pageviews: number }[]
  /** Mean greatest depth of each page in %. */
  scroll: Record<string, number>
  /** All of it as exported. */
  raw: StoredEvent[]
}

/** Asks the collector about one site. */
type Api = (method: string, path: string, body: object | undefined) => Promise<Response>

/** Waits until nothing more arrives, then reads what there is. */
export async function collected(api: Api): Promise<Collected> {
  const raw = await settled(api)
  const seen = raw.filter(({ name }) => name === 'pageview')
  const others = raw.filter(({ name }) => name !== 'pageview' && name !== 'engagement')
  const visits = await rows(api, ['visits', 'pageviews'], ['landing_page', 'exit_page', 'source'])
  const depths = await rows(api, ['scroll_depth', 'pageviews'], ['page'])
  return {
    pageviews: seen.map(({ url, title }) => `${pathOf(url)} ${title}`),
    events: counts(others.map(({ name }) => name)),
    visits: visits.flatMap(({ visits: times, ...visit }) => Array(times).fill(visit)),
    scroll: Object.fromEntries(depths.map(({ page, scroll_depth }) => [page, scroll_depth])),
    raw,
  }
}

/** Longer than the script's queue waits, a beacon takes and the collector commits. */
const QUIET = 700

async function settled(api: Api): Promise<StoredEvent[]> {
  for (let before = -1; ; ) {
    await sleep(QUIET)
    const events = await exported(api)
    if (events.length === before) return events
    before = events.length
  }
}

async function exported(api: Api): Promise<StoredEvent[]> {
  const answer = await api('GET', '/export', undefined)
  expect(answer.status).toBe(200)
  const lines = (await answer.text()).split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line))
}

// biome-ignore lint/suspicious/noExplicitAny: the columns of a report are those that were asked for
type Row = Record<string, any>

async function rows(api: Api, metrics: string[], dimensions: string[]): Promise<Row[]> {
  const answer = await api('POST', '/reports/stats', { period: 'today', metrics, dimensions })
  expect(answer.status).toBe(200)
  return (await answer.json()).rows
}

function pathOf(url: string): string {
  const { pathname, hash } = new URL(url)
  return pathname + hash
}

function counts(names: string[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const name of names) found[name] = (found[name] ?? 0) + 1
  return found
}
