import { z } from 'zod'
import { Currency } from './sites.ts'
import type { Settings } from './tables.ts'

/** `rate`: the site's currency for one unit of `currency`, from `day` until a later row. */
export const Rate = z.object({
  day: z.iso.date(),
  currency: Currency,
  rate: z.number().positive(),
})
export type Rate = z.infer<typeof Rate>

export const RateRows = z.object({ rows: z.array(Rate).min(1).max(100_000) })
export type RateRows = z.infer<typeof RateRows>

export async function listRates(settings: Settings, site: number): Promise<Rate[]> {
  return await settings
    .selectFrom('rate')
    .select(['day', 'currency', 'rate'])
    .where('site', '=', site)
    .orderBy('day')
    .orderBy('currency')
    .execute()
}

/**
 * The rates that count on some days, both inclusive: those of the days and, of each currency, the last before. Of 1.20
 * on the 1st, 1.10 on the 5th and 1.30 on the 9th, the days 6 to 8 take 1.10 alone.
 */
export async function ratesOn(
  settings: Settings,
  site: number,
  { from, to }: { from: string; to: string },
): Promise<Rate[]> {
  return await settings
    .selectFrom('rate')
    .leftJoin(
      (query) =>
        query
          .selectFrom('rate')
          .select(({ fn }) => ['currency', fn.max('day').as('day')])
          .where('site', '=', site)
          .where('day', '<=', from)
          .groupBy('currency')
          .as('first'),
      (join) => join.onRef('first.currency', '=', 'rate.currency'),
    )
    .select(['rate.day', 'rate.currency', 'rate.rate'])
    .where('rate.site', '=', site)
    .where('rate.day', '<=', to)
    .where(({ eb, fn, val }) => eb('rate.day', '>=', fn.coalesce('first.day', val(from))))
    .orderBy('rate.day')
    .orderBy('rate.currency')
    .execute()
}

/** Stores the rows; a row of the same day and currency is replaced. */
export async function storeRates(
  settings: Settings,
  site: number,
  { rows }: RateRows,
): Promise<void> {
  await settings.transaction().execute(async (transaction) => {
    for (const row of rows) {
      await transaction
        .insertInto('rate')
        .values({ site, ...row })
        .onConflict((conflict) =>
          conflict.columns(['site', 'currency', 'day']).doUpdateSet({ rate: row.rate }),
        )
        .execute()
    }
  })
}

export async function removeRate(
  settings: Settings,
  site: number,
  { day, currency }: Pick<Rate, 'day' | 'currency'>,
): Promise<boolean> {
  const done = await settings
    .deleteFrom('rate')
    .where('site', '=', site)
    .where('currency', '=', currency)
    .where('day', '=', day)
    .executeTakeFirst()
  return done.numDeletedRows > 0
}
