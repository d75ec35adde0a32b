import { z } from 'zod'
import { ALIASED } from '../acquisition/site-rules.ts'
import { minorDigits } from '../money.ts'
import { Aliases } from '../settings/aliases.ts'
import type { StandingRow } from '../settings/spend-list.ts'
import { finder, meanings } from '../spend/meaning.ts'
import { nearest } from '../spend/near.ts'
import { namedVisits, namedVisitsUnder } from './facts/named-visits.ts'
import { converted } from './facts/spend-cost.ts'
import { daysFor, metaOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { common, Meta } from './question/request.ts'
import { byDay, byKeys, type JudgedRow, withoutRate } from './spend/sums.ts'
import { datesOf, localPeriod } from './time/period.ts'

export const SpendReportRequest = z.strictObject({
  period: common.period,
  /** As if the site had these aliases, too: what a correction would bring, before it is made. */
  aliases: Aliases.optional(),
})
export type SpendReportRequest = z.infer<typeof SpendReportRequest>

const key = z.string().nullable()

/** Money is in the site's currency at the rate of each row's day; what has no rate is in `meta.unconverted` alone. */
export const SpendReportAnswer = z.object({
  meta: Meta,
  cost: z.number(),
  /** Cost of the rows whose keys a visit of the period has. */
  matched: z.number(),
  /** A day of an import that has rows then. */
  rows: z.array(
    z.object({ date: z.iso.date(), import: z.string(), cost: z.number(), matched: z.number() }),
  ),
  /** Rows whose keys no visit of the period has, by their keys, the dearest first: at most 100. */
  unmatched: z.array(
    z.object({
      source: key,
      medium: key,
      campaign: key,
      content: key,
      term: key,
      campaign_id: key,
      channel: z.string(),
      cost: z.number(),
      days: z.tuple([z.iso.date(), z.iso.date()]),
      /** The aliases that would make it find visits whose names are much like its own. */
      near: z
        .object({
          aliases: z.array(
            z.object({ kind: z.enum(ALIASED), spelling: z.string(), means: z.string() }),
          ),
          visits: z.int(),
        })
        .nullable(),
    }),
  ),
  /** Of all rows without visits: how many keys, beyond those listed as well. */
  unmatched_keys: z.int(),
})
export type SpendReportAnswer = z.infer<typeof SpendReportAnswer>

const MOST_UNMATCHED = 100

/** What campaigns cost on which days, how much of it found its visits, and what is nearly called as visits are. */
export async function spendReport(
  context: ReportContext,
  { period: asked, aliases }: SpendReportRequest,
): Promise<SpendReportAnswer> {
  const { site, settings } = context
  const period = localPeriod(await daysFor(context, asked), site)
  const dates = datesOf(period.days)
  const own = await settings.rules()
  const rules = aliases ? { ...own, aliases: both(own.aliases, aliases) } : own
  const visits = aliases
    ? await namedVisitsUnder(rules, context, period.span)
    : await namedVisits(context, period.span)
  const rates = await settings.rates(site.currency, dates)
  const rows = judged(await settings.spend(dates), {
    meaning: meanings(rules),
    find: finder(visits),
    cost: converted(rates, site.currency),
  })
  const unit = 10 ** minorDigits(site.currency)
  const near = nearest(visits)
  const unmatched = byKeys(rows.filter(({ found }) => !found))
  const total = (some: readonly JudgedRow[]) => some.reduce((sum, row) => sum + row.cost, 0) / unit
  return {
    meta: { ...metaOf(context, { period }), unconverted: withoutRate(rows) },
    cost: total(rows),
    matched: total(rows.filter(({ found }) => found)),
    rows: byDay(rows, unit),
    unmatched: unmatched.slice(0, MOST_UNMATCHED).map(({ meaning, cost, days }) => ({
      ...meaning.spelling,
      channel: meaning.channel,
      cost: cost / unit,
      days,
      near: near(meaning) ?? null,
    })),
    unmatched_keys: unmatched.length,
  }
}

function both(own: Aliases, more: Aliases): Aliases {
  return {
    source: { ...own.source, ...more.source },
    medium: { ...own.medium, ...more.medium },
    campaign: { ...own.campaign, ...more.campaign },
  }
}

interface Judging {
  meaning: ReturnType<typeof meanings>
  find: ReturnType<typeof finder>
  cost: ReturnType<typeof converted>
}

/** Each row with what it means, whether visits have its keys, and what it cost; 0 without a rate. */
function judged(
  rows: readonly StandingRow[],
  { meaning: meaningOf, find, cost: costOf }: Judging,
): JudgedRow[] {
  return rows.map((row) => {
    const meaning = meaningOf(row)
    const cost = costOf(row)
    return {
      row,
      meaning,
      found: find(meaning).length > 0,
      cost: cost ?? 0,
      rated: cost !== undefined,
    }
  })
}
