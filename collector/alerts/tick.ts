import { MINUTE } from '../durations.ts'
import type { Log } from '../log.ts'
import type { Owners } from '../owners.ts'
import { Refusal } from '../refusal.ts'
import type { ReportsPort } from '../reports/port.ts'
import { type DueAlert, dueAlerts } from '../settings/alert-states.ts'
import { listSites, type Site } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import type { Run } from './asks.ts'
import { round, type SiteOfAlerts } from './round.ts'
import { settle } from './tell.ts'

/** So long a site's reports may take at one time; what is left is asked at a later one, after those of other sites. */
const MOST_MS = MINUTE

export interface AlertsRoom {
  settings: Settings
  reports: Pick<ReportsPort, 'run'>
  owners: Pick<Owners, 'of'>
  log: Pick<Log, 'warn'>
  /** Where browsers reach the dashboard; undefined where nobody has said it. */
  origin: string | undefined
  /** Epoch ms, as it goes on meanwhile. */
  clock?: () => number
}

/** What a time has done. */
export interface Ticked {
  alerts: number
  reports: number
  messages: number
}

/**
 * Judges the alerts that are due of the sites that this collector has. `now`: epoch ms. One site's failure keeps no other's waiting.
 * What is under way when `ending` is aborted is judged at the next start.
 */
export async function tick(room: AlertsRoom, now: number, ending?: AbortSignal): Promise<Ticked> {
  const done: Ticked = { alerts: 0, reports: 0, messages: 0 }
  const due = await dueAlerts(room.settings, now)
  if (due.length === 0) return done
  const sites = await listSites(room.settings)
  for (const site of sites.filter(({ domain }) => room.owners.of(domain) === 'here')) {
    const own = due.filter((one) => one.site === Number(site.id))
    if (own.length === 0 || ending?.aborted) continue
    try {
      await ofSite(room, site, { own, now, done, ending })
    } catch (error) {
      if (!ending?.aborted)
        room.log.warn({ err: error, site: site.domain }, 'alerts could not be judged')
    }
  }
  return done
}

export function siteOfAlerts(site: Site, origin: string | undefined): SiteOfAlerts {
  const { id, domain, name, timezone, currency, week_start } = site
  return { id: Number(id), domain, name, timezone, currency, week_start, origin }
}

/** Asks for reports of a site as the server itself does, for as long as it takes. */
export function runFor(
  { reports }: Pick<AlertsRoom, 'reports'>,
  domain: string,
  signal?: AbortSignal,
): Run {
  const options = { patient: true, ...(signal && { signal }) }
  return (name, request) => reports.run(name, domain, request, options)
}

function forAWhile(run: Run, clock = Date.now): Run {
  const until = clock() + MOST_MS
  const later = new Refusal(503, 'this site’s alerts take long; the others come first')
  return async (name, request) => {
    if (clock() >= until) throw later
    return await run(name, request)
  }
}

interface Looked {
  own: DueAlert[]
  now: number
  done: Ticked
  ending: AbortSignal | undefined
}

async function ofSite(
  room: AlertsRoom,
  site: Site,
  { own, now, done, ending }: Looked,
): Promise<void> {
  const run = forAWhile(runFor(room, site.domain, ending), room.clock)
  const found = await round(room.settings, siteOfAlerts(site, room.origin), own, { now, run })
  ending?.throwIfAborted()
  done.alerts += own.length
  done.reports += found.asked
  for (const err of found.failed)
    room.log.warn({ err, site: site.domain }, 'a report for an alert failed')
  done.messages += await settle(room.settings, found, run)
}
