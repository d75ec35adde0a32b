import { addDays, daysOf, type Range } from './period.ts'
import { type ReportAnswer, reportQuestion } from './report.ts'
import type { Question } from './resource.ts'
import { numberOf } from './stats.ts'

/** With today. */
const DAYS = 30
/** So many visitors would have come meanwhile: that none did is no chance (e⁻¹⁰ = 0.005 %). */
const MISSED = 10

type Course = ReportAnswer<'stats'>

/** The days that the card of a site is about. */
export function homeDays(today: string): Range {
  return { from: addDays(today, 1 - DAYS), to: today }
}

/** Visitors by day, against the same weekdays before. */
export function courseQuestion(site: string, today: string): Question<Course> | undefined {
  return reportQuestion(
    'stats',
    {
      period: homeDays(today),
      compare: 'previous',
      match: 'weekday',
      metrics: ['visitors'],
      dimensions: ['time:day'],
      filters: [],
    },
    site,
  )
}

/** How a site does: `new` has had no event yet, `silent` no visitor since a day (null: before those on show), though many would have come. */
export type Health =
  | { is: 'new' | 'well' }
  | { is: 'silent'; since: string | null }
  | { is: 'to fix'; count: number }

/** `toFix`: how much is to be fixed there, undefined while unknown; then it is not known to be well either. */
export function healthOf(
  course: Pick<Course, 'rows' | 'meta' | 'compared'>,
  toFix: number | undefined,
): Health | undefined {
  if (course.meta.data_from === null) return { is: 'new' }
  const since = silentSince(course)
  if (since !== undefined) return { is: 'silent', since }
  if (toFix === undefined) return undefined
  return toFix > 0 ? { is: 'to fix', count: toFix } : { is: 'well' }
}

/**
 * The last day with a visitor, where by the days up to it so many would have come since that there is something wrong:
 * 27 days with 54 visitors are 2 a day, so after 5 whole days without any it is silent (5 × 2 = 10). The running day does not count.
 */
function silentSince(
  course: Pick<Course, 'rows' | 'meta' | 'compared'>,
): string | null | undefined {
  const { rows, meta, compared } = course
  const days = rows.map((row) => numberOf(row, 'visitors') ?? 0)
  const last = days.findLastIndex((visitors) => visitors > 0)
  if (last < 0) return (numberOf(compared?.totals, 'visitors') ?? 0) >= MISSED ? null : undefined
  const begun = meta.data_from && meta.data_from > meta.from ? meta.data_from : meta.from
  const lived = last + 1 - (daysOf({ from: meta.from, to: begun }) - 1)
  const daily = days.reduce((sum, visitors) => sum + visitors, 0) / Math.max(1, lived)
  const missed = days.length - 1 - last - Number(meta.partial)
  return missed * daily >= MISSED ? addDays(meta.from, last) : undefined
}
