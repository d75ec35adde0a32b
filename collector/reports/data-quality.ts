import { sql } from 'kysely'
import { z } from 'zod'
import { PAID_CLICK_TYPES } from '../acquisition/click-ids.ts'
import { daysFor, metaOf, questionOf } from './ask.ts'
import { dateOf } from './calendar.ts'
import { type ReportContext, siteNumber } from './context.ts'
import { localPeriod } from './period.ts'
import { common, Meta } from './request.ts'

export const DataQualityRequest = z.strictObject(common)
export type DataQualityRequest = z.infer<typeof DataQualityRequest>

const Count = z.object({ date: z.iso.date(), reason: z.string(), count: z.int() })
const Sum = z.object({ reason: z.string(), count: z.int() })
const Detail = z.object({ kind: z.string(), value: z.string(), count: z.int() })

export const DataQualityAnswer = z.object({
  meta: Meta,
  accepted: z.int(),
  duplicates: z.int(),
  /** Duplicates / (accepted + duplicates). */
  duplicate_share: z.number(),
  /** Senders whose clock was put right. */
  clock_skew: z.int(),
  /** By UTC day. */
  rejected: z.array(Count),
  rejected_totals: z.array(Sum),
  warnings: z.array(Count),
  /** Campaign values that gave rise to a warning, most frequent first. */
  malformed_campaigns: z.array(Detail),
  /** Visits that an ad platform's click id brought, with no campaign tag at all beside it. */
  untagged_paid_clicks: z.array(
    z.object({ click_id: z.string(), channel: z.string(), visits: z.int() }),
  ),
})
export type DataQualityAnswer = z.infer<typeof DataQualityAnswer>

interface QualityRow {
  day: number
  kind: string
  detail: string
  count: number
}

/** What intake dropped, repaired and doubted, by UTC day and reason. */
export async function dataQuality(
  context: ReportContext,
  request: DataQualityRequest,
): Promise<DataQualityAnswer> {
  const days = await daysFor(context, request.period)
  const rows = await context.reader.rows<QualityRow>(sql`
    select q.day, q.kind, q.detail, q.count from quality q
    where q.site = ${siteNumber(context)} and q.day >= ${days.from} and q.day < ${days.to}
    order by q.day, q.kind, q.detail`)
  const question = await questionOf(context, days, request.filters)
  const accepted = total(rows, 'accepted')
  const duplicates = total(rows, 'duplicate')
  const rejected = byDay(rows, 'rejected:')
  return {
    meta: metaOf(context, question),
    accepted,
    duplicates,
    duplicate_share: accepted + duplicates === 0 ? 0 : duplicates / (accepted + duplicates),
    clock_skew: total(rows, 'skew'),
    rejected,
    rejected_totals: summed(rejected),
    warnings: byDay(rows, 'warning:'),
    malformed_campaigns: details(rows),
    untagged_paid_clicks: await untaggedPaidClicks(context, request),
  }
}

function total(rows: readonly QualityRow[], kind: string): number {
  return rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.count, 0)
}

function byDay(rows: readonly QualityRow[], prefix: string): z.infer<typeof Count>[] {
  const counts = new Map<string, z.infer<typeof Count>>()
  for (const { day, kind, count } of rows) {
    if (!kind.startsWith(prefix)) continue
    const reason = kind.slice(prefix.length)
    const known = counts.get(`${day} ${reason}`)
    if (known) known.count += count
    else counts.set(`${day} ${reason}`, { date: dateOf(day), reason, count })
  }
  return [...counts.values()]
}

function summed(counts: readonly z.infer<typeof Count>[]): z.infer<typeof Sum>[] {
  const sums = new Map<string, number>()
  for (const { reason, count } of counts) sums.set(reason, (sums.get(reason) ?? 0) + count)
  return [...sums]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
}

const MOST_DETAILS = 100

function details(rows: readonly QualityRow[]): z.infer<typeof Detail>[] {
  const sums = new Map<string, z.infer<typeof Detail>>()
  for (const { kind, detail, count } of rows) {
    if (!kind.startsWith('warning:') || detail === '') continue
    const name = `${kind} ${detail}`
    const known = sums.get(name)
    if (known) known.count += count
    else sums.set(name, { kind: kind.slice('warning:'.length), value: detail, count })
  }
  return [...sums.values()]
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_DETAILS)
}

async function untaggedPaidClicks(
  context: ReportContext,
  { period }: DataQualityRequest,
): Promise<DataQualityAnswer['untagged_paid_clicks']> {
  const days = await daysFor(context, period)
  const { span } = localPeriod(days, context.site)
  const site = siteNumber(context)
  // By the landing's own words: a source or medium on the link is a tag, too, and a channel may have any name.
  const paid = sql`a.site = ${site} and a.facts like '%"tags":{}%'
    and a.click_id in (${sql.join(PAID_CLICK_TYPES)})`
  return await context.reader.rows(sql`
    select a.click_id, a.channel, sum(c.visits) as visits
    from (
      select v.acquisition as id, count(*) as visits
      ${context.reader.dialect.visitsStarting(site, span)} and v.alone = 0
      and v.acquisition in (select a.id from acquisition a where ${paid})
      group by v.acquisition
    ) c join acquisition a on a.id = c.id
    group by a.click_id, a.channel order by visits desc, a.click_id, a.channel`)
}
