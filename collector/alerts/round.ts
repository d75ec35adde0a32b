import { HOUR, MINUTE } from '../durations.ts'
import { ofAllBefore } from '../known-until.ts'
import { goneFrom, type KnownNames, knownNames } from '../settings/alert-names.ts'
import type { DueAlert } from '../settings/alert-states.ts'
import { listFunnels } from '../settings/funnels.ts'
import type { Settings } from '../settings/tables.ts'
import type { Run } from './asks.ts'
import { answersTo, isForGood } from './asks.ts'
import { type Interval, latestInterval, nextDue } from './intervals.ts'
import { type Finding, type Judged, judgedAlert, standingOf } from './judged-alert.ts'
import type { ToldSite } from './message.ts'
import { quietUntil } from './quiet.ts'
import { delayOf, type Watch, type WatchedSite, watchOf } from './watch.ts'

export interface SiteOfAlerts extends ToldSite {
  id: number
  week_start: WatchedSite['week_start']
}

export interface Round {
  site: SiteOfAlerts
  now: number
  known: KnownNames
  /** Alerts with what became of them; those of which nothing did are left out. */
  judged: Judged[]
  /** Reports that ran. */
  asked: number
  /** Why alerts could not be judged now. */
  failed: unknown[]
}

interface Planned {
  due: DueAlert
  interval: Interval | undefined
  /** Epoch ms: all events before it tell of the interval. */
  over: number
  next: number
  /** What has to be asked; a finding where nothing has. */
  watch: Watch | Finding
}

/** Looks at all alerts of a site that are due: what is the same for several of them is asked once. */
export async function round(
  settings: Settings,
  site: SiteOfAlerts,
  due: readonly DueAlert[],
  { now, run }: { now: number; run: Run },
): Promise<Round> {
  const known = await knownNames(settings, site.id)
  const watched = { ...site, funnels: await listFunnels(settings, site.id) }
  const latest = latestOf(watched, now)
  const planned = due.map((one) => plan(one, { known, watched, latest, now }))
  const asks = planned.flatMap(({ watch }) => ('asks' in watch ? watch.asks : []))
  const answers = await answersTo(asks, run)
  const failed = new Set<unknown>()
  const judged = planned.map(({ due: one, interval, over, next, watch }) => {
    const finding = 'asks' in watch ? found(watch, over, answers) : watch
    if ('later' in finding) failed.add(finding.later)
    const quiet = quietUntil(one.alert.quiet, site.timezone, now)
    return judgedAlert(one, finding, { now, quietUntil: quiet, interval, due: next })
  })
  return { site, now, known, judged, asked: answers.asked, failed: [...failed] }
}

function found(watch: Watch, over: number, answers: Parameters<Watch['read']>[0]): Finding {
  try {
    for (const ask of watch.asks) ofAllBefore(over, answers.of(ask))
    return { reading: watch.read(answers)[0] ?? null }
  } catch (error) {
    return isForGood(error)
      ? { reason: { why: 'refused', detail: error.message } }
      : { later: error }
  }
}

type Latest = (per: Interval['per'], delay: number) => { interval?: Interval; next: number }

/** Many alerts judge the same interval. */
function latestOf(site: WatchedSite, now: number): Latest {
  const known = new Map<string, ReturnType<Latest>>()
  return (per, delay) => {
    const key = `${per} ${delay}`
    const found = known.get(key)
    if (found) return found
    const interval = latestInterval(per, site, now, delay)
    const next = interval ? nextDue(interval, site, delay) : now + HOUR
    const made = { ...(interval && { interval }), next: Math.max(next, now + MINUTE) }
    known.set(key, made)
    return made
  }
}

interface Planning {
  known: KnownNames
  watched: WatchedSite
  latest: Latest
  now: number
}

function plan(due: DueAlert, { known, watched, latest }: Planning): Planned {
  const { alert } = due
  const reason = goneFrom(alert, known)
  const delay = reason ? 0 : delayOf(alert, watched)
  const { interval, next } = latest(alert.per, delay)
  const planned = { due, interval, over: (interval?.to ?? 0) + delay, next }
  if (reason) return { ...planned, watch: { reason } }
  const isNew = interval !== undefined && interval.to > standingOf(due).judged_to
  return { ...planned, watch: isNew ? watchOf(alert, [interval], watched) : { reading: null } }
}
