import type { ImportedSum } from '../../imported/read.ts'
import type { Metric } from '../../vocabulary.ts'
import { type Facts, METRIC_SOURCES } from './metrics.ts'

/** What imported days add up to; null where no row of them says. */
export interface ImportedFacts {
  visitors: number | null
  visits: number | null
  pageviews: number | null
  events: number | null
  conversions: number | null
  bounced: number | null
  /** Seconds. */
  duration: number | null
  /** The visits that those are of. */
  visits_with_bounces: number
  visits_with_duration: number
  /** And of the pageviews: for some tables tell one of the two. */
  visits_with_pageviews: number
}

export const NOTHING_IMPORTED: Readonly<ImportedFacts> = {
  visitors: null,
  visits: null,
  pageviews: null,
  events: null,
  conversions: null,
  bounced: null,
  duration: null,
  visits_with_bounces: 0,
  visits_with_duration: 0,
  visits_with_pageviews: 0,
}

/** Of which facts a table is asked. */
export type AskedOf = 'visits' | 'events'

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : a + b
}

/** Adds a row: what it tells of visits, or of events, some of which are conversions. */
export function addImported(
  to: ImportedFacts,
  row: ImportedSum,
  of: AskedOf,
  goals: number | null = null,
): void {
  if (of === 'events') {
    to.events = plus(to.events, row.events)
    if (goals !== null && row.events !== null)
      to.conversions = plus(to.conversions, row.events * goals)
    return
  }
  to.visitors = plus(to.visitors, row.visitors)
  to.visits = plus(to.visits, row.visits)
  to.pageviews = plus(to.pageviews, row.pageviews)
  to.bounced = plus(to.bounced, row.bounces)
  to.duration = plus(to.duration, row.visit_duration)
  to.visits_with_bounces += row.visits_with_bounces
  to.visits_with_duration += row.visits_with_duration
  to.visits_with_pageviews += row.visits_with_pageviews
}

type Value = (own: Facts, imported: ImportedFacts) => number | null

function count(name: 'visitors' | 'visits' | 'pageviews' | 'events' | 'conversions'): Value {
  return (own, imported) => (imported[name] === null ? null : own[name] + imported[name])
}

/** Of sums: never a mean of means. */
function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** The metrics that imported days can tell: of their sums and our own together. */
const TOLD: Partial<Record<Metric, Value>> = {
  visitors: count('visitors'),
  visits: count('visits'),
  pageviews: count('pageviews'),
  events: count('events'),
  conversions: count('conversions'),
  bounce_rate: (own, { bounced, visits_with_bounces: of }) =>
    bounced === null ? null : ratio(own.bounced + bounced, own.visits + of),
  visit_duration: (own, { duration, visits_with_duration: of }) =>
    duration === null ? null : ratio(own.duration_ms / 1000 + duration, own.visits + of),
  views_per_visit: (own, { pageviews, visits_with_pageviews: of }) =>
    pageviews === null || of === 0 ? null : ratio(own.pageviews + pageviews, own.visits + of),
}

/** Whether the days say anything of the metric. */
export function isTold(metric: Metric, imported: ImportedFacts): boolean {
  return (TOLD[metric]?.(NONE, imported) ?? null) !== null
}

const NONE = new Proxy({} as Facts, { get: () => 0 })

function isNothing(own: Facts): boolean {
  return Object.values(own).every((fact) => fact === 0)
}

/** A metric of our own days and of imported ones; of those that say nothing of it, of our own alone, and null where there is none. */
export function metricValue(
  metric: Metric,
  { facts, imported }: { facts: Facts; imported?: ImportedFacts | undefined },
  unit: number,
): number | null {
  if (!imported) return METRIC_SOURCES[metric].of(facts, unit)
  const together = TOLD[metric]?.(facts, imported) ?? null
  if (together !== null) return together
  return isNothing(facts) ? null : METRIC_SOURCES[metric].of(facts, unit)
}

/** How much of a row is imported. */
export function partImported({
  facts,
  imported,
}: {
  facts: Facts
  imported?: ImportedFacts | undefined
}): 'all' | 'part' | undefined {
  if (!imported) return undefined
  return isNothing(facts) ? 'all' : 'part'
}
