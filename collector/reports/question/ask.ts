import { dateOf } from '../../date-of.ts'
import { minorDigits } from '../../money.ts'
import type { Filter } from '../../settings/filter.ts'
import { requireAnswerable, requireAnswerableGoals } from '../../settings/filter-cost.ts'
import type { Goal } from '../../settings/goals.ts'
import { type Segment, withPlainConditions } from '../../settings/segments.ts'
import { withoutSegments } from '../../settings/without-segments.ts'
import { type Comparison, comparedDays, cutAt } from '../time/comparison.ts'
import {
  type Days,
  datesOf,
  daysOf,
  type LocalPeriod,
  localPeriod,
  type Period,
  todayIn,
} from '../time/period.ts'
import { dayOf } from '../time/zone.ts'
import { type ReportContext, siteNumber } from './context.ts'
import { hasLookups, unratedSentences, withUnits } from './funnel-units.ts'
import type { Question } from './question.ts'
import type { Meta } from './request.ts'

/** The days of a period on the site's own calendar. */
export async function daysFor(context: ReportContext, period: Period): Promise<Days> {
  const { site, now, first } = context
  return daysOf(period, todayIn(site.timezone, now, first))
}

/** On the site's own calendar. */
export function dayToday({ site, now }: ReportContext): number {
  return dayOf(site.timezone, now)
}

/**
 * The day since which there is something to compare with: the first visit's, for what a billing system tells may be years
 * older. Without any the first event's; null where nothing has happened yet.
 */
export function firstDay({ site, first, firstVisit }: ReportContext): number | null {
  const at = firstVisit ?? first
  return at === null ? null : dayOf(site.timezone, at)
}

/** The site's goals, their conditions free of segments. */
export async function plainGoals(
  { settings }: ReportContext,
  segments: readonly Segment[],
): Promise<Goal[]> {
  return withPlainConditions(await settings.goals(), segments)
}

/** The question about days that filters alone make; dimensions and goals join as the report has them. */
export function questionOf(
  context: ReportContext,
  days: Days,
  filters: readonly Filter[],
): Promise<Question> {
  return questionIn(context, localPeriod(days, context.site), filters)
}

/** The same about a period that may be cut. */
export async function questionIn(
  context: ReportContext,
  period: LocalPeriod,
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
    rates: earns ? await context.settings.rates(currency, datesOf(period.days)) : [],
    period,
    dimensions: [],
    filters: await withUnits(context, plain, period),
    held: await withUnits(context, withoutSegments(context.held, segments), period),
    goals,
    counted: goals,
  }
}

/** The question about the days that a period is compared with, cut as far as a running period has come. */
export async function comparedQuestion(
  context: ReportContext,
  { compare, match, period, filters }: Compared,
  days: Days,
): Promise<Question> {
  const { cut, ...others } = comparedDays({ compare, match }, period, days, dayToday(context))
  const whole = localPeriod(others, context.site)
  return await questionIn(context, cut ? cutAt(whole, context.now) : whole, filters)
}

interface Compared extends Comparison {
  period: Period
  filters: readonly Filter[]
}

/** Until when an answer knows of everything. */
export function asOf({ now, freshUntil }: ReportContext): string {
  return new Date(freshUntil ?? now).toISOString()
}

export function metaOf(
  context: ReportContext,
  { period, filters = [] }: Pick<Question, 'period'> & Partial<Pick<Question, 'filters'>>,
): Meta {
  const { site, now, freshUntil } = context
  const first = firstDay(context)
  return {
    ...datesOf(period.days),
    timezone: site.timezone,
    currency: site.currency,
    data_from: first === null ? null : dateOf(first),
    partial: period.span.to > now,
    unconverted: [],
    warnings: unratedSentences(filters),
    ...((freshUntil !== undefined || hasLookups(filters)) && {
      as_of: asOf(context),
    }),
  }
}
