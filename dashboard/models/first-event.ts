import { effect, signal } from '@preact/signals'
import { askReport } from './report.ts'
import { refreshAll } from './resource.ts'
import { siteDomain } from './sites.ts'

/** Whether the site in view has ever had an event: undefined while unknown. */
const arrived = signal<boolean>()

/** Whether another tool has told of days of it. */
const imported = signal(false)

const EVERY_MS = 2_000

async function look(site: string): Promise<boolean> {
  const request = { period: 'all', metrics: ['pageviews', 'events'] } as const
  const { totals, rows, meta } = await askReport('stats', request, { site })
  if (site === siteDomain.peek()) imported.value = meta.imported !== undefined
  // What another tool counted is no sign that the script works.
  if (rows[0]?.imported === 'all') return false
  return (totals.pageviews ?? 0) + (totals.events ?? 0) > 0
}

/** Forgets what was known about the site before. */
function follow(): void {
  effect(() => {
    siteDomain.value
    arrived.value = undefined
    imported.value = false
  })
}

/** Told of visits in a report: then there were events, and nobody need ask. */
function tell(visits: number): void {
  const domain = siteDomain.peek()
  if (visits > 0) arrived.value = true
  else if (arrived.peek() === undefined && domain !== undefined) void lookQuietly(domain)
}

/** A failed look says nothing; the page's own reports show what is wrong. */
async function lookQuietly(domain: string): Promise<void> {
  const found = await look(domain).catch(() => undefined)
  if (domain !== siteDomain.peek() || found === undefined) return
  // What is on show was asked before anything had arrived.
  if (found && arrived.peek() === false) refreshAll()
  arrived.value = found
}

/** Looks again and again until the first event is there; answers how to stop. */
function watch(): () => void {
  const lookAgain = (): void => {
    const domain = siteDomain.peek()
    if (arrived.peek()) clearInterval(timer)
    else if (domain !== undefined) void lookQuietly(domain)
  }
  const timer = setInterval(lookAgain, EVERY_MS)
  lookAgain()
  return () => clearInterval(timer)
}

export const firstEvent = { arrived, imported, follow, tell, watch }
