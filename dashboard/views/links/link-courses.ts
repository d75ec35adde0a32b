import { begunRows, bucketKeys } from '../../models/buckets.ts'
import { clicksOf, clicksQuestion, type LinkClicks } from '../../models/link-clicks.ts'
import { addDays, type Bucket, bucketsFor, daysOf, type Range } from '../../models/period.ts'
import { reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import { numberOf, type Row, type StatsAnswer } from '../../models/stats.ts'
import { together } from '../../models/together.ts'
import { aloneRequest, now, shownDays, shownRange, today } from '../../models/view.ts'

/** More links than these have no course in the list. */
const MOST = 100

/** Visits and clicks of the listed links over time, and what they are of: the address may be ahead of them. */
export interface ListedCourses {
  slugs: ReadonlySet<string>
  bucket: Bucket
  /** undefined for all time. */
  shown: Range | undefined
  visits: StatsAnswer
  /** undefined where nobody is asked for so many days. */
  clicks: LinkClicks | undefined
}

/** Of links that are too many those that come first as they are sorted and sought; else of all, whatever is sought. */
export function coursesQuestion(
  listed: readonly string[],
  sought: readonly string[],
): Question<ListedCourses> | undefined {
  const drawn = listed.length > MOST ? sought.slice(0, MOST) : listed
  if (drawn.length === 0) return undefined
  const { filters, period } = aloneRequest.value
  const bucket = bucketsFor(shownDays.value)[0]
  const of = { slugs: new Set(drawn), bucket, shown: shownRange.value }
  const named = drawn.map((slug) => slug.toLowerCase()).toSorted()
  const course = reportQuestion('stats', {
    period,
    filters: [...filters, ['is', 'link', named]],
    metrics: ['visits'],
    dimensions: ['link', `time:${bucket}`],
    limit: 1000,
  })
  return together([course, clicksQuestion(drawn)], (visits, clicks) => ({ ...of, visits, clicks }))
}

export interface Courses {
  clicks: number[] | undefined
  visits: number[] | undefined
  /** So many of the last values may still change. */
  open: number
}

/** The courses of a link, bucket by bucket until now. */
export function coursesOf(slug: string, listed: ListedCourses | undefined): Courses {
  if (!listed?.slugs.has(slug)) return { clicks: undefined, visits: undefined, open: 0 }
  const { bucket, shown, visits, clicks } = listed
  const rows = begunRows(visits.rows, bucket, { now: now.value, today: today.value })
  const own = rows.filter(({ link }) => link === slug.toLowerCase())
  const keys = keysOf(rows, bucket, shown)
  // Clicks are counted by the day.
  const told = bucket === 'hour' ? undefined : clicksOf(clicks, slug, keys)
  return {
    clicks: told,
    visits: own.length > 0 ? own.map((row) => numberOf(row, 'visits') ?? 0) : keys.map(() => 0),
    open: Number(visits.meta.partial),
  }
}

/** Without any visit there are no rows, and by the day still clicks. */
function keysOf(rows: readonly Row[], bucket: Bucket, range: Range | undefined): string[] {
  if (rows.length > 0 || bucket !== 'day' || !range) return [...new Set(bucketKeys(rows, bucket))]
  const days = Array.from({ length: daysOf(range) }, (_, i) => addDays(range.from, i))
  return days.filter((day) => day <= today.value)
}
