import type { LocalCalendar } from '../reports/time/period.ts'
import type { AlertInput, Reading } from '../settings/alert-definition.ts'
import type { Funnel } from '../settings/funnels.ts'
import type { Answers, Ask } from './asks.ts'
import type { Interval } from './intervals.ts'
import { funnelDelay, watchedFunnel } from './watched-funnel.ts'
import { watchedMetric } from './watched-metric.ts'
import { watchedSignal } from './watched-signal.ts'

/** What an alert asks to know how some intervals were. */
export interface Watch {
  asks: readonly Ask[]
  /** A reading for each interval. Throws what a report threw. */
  read(answers: Pick<Answers, 'of'>): Reading[]
}

export interface WatchedSite extends LocalCalendar {
  funnels: readonly Funnel[]
}

/** `intervals`: at least one, in order. */
export function watchOf(
  alert: AlertInput,
  intervals: readonly Interval[],
  site: WatchedSite,
): Watch {
  if (alert.metric) return watchedMetric({ ...alert, metric: alert.metric }, intervals, site)
  if (alert.signal) return watchedSignal({ ...alert, signal: alert.signal }, intervals)
  return watchedFunnel(alert, intervals, funnelOf(alert, site))
}

function funnelOf({ funnel }: AlertInput, { funnels }: WatchedSite): Funnel {
  const known = funnels.find(({ id, name }) => id === funnel || name === funnel)
  if (!known) throw new Error(`no funnel "${funnel}"`)
  return known
}

/** How long an interval waits besides the grace, ms: until nobody who entered a funnel in it may still convert. */
export function delayOf(alert: AlertInput, site: WatchedSite): number {
  return alert.funnel === undefined ? 0 : funnelDelay(alert.per, funnelOf(alert, site))
}
