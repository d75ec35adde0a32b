import { sql } from 'kysely'
import { derive } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import type { SiteRules } from '../../acquisition/site-rules.ts'
import { finder, type Meaning, type Names } from '../../spend/meaning.ts'
import type { NamedVisits } from '../../spend/near.ts'
import { KEYS, type SpendRow } from '../../spend/row.ts'
import type { Span } from '../../store/port.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'
import { dayNumber } from '../time/calendar.ts'
import { localPeriod } from '../time/period.ts'

/** Days around those of a file in which visits are looked for. */
const AROUND = 7

/**
 * Tells of rows of spend whether a visit that started on the file's days, or up to a week before or after, has their keys:
 * a rough answer to how much of a cost will find visits, before any report asks it.
 */
export async function visitsFound(
  context: ReportContext,
  [first, last]: readonly [string, string],
  meaning: (row: SpendRow) => Meaning,
): Promise<(row: SpendRow) => boolean> {
  const days = { from: dayNumber(first) - AROUND, to: dayNumber(last) + 1 + AROUND }
  const { span } = localPeriod(days, context.site)
  const find = finder(await namedVisits(context, span))
  const known = new WeakMap<Meaning, boolean>()
  return (row) => {
    const meant = meaning(row)
    const found = known.get(meant) ?? find(meant).length > 0
    known.set(meant, found)
    return found
  }
}

/** The names that visits of a span have, each with how many. */
export async function namedVisits(context: ReportContext, span: Span): Promise<NamedVisits[]> {
  const { reader } = context
  const site = siteNumber(context)
  const visits = await arrivals(context, span)
  const named = await reader.rows<NamedVisits & { id: number }>(sql`
    select a.id as id, ${sql.join(KEYS.map((key) => sql`a.${sql.ref(key)} as ${sql.ref(key)}`))}
    from acquisition a where a.site = ${site}`)
  const names = new Map<string, NamedVisits>()
  for (const { id, ...name } of named) add(names, name, visits.get(Number(id)) ?? 0)
  return [...names.values()]
}

/** The same as the site's rules would have it if they were others. */
export async function namedVisitsUnder(
  rules: SiteRules,
  context: ReportContext,
  span: Span,
): Promise<NamedVisits[]> {
  const visits = await arrivals(context, span)
  const rows = await context.reader.rows<{ id: number; facts: string }>(sql`
    select a.id as id, a.facts as facts from acquisition a where a.site = ${siteNumber(context)}`)
  const names = new Map<string, NamedVisits>()
  for (const { id, facts } of rows) {
    const count = visits.get(Number(id)) ?? 0
    if (count > 0) add(names, derive(JSON.parse(facts) as AcquisitionFacts, null, rules), count)
  }
  return [...names.values()]
}

/** Those that differ in something else are one. */
function add(names: Map<string, NamedVisits>, of: Names, visits: number): void {
  if (visits === 0) return
  const own = Object.fromEntries(KEYS.map((key) => [key, of[key]])) as unknown as Names
  const key = JSON.stringify(Object.values(own))
  const known = names.get(key)
  if (known) known.visits += visits
  else names.set(key, { ...own, visits })
}

/** How many visits of a span each acquisition has brought. */
async function arrivals(context: ReportContext, span: Span): Promise<Map<number, number>> {
  const { reader } = context
  const site = siteNumber(context)
  const { rows } = await reader.tally({
    site,
    keys: [{ kind: 'value', value: sql`v.acquisition` }],
    from: reader.dialect.visitsStarting(site, span),
    visits: span,
    sums: [],
  })
  return new Map(rows.map(({ keys: [id], rows }) => [Number(id), rows]))
}
