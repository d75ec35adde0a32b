import { sql } from 'kysely'
import { minorDigits } from '../../money.ts'
import type { Filter } from '../../settings/filter.ts'
import { requireAnswerable, requireAnswerableGoals } from '../../settings/filter-cost.ts'
import type { Goal } from '../../settings/goals.ts'
import { type Segment, withPlainConditions } from '../../settings/segments.ts'
import { withoutSegments } from '../../settings/without-segments.ts'
import { dateOf } from '../time/calendar.ts'
import { type Days, datesOf, daysOf, localPeriod, type Period } from '../time/period.ts'
import { dayOf } from '../time/zone.ts'
import { type ReportContext, siteNumber } from './context.ts'
import type { Question } from './question.ts'
import type { Meta } from './request.ts'

/** The days of a period on the site's own calendar. */
export async function daysFor(context: ReportContext, period: Period): Promise<Days> {
  const today = dayToday(context)
  const first = period === 'all' ? ((await firstDay(context)) ?? today) : today
  return daysOf(period, { today, first })
}

/** On the site's own calendar. */
export function dayToday({ site, now }: ReportContext): number {
  return dayOf(site.timezone, now)
}

/** The day of the site's first event; null when it has none. */
async function firstDay(context: ReportContext): Promise<number | null> {
  const { reader, site } = context
  const [row] = await reader.rows<{ at: number | null }>(
    sql`select ${reader.dialect.firstMoment(siteNumber(context))} as at`,
  )
  return row?.at == null ? null : dayOf(site.timezone, row.at)
}

/** The site's goals, their conditions free of segments. */
export async function plainGoals(
  { settings }: ReportContext,
  segments: readonly Segment[],
): Promise<Goal[]> {
  return withPlainConditions(await settings.goals(), segments)
}

/** The question about a period that filters alone make; dimensions and goals join as the report has them. */
export async function questionOf(
  context: ReportContext,
  days: Days,
  filters: readonly Filter[],
): Promise<Question> {
  const segments = await context.settings.segments()
  const goals = await plainGoals(context, segments)
  const plain = withoutSegments(filters, segments)
  requireAnswerableGoals(goals)
  requireAnswerable(plain, goals)
  const earns = goals.some(({ value }) => value === 'revenue')
  const { currency } = context.site
  return {
    reader: context.reader,
    site: siteNumber(context),
    currency,
    unit: 10 ** minorDigits(currency),
    rates: earns ? await context.settings.rates(currency, datesOf(days)) : [],
    period: localPeriod(days, context.site),
    dimensions: [],
    filters: plain,
    goals,
    counted: goals,
  }
}

export async function metaOf(
  context: ReportContext,
  { period }: Pick<Question, 'period'>,
): Promise<Meta> {
  const { site, now } = context
  const first = await firstDay(context)
  return {
    ...datesOf(period.days),
    timezone: site.timezone,
    currency: site.currency,
    data_from: first === null ? null : dateOf(first),
    partial: period.span.to > now,
    unconverted: [],
    warnings: [],
  }
}
