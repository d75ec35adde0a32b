import { addDays, type Bucket, type Range } from './period.ts'
import type { Row } from './stats.ts'

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
