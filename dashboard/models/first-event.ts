import { effect, signal } from '@preact/signals'
import { ask, sitePath } from '../api.ts'
import { siteDomain } from './sites.ts'
import type { StatsAnswer } from './stats.ts'

/** Whether the site in view has ever had an event: undefined while unknown. */
const arrived = signal<boolean>()

const EVERY_MS = 2_000

async function look(domain: string, signal?: AbortSignal): Promise<boolean> {
  const body = { period: 'all', metrics: ['pageviews', 'events'] }
  const path = sitePath(domain, 'reports/stats')
  const { totals } = await ask<StatsAnswer>('POST', path, { body, ...(signal ? { signal } : {}) })
  return (totals.pageviews ?? 0) + (totals.events ?? 0) > 0
}

/** Asks when a site comes into view; a site with events is not asked about again. */
function follow(): void {
  effect(() => {
    const domain = siteDomain.value
    arrived.value = undefined
    if (domain !== undefined) void lookQuietly(domain)
  })
}

/** A failed look says nothing; the page's own reports show what is wrong. */
async function lookQuietly(domain: string): Promise<void> {
  const found = await look(domain).catch(() => undefined)
  if (domain === siteDomain.peek() && found !== undefined) arrived.value = found
}

/** Looks again and again until the first event is there; answers how to stop. */
function watch(): () => void {
  const timer = setInterval(() => {
    const domain = siteDomain.peek()
    if (arrived.peek()) clearInterval(timer)
    else if (domain !== undefined) void lookQuietly(domain)
  }, EVERY_MS)
  return () => clearInterval(timer)
}

export const firstEvent = { arrived, follow, watch }
