import { signal } from '@preact/signals'
import { ask, Problem } from '../api.ts'
import { keep, recall } from '../kept.ts'
import type { Given } from '../routes.ts'
import { type Resource, resource } from './resource.ts'
import { ownsSite, siteDomain, siteHere } from './sites.ts'

const PATH = '/api/sites/:site/sql'

export type SqlAnswer = Given<typeof PATH, 'POST'>
type SqlTables = Given<typeof PATH, 'GET'>

/** What a query may ask. */
export const sqlTables: Resource<SqlTables> = resource(() => {
  const domain = siteDomain.value
  if (domain === undefined || !ownsSite.value) return undefined
  return {
    key: `sql ${domain}`,
    fetch: (signal) => ask('GET', PATH, { param: { site: domain }, signal }),
  }
})

const EXAMPLE = `select channel, count(*) as visits, round(avg(engaged_seconds), 1) as engaged
from visits
where day >= date('now', '-30 days')
group by channel
order by visits desc`

const SHOWN = 1_000
/** As many as the API gives out. */
const MOST = 50_000

const nameOf = (domain: string) => `tributary.query.${domain}`

/** The query that was asked last of the site in this browser. */
export function lastQuery(): string {
  return recall(nameOf(siteDomain.peek() ?? '')) ?? EXAMPLE
}

interface Asked {
  query: string
  answer?: SqlAnswer
  problem?: Problem
}

/** What was asked last, and what came of it. */
export const asked = signal<Asked | undefined>(undefined)
/** Ends the query that is under way. */
export const running = signal<AbortController | undefined>(undefined)

export async function runQuery(query: string): Promise<void> {
  if (running.peek()) return
  const stop = new AbortController()
  running.value = stop
  keep(nameOf(siteHere()), query)
  try {
    asked.value = { query, answer: await answerTo(query, SHOWN, stop.signal) }
  } catch (failure) {
    if (failure instanceof Problem) asked.value = { query, problem: failure }
    else if (!stop.signal.aborted) throw failure
  } finally {
    running.value = undefined
  }
}

/** With as many rows as there are to be had. */
export async function wholeAnswer({ query, answer }: Asked): Promise<SqlAnswer> {
  if (answer && !answer.truncated) return answer
  return await answerTo(query, MOST)
}

function answerTo(query: string, limit: number, signal?: AbortSignal): Promise<SqlAnswer> {
  const sent = { param: { site: siteHere() }, body: { query, limit } }
  return ask('POST', PATH, { ...sent, ...(signal && { signal }) })
}
