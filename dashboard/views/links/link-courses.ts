import { begunRows, bucketKeys } from '../../models/buckets.ts'
import { clicksOf, type LinkClicks } from '../../models/link-clicks.ts'
import { addDays, type Bucket, bucketsFor, daysOf } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import { numberOf, type Row, type StatsAnswer } from '../../models/stats.ts'
import { aloneRequest, now, shownDays, shownRange, today } from '../../models/view.ts'

/** More links than these have no course in the list. */
const MOST = 100

/** Those of the listed that have one. */
export function drawnSlugs(rows: readonly { link: { slug: string } }[]): string[] {
  return rows.slice(0, MOST).map(({ link }) => link.slug)
}

/** By what the courses of the list are drawn. */
export function courseBucket(): Bucket {
  return bucketsFor(shownDays.value)[0]
}

/** Visits of each of these links over time. */
export function coursesQuestion(slugs: readonly string[]) {
  if (slugs.length === 0) return undefined
  const { filters, period } = aloneRequest.value
  const named = slugs.map((slug) => slug.toLowerCase())
  return reportQuestion('stats', {
    period,
    filters: [...filters, ['is', 'link', named]],
    metrics: ['visits'],
    dimensions: ['link', `time:${courseBucket()}`],
    limit: 1000,
  })
}

export interface Courses {
  clicks: number[] | undefined
  visits: number[] | undefined
  /** So many of the last values may still change. */
  open: number
}

/** The courses of a link, bucket by bucket until now. */
export function coursesOf(
  slug: string,
  answer: StatsAnswer | undefined,
  clicks: LinkClicks | undefined,
): Courses {
  const none = { clicks: undefined, visits: undefined, open: 0 }
  if (!answer) return none
  const bucket = courseBucket()
  const rows = begunRows(answer.rows, bucket, { now: now.value, today: today.value })
  const own = rows.filter(({ link }) => link === slug.toLowerCase())
  const keys = keysOf(rows, bucket)
  // Clicks are counted by the day.
  const told = bucket === 'hour' ? undefined : clicksOf(clicks, slug, keys)
  return {
    clicks: told,
    visits: own.length > 0 ? own.map((row) => numberOf(row, 'visits') ?? 0) : keys.map(() => 0),
    open: Number(answer.meta.partial),
  }
}

/** Without any visit there are no rows, and by the day still clicks. */
function keysOf(rows: readonly Row[], bucket: Bucket): string[] {
  const range = shownRange.value
  if (rows.length > 0 || bucket !== 'day' || !range) return [...new Set(bucketKeys(rows, bucket))]
  const days = Array.from({ length: daysOf(range) }, (_, i) => addDays(range.from, i))
  return days.filter((day) => day <= today.value)
}
