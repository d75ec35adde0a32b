import { sql } from 'kysely'
import { finder, type Meaning, type Names } from '../../spend/meaning.ts'
import type { SpendRow } from '../../spend/row.ts'
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
  const visits = await context.reader.rows<Names>(sql`
    select distinct a.source as source, a.medium as medium, a.campaign as campaign,
      a.content as content, a.term as term, a.campaign_id as campaign_id
    from (
      select v.acquisition as id
      ${context.reader.dialect.visitsStarting(siteNumber(context), span)}
      group by v.acquisition
    ) c
    join acquisition a on a.id = c.id`)
  const find = finder(visits)
  return (row) => find(meaning(row)).length > 0
}
