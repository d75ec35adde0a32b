import type { Sum } from '../../imported/imported-day.ts'
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

/** What each of them is made of. */
const MADE_OF: Partial<Record<Metric, readonly Sum[]>> = {
  visitors: ['visitors'],
  visits: ['visits'],
  pageviews: ['pageviews'],
  events: ['events'],
  conversions: ['events'],
  bounce_rate: ['visits', 'bounces'],
  visit_duration: ['visits', 'visit_duration'],
  views_per_visit: ['visits', 'pageviews'],
}

export function sumsFor(metrics: readonly Metric[]): Sum[] {
  return [...new Set(metrics.flatMap((metric) => MADE_OF[metric] ?? []))]
}

/** Whether the days say anything of the metric. */
export function isTold(metric: Metric, imported: ImportedFacts): boolean {
  return (TOLD[metric]?.(NONE, imported) ?? null) !== null
}

const NONE = new Proxy({} as Facts, { get: () => 0 })

interface Mixed {
  facts: Facts
  imported?: ImportedFacts | undefined
  /** Our own days are among it, whether or not there was anything on them. */
  own?: boolean | undefined
}

function isOurs({ facts, own = false }: Pick<Mixed, 'facts' | 'own'>): boolean {
  return own || Object.values(facts).some((fact) => fact !== 0)
}

/** A metric of our own days and of imported ones; of those that say nothing of it, of our own alone, and null where there is none. */
export function metricValue(
  metric: Metric,
  { facts, imported, own }: Mixed,
  unit: number,
): number | null {
  if (!imported) return METRIC_SOURCES[metric].of(facts, unit)
  const together = TOLD[metric]?.(facts, imported) ?? null
  if (together !== null) return together
  return isOurs({ facts, own }) ? METRIC_SOURCES[metric].of(facts, unit) : null
}

/** How much of a row is imported. */
export function partImported({ facts, imported, own }: Mixed): 'all' | 'part' | undefined {
  if (!imported) return undefined
  return isOurs({ facts, own }) ? 'part' : 'all'
}
