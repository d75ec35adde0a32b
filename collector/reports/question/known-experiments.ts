import { sql } from 'kysely'
import { leavesOf } from '../../filter-tree.ts'
import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import type { Filter } from '../../settings/filter.ts'
import { ALWAYS } from '../time/period.ts'
import { type ReportContext, siteNumber } from './context.ts'

const VARIANT = 'variant:'

/** Where a report's request names dimensions. */
interface Asked {
  dimensions?: readonly string[] | null
  dimension?: string | null
  breakdown?: string | null
  by?: string | null
  filters?: readonly Filter[]
}

/** Throws a 422 where a dimension is of an experiment that the site neither has nor ever showed anybody. */
export async function requireKnownExperiments(
  context: ReportContext,
  { dimensions, dimension, breakdown, by, filters = [] }: Asked,
): Promise<void> {
  const named = [...(dimensions ?? []), dimension, breakdown, by]
  const chosen = leavesOf<Filter>(filters).map(([, subject]) => subject)
  const keys = new Set([...named, ...chosen].flatMap(experimentOf))
  if (keys.size === 0) return
  const known = (await context.settings.experiments()).map(({ key }) => key)
  for (const key of keys) {
    if (known.includes(key) || (await wasShown(key, context))) continue
    throw new Refusal(422, unknownName('experiment', key, known))
  }
}

function experimentOf(dimension: string | null | undefined): string[] {
  return dimension?.startsWith(VARIANT) ? [dimension.slice(VARIANT.length)] : []
}

/** Of one that was removed the visits still tell. */
async function wasShown(experiment: string, context: ReportContext): Promise<boolean> {
  const { reader } = context
  const { dialect } = reader
  const events = dialect.eventsWithin(siteNumber(context), ALWAYS, ['exposure'])
  const shown = sql`${dialect.property('experiment')} = ${experiment}`
  const found = await reader.rows(sql`select e.at as at ${events} and ${shown} limit 1`)
  return found.length > 0
}
