import { z } from 'zod'
import { minorDigits } from '../money.ts'
import { Refusal } from '../refusal.ts'
import { ImportName, toldRow } from '../settings/spend-input.ts'
import { meanings } from '../spend/meaning.ts'
import { daysFor, metaOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { common, Meta } from './question/request.ts'
import { datesOf, localPeriod } from './time/period.ts'

export const SpendRowsRequest = z.strictObject({
  period: common.period,
  import: ImportName.optional(),
})
export type SpendRowsRequest = z.infer<typeof SpendRowsRequest>

export const SpendRowsAnswer = z.object({
  meta: Meta,
  /** As the site's rules read them today, each in its own currency; in order of day. */
  rows: z.array(z.object({ import: z.string(), ...toldRow })),
})
export type SpendRowsAnswer = z.infer<typeof SpendRowsAnswer>

const MOST_ROWS = 20_000

/** The rows of spend that count in a period, as a file would have them. Throws a 422 for more than 20,000. */
export async function spendRows(
  context: ReportContext,
  { period: asked, import: name }: SpendRowsRequest,
): Promise<SpendRowsAnswer> {
  const period = localPeriod(await daysFor(context, asked), context.site)
  const rows = await context.settings.spend({ ...datesOf(period.days), import: name })
  if (rows.length > MOST_ROWS) {
    const most = MOST_ROWS.toLocaleString('en')
    throw new Refusal(
      422,
      `the period has ${rows.length.toLocaleString('en')} rows of spend; ask for a shorter one, of ${most} at most`,
    )
  }
  const meaning = meanings(await context.settings.rules())
  return {
    meta: metaOf(context, { period }),
    rows: rows.map((row) => {
      const { spelling, channel } = meaning(row)
      const { import: name, day: date, amount, currency, clicks, impressions } = row
      const cost = amount / 10 ** minorDigits(currency)
      return { import: name, date, ...spelling, channel, cost, currency, clicks, impressions }
    }),
  }
}
