import { sql } from 'kysely'
import { z } from 'zod'
import { PAID_CLICK_TYPES } from '../acquisition/click-ids.ts'
import { dateOf } from '../date-of.ts'
import { BrokenTags, brokenTags } from './facts/broken-tags.ts'
import { unconvertedOf } from './facts/money-meta.ts'
import { type VisitsByAcquisition, visitsByAcquisition } from './facts/visits-by-acquisition.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import { type ReportContext, siteNumber } from './question/context.ts'
import type { Question } from './question/question.ts'
import { common, Meta } from './question/request.ts'

export const DataQualityRequest = z.strictObject({
  period: common.period,
  /** Choose the visits of `broken_tags`, and the money of `meta.unconverted`; what intake counts knows none. */
  filters: common.filters,
})
export type DataQualityRequest = z.infer<typeof DataQualityRequest>

const Count = z.object({ date: z.iso.date(), reason: z.string(), count: z.int() })
const Sum = z.object({ reason: z.string(), count: z.int() })
const Detail = z.object({ kind: z.string(), value: z.string(), count: z.int() })
/** Events without some of what they said, by the field. */
const Trimmed = z.object({ field: z.string(), count: z.int() })

export const DataQualityAnswer = z.object({
  meta: Meta,
  accepted: z.int(),
  duplicates: z.int(),
  /** Duplicates / (accepted + duplicates): of 6 and 1, 1 / 7 = 0.143. */
  duplicate_share: z.number(),
  /** Senders whose clock was put right. */
  clock_skew: z.int(),
  /** By UTC day. */
  rejected: z.array(Count),
  rejected_totals: z.array(Sum),
  /** Hosts that are not the site's, of the rejected reason `hostname`, most frequent first. */
  refused_hosts: z.array(z.object({ host: z.string(), count: z.int() })),
  /** What of stored events was cut or left out. */
  trimmed: z.array(Trimmed),
  /** New values that found no room on their day and are stored as `(other)`: `name page title property`. */
  others: z.array(z.object({ kind: z.string(), count: z.int() })),
  /** Requests refused because an `address` or the `site` had sent a day's bytes. */
  limited: z.array(z.object({ share: z.string(), count: z.int() })),
  /**
   * Requests by a proxy that names its client and is not trusted: all its visitors count as one. Its addresses, where
   * they are nobody's on the internet.
   */
  untrusted_proxy: z.object({ requests: z.int(), addresses: z.array(z.string()) }),
  warnings: z.array(Count),
  /** Campaign values that gave rise to a warning, most frequent first. */
  malformed_campaigns: z.array(Detail),
  /** Visits whose campaign tags are wrong under the site's rules, and the same by what is; one may have several faults. */
  broken_tags: BrokenTags,
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
  const question = await questionOf(context, days, request.filters)
  const rows = await context.reader.rows<QualityRow>(sql`
    select q.day as day, q.kind as kind, q.detail as detail, q.count as count from quality q
    where q.site = ${siteNumber(context)} and q.day >= ${days.from} and q.day < ${days.to}
    order by q.day, q.kind, q.detail`)
  const all = await visitsByAcquisition({ ...question, filters: [] })
  const asked = question.filters.length === 0 ? all : await visitsByAcquisition(question)
  const accepted = total(rows, 'accepted')
  const duplicates = total(rows, 'duplicate')
  const rejected = byDay(rows, 'rejected:')
  return {
    meta: { ...metaOf(context, question), unconverted: await unconvertedOf(question) },
    accepted,
    duplicates,
    duplicate_share: accepted + duplicates === 0 ? 0 : duplicates / (accepted + duplicates),
    clock_skew: total(rows, 'skew'),
    rejected,
    rejected_totals: summed(rejected),
    ...kinds(rows),
    warnings: byDay(rows, 'warning:'),
    malformed_campaigns: details(rows),
    broken_tags: await brokenTags(question, await context.settings.rules(), { all, asked }),
    untagged_paid_clicks: await untaggedPaidClicks(question, all),
  }
}

type Kinds = 'refused_hosts' | 'trimmed' | 'others' | 'limited' | 'untrusted_proxy'

function kinds(rows: readonly QualityRow[]): Pick<DataQualityAnswer, Kinds> {
  const hosts = byDetail(rows, 'rejected:hostname').filter(({ detail }) => detail !== '')
  const proxies = byDetail(rows, 'proxy')
  return {
    refused_hosts: hosts
      .slice(0, MOST_DETAILS)
      .map(({ detail, count }) => ({ host: detail, count })),
    trimmed: byDetail(rows, 'trimmed').map(({ detail, count }) => ({ field: detail, count })),
    others: byDetail(rows, 'other').map(({ detail, count }) => ({ kind: detail, count })),
    limited: byDetail(rows, 'limited').map(({ detail, count }) => ({ share: detail, count })),
    untrusted_proxy: {
      requests: proxies.reduce((sum, { count }) => sum + count, 0),
      addresses: proxies.flatMap(({ detail }) => (detail === '' ? [] : [detail])),
    },
  }
}

/** Counts of one kind by what they were about, most frequent first. */
function byDetail(rows: readonly QualityRow[], kind: string): { detail: string; count: number }[] {
  const sums = new Map<string, number>()
  for (const row of rows)
    if (row.kind === kind) sums.set(row.detail, (sums.get(row.detail) ?? 0) + row.count)
  return [...sums]
    .map(([detail, count]) => ({ detail, count }))
    .sort((a, b) => b.count - a.count || (a.detail < b.detail ? -1 : 1))
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

interface Clicks {
  click_id: string
  channel: string
}

async function untaggedPaidClicks(
  { reader, site }: Question,
  visitsOf: VisitsByAcquisition,
): Promise<DataQualityAnswer['untagged_paid_clicks']> {
  // By the landing's own words: a source or medium on the link is a tag, too, and a channel may have any name.
  const paid = reader.stream<Clicks & { id: number }>(sql`
    select a.id as id, a.click_id as click_id, a.channel as channel from acquisition a
    where a.site = ${site} and a.facts like '%"tags":{}%'
      and a.click_id in (${sql.join(PAID_CLICK_TYPES)})`)
  const sums = new Map<string, Clicks & { visits: number }>()
  for await (const { id, ...clicks } of paid) {
    const visits = visitsOf.get(id)
    if (visits === undefined) continue
    const name = JSON.stringify([clicks.click_id, clicks.channel])
    sums.set(name, { ...clicks, visits: visits + (sums.get(name)?.visits ?? 0) })
  }
  const named = [...sums].map(([name, clicks]) => ({ name, clicks }))
  return named
    .sort((a, b) => b.clicks.visits - a.clicks.visits || (a.name < b.name ? -1 : 1))
    .map(({ clicks }) => clicks)
}
