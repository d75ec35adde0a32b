import { formOf, signalOf } from '../alert-signals.ts'
import type { AlertInput, BrokenReason, Reading } from '../settings/alert-definition.ts'
import { goneFrom, knownNames } from '../settings/alert-names.ts'
import { listFunnels } from '../settings/funnels.ts'
import type { Settings } from '../settings/tables.ts'
import { answersTo, isForGood, type Run } from './asks.ts'
import { FRESH, judged } from './course.ts'
import { intervalsOn, latestInterval } from './intervals.ts'
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
  asking: Asking,
): Promise<Preview> {
  const nothing = { intervals: [], fired: 0, days: 0 }
  const read = await readings(settings, site, alert, { ...asking, isLatest: false })
  if ('reason' in read) return { ...nothing, reason: read.reason }
  const intervals = coursed(alert, read)
  const days = intervals.length > 1 ? DAYS[alert.per] : 0
  const fired = intervals.filter(({ happened }) => happened === 'fired').length
  return { intervals, fired, days, reason: null }
}

/** How it stands at the end of the latest interval. */
export async function latest(
  settings: Settings,
  site: SiteOfAlerts,
  alert: AlertInput,
  asking: Asking,
): Promise<Reading | { reason: BrokenReason }> {
  const read = await readings(settings, site, alert, { ...asking, isLatest: true })
  if ('reason' in read) return read
  const [last] = read
  return last ?? { reason: { why: 'refused', detail: 'no interval is over yet' } }
}

async function readings(
  settings: Settings,
  site: SiteOfAlerts,
  alert: AlertInput,
  { now, run, isLatest }: Asking & { isLatest: boolean },
): Promise<Reading[] | { reason: BrokenReason }> {
  const gone = goneFrom(alert, await knownNames(settings, site.id))
  if (gone) return { reason: gone }
  const watched = { ...site, funnels: await listFunnels(settings, site.id) }
  const intervals = intervalsFor(alert, watched, now).slice(isLatest ? -1 : 0)
  if (intervals.length === 0) return []
  const watch = watchOf(alert, intervals, watched)
  try {
    return watch.read(await answersTo(watch.asks, run))
  } catch (error) {
    if (!isForGood(error)) throw error
    return { reason: { why: 'refused', detail: error.message } }
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
