import type { Facts } from '../../collector/digests/facts.ts'
import type { StatsAnswer } from '../../collector/reports/stats.ts'
import { dayNumber } from '../../collector/reports/time/calendar.ts'
import type { Goal } from '../../collector/settings/goals.ts'
import { SiteInput } from '../../collector/settings/sites.ts'

/** Tuesday 24 November 2026, made up by hand. */
const TUESDAY = '2026-11-24'
const BEFORE = '2026-11-17'
export const DAY_TOLD = { from: dayNumber(TUESDAY), to: dayNumber(TUESDAY) + 1 }
export const WEEK_TOLD = { from: dayNumber('2026-11-23'), to: dayNumber('2026-11-30') }

const META = {
  from: TUESDAY,
  to: TUESDAY,
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  data_from: '2026-01-01',
  partial: false,
  unconverted: [],
  warnings: [],
}

export const SITE = {
  ...SiteInput.parse({ domain: 'shop.example', currency: 'EUR', timezone: 'Europe/Berlin' }),
  id: '1',
  name: 'Shop',
  holdout_since: null,
  created_at: '2026-01-01T00:00:00Z',
}

export const SIGNUP: Goal = {
  id: 'signup000000',
  name: 'Signup',
  event: 'Signup',
  value: 'none',
  count: 'every',
}

export function stats(
  totals: Record<string, number>,
  before: Record<string, number> | undefined,
  more: Partial<StatsAnswer> = {},
): StatsAnswer {
  const compared = before && {
    from: BEFORE,
    to: BEFORE,
    until: null,
    unconverted: [],
    rows: [],
    totals: before,
  }
  return { meta: META, rows: [], row_count: 0, totals, ...(compared && { compared }), ...more }
}

const QUALITY: Facts['quality'] = {
  meta: META,
  accepted: 0,
  duplicates: 0,
  duplicate_share: 0,
  clock_skew: 0,
  rejected: [],
  rejected_totals: [],
  refused_hosts: [],
  trimmed: [],
  others: [],
  limited: [],
  untrusted_proxy: { requests: 0, addresses: [] },
  warnings: [],
  malformed_campaigns: [],
  broken_tags: { visits: 0, kinds: [] },
  untagged_paid_clicks: [],
}

/** A quiet Tuesday of 1,204 visitors, 3 % more than the one before; parts of it as a test has them. */
export function facts(more: Partial<Facts> = {}): Facts {
  return {
    main: SIGNUP,
    metrics: ['visitors', 'visits', 'conversions', 'conversion_rate', 'pageviews'],
    stats: stats(
      {
        visitors: 1204,
        visits: 1500,
        events: 90,
        conversions: 24,
        conversion_rate: 0.02,
        pageviews: 4000,
      },
      {
        visitors: 1169,
        visits: 1500,
        events: 80,
        conversions: 30,
        conversion_rate: 0.0257,
        pageviews: 0,
      },
    ),
    usual: { meta: META, days: [], surprises: [], looked_at: 5, reason: null },
    why: undefined,
    movers: [],
    aims: [],
    quality: QUALITY,
    paid: undefined,
    ...more,
  }
}

/** Sources with their visitors, now and before. */
export function moved(
  rows: readonly [name: string | null, now: number, before: number][],
): Facts['movers'] {
  const told = (of: (row: (typeof rows)[number]) => number) =>
    rows.map((row) => ({ source: row[0], visitors: of(row) }))
  const answer = stats({}, {})
  return [
    {
      dimension: 'source',
      answer: {
        ...answer,
        rows: told(([, now]) => now),
        ...(answer.compared && { compared: { ...answer.compared, rows: told((row) => row[2]) } }),
      },
    },
  ]
}
