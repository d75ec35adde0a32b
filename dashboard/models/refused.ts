import { signal } from '@preact/signals'
import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import { ask } from '../api.ts'
import { addDays } from './period.ts'
import { askReport } from './report.ts'
import { loadSites, site } from './sites.ts'
import { today } from './view.ts'

type Refusals = Pick<DataQualityAnswer, 'refused_hosts' | 'rejected_totals'>

/** What intake refused of the site in view, today and yesterday; undefined while unknown. */
export const refused = signal<Refusals>()

/** Asks anew. A failed look says nothing: the page's own reports show what is wrong. */
export async function lookForRefused(): Promise<void> {
  const current = site.peek()
  if (!current) return
  // Refusals are counted by UTC day, which may be the one before or after the site's.
  const period = { from: addDays(today.peek(), -1), to: addDays(today.peek(), 1) }
  const asked = askReport('data-quality', { period }, { site: current.domain })
  const answer = await asked.catch(() => undefined)
  if (answer && current.domain === site.peek()?.domain) refused.value = answer
}

/** The hosts refused so far that would still be refused. */
export function strangers(): string[] {
  const hosts = refused.value?.refused_hosts.map(({ host }) => host) ?? []
  return hosts.filter((host) => !counts(host))
}

/** Whether pages of the host count by now, as the site's further hosts stand. */
export function counts(host: string): boolean {
  const known = site.value?.hostnames ?? []
  return known.some((name) => name === '*' || host === name || host.endsWith(`.${name}`))
}

/** From now on pages of that host count at a site, or no longer. Its other hosts stay as they are by then. */
export async function allowHost(domain: string, host: string, allowed = true): Promise<void> {
  const param = { site: domain }
  const stored = await ask('GET', '/api/sites/:site', { param })
  const others = stored.hostnames.filter((known) => known !== host)
  const hostnames = allowed ? [...others, host] : others
  await ask('PUT', '/api/sites/:site', { param, body: { hostnames } })
  await loadSites()
}
