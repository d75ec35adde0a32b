import type { Link } from '../../../collector/settings/links.ts'
import { begunRows, bucketKeys, dailyBucket } from '../../models/buckets.ts'
import { clicksOf, clicksQuestion, type LinkClicks } from '../../models/link-clicks.ts'
import type { Bucket, Range } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import { metricOf, numberOf, type StatsAnswer } from '../../models/stats.ts'
import { sum } from '../../models/sums.ts'
import { together } from '../../models/together.ts'
import { aloneRequest, now, shownDays, shownRange, today } from '../../models/view.ts'
import { RESULTS } from './saved-rows.ts'

/** What came of a link, and what that is of: the address may be ahead of it. */
export interface LinkResults {
  bucket: Bucket
  /** undefined for all time. */
  shown: Range | undefined
  isFiltered: boolean
  answer: StatsAnswer
  /** undefined where nobody is asked for so many days. */
  clicks: LinkClicks | undefined
}

/** What came of a link, bucket by bucket, with its clicks. */
export function linkQuestion(slug: string): Question<LinkResults> | undefined {
  const { filters, period } = aloneRequest.value
  const bucket = dailyBucket(shownDays.value)
  const of = { bucket, shown: shownRange.value, isFiltered: filters.length > 0 }
  const results = reportQuestion('stats', {
    period,
    filters: [...filters, ['is', 'link', [slug.toLowerCase()]]],
    metrics: [...RESULTS, 'conversion_rate'],
    dimensions: [`time:${bucket}`],
    limit: 1000,
  })
  return together([results, clicksQuestion([slug])], (answer, clicks) => ({
    ...of,
    answer,
    clicks,
  }))
}

export interface LinkBucket {
  /** Of the bucket. */
  key: string
  /** null where they are not known by the day. */
  clicks: number | null
  visits: number
  visitors: number
  conversions: number
  revenue: number
}

/** The buckets until now, with their clicks. */
export function linkBuckets(
  { slug }: Pick<Link, 'slug'>,
  { bucket, answer, clicks: told }: LinkResults,
): LinkBucket[] {
  const rows = begunRows(answer.rows, bucket, { now: now.value, today: today.value })
  const keys = bucketKeys(rows, bucket)
  const clicks = clicksOf(told, slug, keys)
  return rows.map((row, i) => ({
    key: keys[i] ?? '',
    clicks: clicks?.[i] ?? null,
    visits: numberOf(row, 'visits') ?? 0,
    visitors: numberOf(row, 'visitors') ?? 0,
    conversions: numberOf(row, 'conversions') ?? 0,
    revenue: numberOf(row, 'revenue') ?? 0,
  }))
}

interface LinkStep {
  name: 'clicks' | (typeof RESULTS)[number]
  unit: 'count' | 'money'
  value: number | null
  /** Of which step it is what share. */
  share?: { of: 'clicks' | 'visitors'; rate: number }
}

/** From clicks to money: how many clicks became visits, and how many people converted. */
export function linkSteps(
  link: Pick<Link, 'clicks'>,
  { answer: { totals }, shown, isFiltered }: LinkResults,
  buckets: readonly LinkBucket[],
): LinkStep[] {
  const isKnown = buckets.every(({ clicks }) => clicks !== null)
  // Of all time the link itself knows.
  const clicks = shown === undefined ? link.clicks : isKnown ? clicksIn(buckets) : null
  const result = (name: (typeof RESULTS)[number]): LinkStep => ({
    name,
    unit: name === 'revenue' ? 'money' : 'count',
    value: numberOf(totals, name),
  })
  // Clicks obey no filter.
  const arrived = isFiltered ? undefined : shareOf(numberOf(totals, 'visits'), clicks)
  const converted = metricOf(totals, 'conversion_rate')
  return [
    { name: 'clicks', unit: 'count', value: clicks },
    {
      ...result('visits'),
      ...(arrived !== undefined && { share: { of: 'clicks', rate: arrived } }),
    },
    result('visitors'),
    {
      ...result('conversions'),
      ...(converted !== null && { share: { of: 'visitors', rate: converted } }),
    },
    result('revenue'),
  ]
}

/** Somebody may come back by the same address without a click: then there is no share. */
function shareOf(part: number | null, whole: number | null): number | undefined {
  return part !== null && whole !== null && whole > 0 && part <= whole ? part / whole : undefined
}

function clicksIn(buckets: readonly LinkBucket[]): number {
  return sum(buckets.map(({ clicks }) => clicks ?? 0))
}

/** Clicks of a link's whole life that lie on no day: those of before days were kept. */
export function undatedClicks(
  { clicks, created_at }: Pick<Link, 'clicks' | 'created_at'>,
  buckets: readonly LinkBucket[],
  shown: Range | undefined,
  day: string,
): number {
  if (!shown || buckets.some((bucket) => bucket.clicks === null)) return 0
  // A day of margin for the site's zone.
  const isWhole = shown.from < created_at.slice(0, 10) && shown.to >= day
  return isWhole ? clicks - clicksIn(buckets) : 0
}
