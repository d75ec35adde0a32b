import { bucketsOf } from '../time/buckets.ts'
import type { LocalPeriod } from '../time/period.ts'
import type { DaysOfPeriod } from './period-fold.ts'
import type { Season } from './spread.ts'

/** Longer periods are told by stretches of several days. */
const MOST = 366

/** The days of the site's calendar. */
export function daysOfPeriod(period: LocalPeriod): DaysOfPeriod {
  const all = bucketsOf('day', period).edges
  const stretch = Math.ceil((all.length - 1) / MOST)
  const edges = all.filter((_, i) => i % stretch === 0 && i < all.length - 1)
  return { count: edges.length, indexOf: (at) => lastNotAfter(edges, at) }
}

function lastNotAfter(edges: readonly number[], at: number): number {
  let [low, high] = [0, edges.length]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((edges[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

/**
 * Days of two periods are measured by their days of the week where each has whole weeks, two at least: a quiet Sunday then
 * is no sign that days differ by chance.
 */
export function seasonOf(...periods: readonly DaysOfPeriod[]): Season {
  const isWhole = periods.every(({ count }) => count >= 14 && count < MOST && count % 7 === 0)
  return isWhole ? 7 : 1
}
