import { addDays, type Bucket, bucketsFor, daysOf, type Range } from './period.ts'
import type { Row } from './stats.ts'

const BUCKETS = ['hour', 'day', 'week', 'month'] as const

/** The bucket of an answer on show, which may be older than the address; undefined where it has no rows. */
export function bucketOf({ rows }: { rows: readonly Row[] }): Bucket | undefined {
  const [row] = rows
  return row && BUCKETS.find((bucket) => `time:${bucket}` in row)
}

/** Of more days than these each says little by itself. */
const MOST_DAYS = 31

/** The bucket of what is known by the day, as clicks and spend are: of a single day there are no hours. */
export function dailyBucket(days: number | undefined): Bucket {
  if (days !== undefined && days <= MOST_DAYS) return 'day'
  const offered = bucketsFor(days)
  return offered.includes('week') ? 'week' : offered[0]
}

/** Keys of the buckets, in order. */
export function bucketKeys(rows: readonly Row[], bucket: Bucket): string[] {
  return rows.map((row) => String(row[`time:${bucket}`] ?? ''))
}

export interface Clock {
  /** Epoch ms. */
  now: number
  /** The site's today. */
  today: string
}

/** Whether a bucket has begun: hours carry their offset, days and months are the site's. */
function hasBegun(key: string, { now, today }: Clock): boolean {
  return key.length > 10 ? Date.parse(key) <= now : key <= today.slice(0, key.length)
}

/** The rows up to now: of a day that is not over, the hours to come say nothing yet. */
export function begunRows(rows: readonly Row[], bucket: Bucket, clock: Clock): Row[] {
  return rows.filter((row) => hasBegun(String(row[`time:${bucket}`] ?? ''), clock))
}

interface Stretch {
  bucket: Bucket
  first: number
  last: number
}

/** The days that a stretch of buckets covers, within what is on show. */
export function bucketDays(keys: readonly string[], stretch: Stretch, shown: Range): Range {
  const from = firstDay(keys[stretch.first] ?? shown.from)
  const following = keys[stretch.last + 1]
  const last = keys[stretch.last] ?? shown.to
  const to = stretch.bucket === 'hour' || stretch.bucket === 'day' ? firstDay(last) : undefined
  const end = to ?? (following ? addDays(firstDay(following), -1) : shown.to)
  return { from: later(from, shown.from), to: earlier(end, shown.to) }
}

function firstDay(key: string): string {
  return key.length === 7 ? `${key}-01` : key.slice(0, 10)
}

/** Days compare as texts. */
function later(a: string, b: string): string {
  return a > b ? a : b
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

/** How many of a bucket's days are on show. */
export interface Cut {
  days: number
  of: number
}

/** The buckets that reach beyond what is shown, by position: of a week from Monday of which Thursday on is shown, 4 of 7. */
export function cutBuckets(
  keys: readonly string[],
  bucket: Bucket,
  shown: Range,
): Map<number, Cut> {
  const cuts = new Map<number, Cut>()
  if (bucket === 'hour' || bucket === 'day') return cuts
  keys.forEach((key, i) => {
    const whole = { from: firstDay(key), to: lastDay(key) }
    const part = { from: later(whole.from, shown.from), to: earlier(whole.to, shown.to) }
    const cut = { days: daysOf(part), of: daysOf(whole) }
    if (cut.days > 0 && cut.days < cut.of) cuts.set(i, cut)
  })
  return cuts
}

/** Whether a bucket was over before there was any data. */
export function isBefore(key: string, bucket: Bucket, since: string | null | undefined): boolean {
  if (!since) return false
  return (bucket === 'week' || bucket === 'month' ? lastDay(key) : key.slice(0, 10)) < since
}

/** Of a month or a week by its key. */
function lastDay(key: string): string {
  if (key.length > 7) return addDays(key, 6)
  const [year = 0, month = 0] = key.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
