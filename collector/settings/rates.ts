import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { Currency } from './sites.ts'
import type { Settings } from './tables.ts'

/** `rate`: what one unit of `currency` is worth in `base`, from `day` until a later row of the two. */
export const Rate = z.object({
  day: z.iso.date(),
  currency: Currency,
  rate: z.number().positive(),
  /** Left out where it is the site's own currency. */
  base: Currency.optional(),
})
export type Rate = z.infer<typeof Rate>

type StoredRate = Rate & { base: string }

export const RateRows = z.object({ rows: z.array(Rate).min(1).max(100_000) })
export type RateRows = z.infer<typeof RateRows>

/** The newest first. */
export async function listRates(settings: Settings, site: number): Promise<Rate[]> {
  const own = await currencyOf(settings, site)
  const rows = await settings
    .selectFrom('rate')
    .select(['day', 'currency', 'rate', 'base'])
    .where('site', '=', site)
    .orderBy('day', 'desc')
    .orderBy('currency')
    .orderBy('base')
    .execute()
  return rows.map(({ base, ...rate }) => (base === own ? rate : { ...rate, base }))
}

/** The days on which rates are asked for, both inclusive, and the currency that all is converted into. */
interface RatesAsked {
  into: string
  from: string
  to: string
}

/** What one unit of a currency is worth in the one asked for, from a day on. */
export type RateInto = Pick<Rate, 'day' | 'currency' | 'rate'>

/**
 * The rates that count on some days: those of the days and, of each currency, the last before. Of 1.20 on the 1st, 1.10
 * on the 5th and 1.30 on the 9th, the days 6 to 8 take 1.10 alone. Where a currency has no rate into the one asked for yet,
 * one the other way is inverted: 1 EUR = 1.25 USD makes 1 USD = 1 / 1.25 = 0.80 EUR.
 */
export async function ratesOn(
  settings: Settings,
  site: number,
  asked: RatesAsked,
): Promise<RateInto[]> {
  const rows = await rowsOn(settings, site, asked)
  const direct = rows.filter(({ base }) => base === asked.into)
  const since = new Map<string, string>()
  for (const { currency, day } of direct) if (!since.has(currency)) since.set(currency, day)
  const inverted = rows
    .filter(({ base, day }) => base !== asked.into && day < (since.get(base) ?? '~'))
    .map(({ base, day, rate }) => ({ base: asked.into, currency: base, day, rate: inverse(rate) }))
  return [...inverted, ...direct]
    .sort((a, b) => compare(a.day, b.day) || compare(a.currency, b.currency))
    .map(({ day, currency, rate }) => ({ day, currency, rate }))
}

/**
 * Of no more digits where it has few: 1 / 0.00512 is 195.3125, not 195.31249999999997. Else a hair more than it is, so that
 * halves are halves: at 1 / 1.2 three cents are 2.5, so 3, where 0.833333333333333 would make them 2. A hair is two
 * last digits, for the division, the product and the writing may each take half a one.
 */
export function inverse(rate: number): number {
  return quotient(1, rate)
}

/** The same of any two rates to a third currency. */
export function quotient(dividend: number, divisor: number): number {
  const short = Number((dividend / divisor).toPrecision(12))
  return short * divisor === dividend ? short : (dividend / divisor) * (1 + 2 * Number.EPSILON)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** Rates of either way between the currency asked for and others, of each pair the last before among them. */
async function rowsOn(
  settings: Settings,
  site: number,
  { into, from, to }: RatesAsked,
): Promise<StoredRate[]> {
  return await settings
    .selectFrom('rate')
    .leftJoin(
      (query) =>
        query
          .selectFrom('rate')
          .select(({ fn }) => ['base', 'currency', fn.max('day').as('day')])
          .where('site', '=', site)
          .where('day', '<=', from)
          .groupBy(['base', 'currency'])
          .as('first'),
      (join) =>
        join.onRef('first.currency', '=', 'rate.currency').onRef('first.base', '=', 'rate.base'),
    )
    .select(['rate.day', 'rate.currency', 'rate.rate', 'rate.base'])
    .where('rate.site', '=', site)
    .where('rate.day', '<=', to)
    .where(({ eb, or }) => or([eb('rate.base', '=', into), eb('rate.currency', '=', into)]))
    .where(({ eb, fn, val }) => eb('rate.day', '>=', fn.coalesce('first.day', val(from))))
    .orderBy('rate.day')
    .execute()
}

/** Stores the rows; a row of the same day and currencies is replaced. */
export async function storeRates(
  settings: Settings,
  site: number,
  { rows }: RateRows,
): Promise<void> {
  const own = await currencyOf(settings, site)
  await settings.transaction().execute(async (transaction) => {
    for (const { base = own, ...row } of rows) {
      await transaction
        .insertInto('rate')
        .values({ site, base, ...row })
        .onConflict((conflict) =>
          conflict.columns(['site', 'base', 'currency', 'day']).doUpdateSet({ rate: row.rate }),
        )
        .execute()
    }
  })
}

/** Throws a 422 for what a currency is worth in itself. */
export function requirePairs({ rows }: RateRows, own: string): void {
  const index = rows.findIndex(({ currency, base = own }) => currency === base)
  if (index < 0) return
  const currency = rows[index]?.currency
  throw new Refusal(
    422,
    `rows.${index}: ${currency} in ${currency} is always 1; name two currencies`,
  )
}

async function currencyOf(settings: Settings, site: number): Promise<string> {
  const { currency } = await settings
    .selectFrom('site')
    .select('currency')
    .where('id', '=', site)
    .executeTakeFirstOrThrow()
  return currency
}

export async function removeRate(
  settings: Settings,
  site: number,
  { day, currency, base }: Omit<StoredRate, 'rate'>,
): Promise<boolean> {
  const done = await settings
    .deleteFrom('rate')
    .where('site', '=', site)
    .where('base', '=', base)
    .where('currency', '=', currency)
    .where('day', '=', day)
    .executeTakeFirst()
  return done.numDeletedRows > 0
}
