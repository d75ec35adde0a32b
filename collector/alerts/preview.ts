import { formOf, signalOf } from '../alert-signals.ts'
import { KnownUntil, knownUntil } from '../known-until.ts'
import type { AlertInput, BrokenReason, Reading } from '../settings/alert-definition.ts'
import { goneFrom, knownNames } from '../settings/alert-names.ts'
import { listFunnels } from '../settings/funnels.ts'
import type { Settings } from '../settings/tables.ts'
import { answersTo, isForGood, type Run } from './asks.ts'
import { FRESH, judged } from './course.ts'
import { GRACE, intervalsOn, latestInterval } from './intervals.ts'
import { isBreached } from './judge.ts'
import type { SiteOfAlerts } from './round.ts'
import { delayOf, type WatchedSite, watchOf } from './watch.ts'

/** Days back that an alert is tried on. */
const DAYS = { hour: 30, day: 30, week: 26 * 7 } as const

export interface Tried extends Reading {
  breached: boolean | null
  /** What would have been told. */
  happened: 'fired' | 'recovered' | null
}

export interface Preview {
  /** The last one that is over comes last; one alone where no other can be told. */
  intervals: Tried[]
  /** How many times it would have fired. */
  fired: number
  /** Days that it was tried on; 0: the signal tells of now alone. */
  days: number
  /** Until when the reports know of events, where that is too little for the latest intervals: they are left out. */
  as_of: string | null
  /** Why it cannot be judged. */
  reason: BrokenReason | null
}

interface Asking {
  now: number
  run: Run
}

/** What an alert would have told in the last thirty days, or half a year of weeks. Throws what a report throws that is busy. */
export async function preview(
  settings: Settings,
  site: SiteOfAlerts,
  alert: AlertInput,
  { now, run }: Asking,
): Promise<Preview> {
  const watched = await watchedSite(settings, site, alert)
  const read = 'why' in watched ? watched : await readings(alert, watched, { now, run })
  if ('why' in read) return { intervals: [], fired: 0, days: 0, as_of: null, reason: read }
  const intervals = coursed(alert, read.known)
  const days = intervals.length > 1 ? DAYS[alert.per] : 0
  const fired = intervals.filter(({ happened }) => happened === 'fired').length
  const as_of = read.until === undefined ? null : new Date(read.until).toISOString()
  return { intervals, fired, days, as_of, reason: null }
}

/**
 * How it stands at the end of the latest interval of which all is known, as it was judged last. Throws KnownUntil where there is none,
 * and what a report throws that is busy.
 */
export async function latest(
  settings: Settings,
  site: SiteOfAlerts,
  alert: AlertInput,
  { now, run }: Asking,
): Promise<Reading | BrokenReason> {
  const watched = await watchedSite(settings, site, alert)
  if ('why' in watched) return watched
  const asking = { run, isLatest: true }
  let read = await readings(alert, watched, { ...asking, now })
  if ('until' in read && read.until !== undefined) {
    read = await readings(alert, watched, { ...asking, now: read.until + GRACE[alert.per] })
  }
  if ('why' in read) return read
  if (read.until !== undefined) throw new KnownUntil(read.until)
  return read.known[0] ?? { why: 'refused', detail: 'no interval is over yet' }
}

async function watchedSite(
  settings: Settings,
  site: SiteOfAlerts,
  alert: AlertInput,
): Promise<WatchedSite | BrokenReason> {
  const gone = goneFrom(alert, await knownNames(settings, site.id))
  return gone ?? { ...site, funnels: await listFunnels(settings, site.id) }
}

interface Read {
  known: Reading[]
  /** Epoch ms; where intervals that end later had to be left out. */
  until: number | undefined
}

async function readings(
  alert: AlertInput,
  site: WatchedSite,
  { now, run, isLatest = false }: Asking & { isLatest?: boolean },
): Promise<Read | BrokenReason> {
  const intervals = intervalsFor(alert, site, now).slice(isLatest ? -1 : 0)
  if (intervals.length === 0) return { known: [], until: undefined }
  const watch = watchOf(alert, intervals, site)
  const delay = delayOf(alert, site)
  try {
    const answers = await answersTo(watch.asks, run)
    const until = Math.min(...watch.asks.map((ask) => knownUntil(answers.of(ask))))
    const all = watch.read(answers)
    const known = all.filter(({ to }) => to + delay <= until)
    return { known, until: known.length < all.length ? until : undefined }
  } catch (error) {
    if (!isForGood(error)) throw error
    return { why: 'refused', detail: error.message }
  }
}

function intervalsFor(alert: AlertInput, site: WatchedSite, now: number) {
  const { per, signal } = alert
  const last = latestInterval(per, site, now, delayOf(alert, site))
  if (!last) return []
  if (signal && !signalOf(signal).past) return [last]
  const reach = { from: last.day - DAYS[per] + 1, to: last.day + 1 }
  return intervalsOn(per, reach, site).filter(({ to }) => to <= last.to)
}

function coursed(alert: AlertInput, readings: readonly Reading[]): Tried[] {
  const rule = { when: alert.when, value: alert.value, form: formOf(alert) }
  let standing = FRESH
  return readings.map((reading) => {
    const breached = isBreached(rule, reading)
    const step = judged(standing, { ...reading, breached })
    standing = step.standing
    const happened = step.happened === 'broken' ? null : (step.happened ?? null)
    return { ...reading, breached, happened }
  })
}
