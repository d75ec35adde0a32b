import { sql } from 'kysely'
import { type Acquisition, derive } from '../../acquisition/derive.ts'
import type { AcquisitionFacts } from '../../acquisition/facts.ts'
import type { SiteRules } from '../../acquisition/site-rules.ts'
import { finder, type Meaning } from '../../spend/meaning.ts'
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
  return (row) => find(meaning(row)).length > 0
}

/** The names that visits of a span have, each with how many. */
export async function namedVisits(context: ReportContext, span: Span): Promise<NamedVisits[]> {
  return await context.reader.rows<NamedVisits>(sql`
    select a.source as source, a.medium as medium, a.campaign as campaign,
      a.content as content, a.term as term, a.campaign_id as campaign_id, sum(c.visits) as visits
    ${arrivals(context, span)}
    group by a.source, a.medium, a.campaign, a.content, a.term, a.campaign_id`)
}

/** The same as the site's rules would have it if they were others. */
export async function namedVisitsUnder(
  rules: SiteRules,
  context: ReportContext,
  span: Span,
): Promise<NamedVisits[]> {
  const rows = await context.reader.rows<{ facts: string; visits: number }>(sql`
    select a.facts as facts, c.visits as visits ${arrivals(context, span)}`)
  const named = new Map<string, NamedVisits>()
  for (const { facts, visits } of rows) {
    const names = namesIn(derive(JSON.parse(facts) as AcquisitionFacts, null, rules))
    const key = JSON.stringify(Object.values(names))
    const known = named.get(key)
    if (known) known.visits += visits
    else named.set(key, { ...names, visits })
  }
  return [...named.values()]
}

function namesIn(acquisition: Acquisition): Omit<NamedVisits, 'visits'> {
  const entries = KEYS.map((key) => [key, acquisition[key]])
  return Object.fromEntries(entries) as Omit<NamedVisits, 'visits'>
}

function arrivals(context: ReportContext, span: Span) {
  return sql`from (
      select v.acquisition as id, count(*) as visits
      ${context.reader.dialect.visitsStarting(siteNumber(context), span)}
      group by v.acquisition
    ) c
    join acquisition a on a.id = c.id`
}
