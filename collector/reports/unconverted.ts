import { z } from 'zod'
import { Currency } from '../settings/sites.ts'
import { unconvertedOf } from './facts/money-meta.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { Meta } from './question/request.ts'
import { Period } from './time/period.ts'

export const UnconvertedRequest = z.strictObject({
  period: Period.default('all'),
  /** As if the site's currency were this one. */
  currency: Currency.nullish(),
})
export type UnconvertedRequest = z.infer<typeof UnconvertedRequest>

export const UnconvertedAnswer = z.object({
  /** Its `currency` is the one asked about. */
  meta: Meta,
  rows: Meta.shape.unconverted,
})
export type UnconvertedAnswer = z.infer<typeof UnconvertedAnswer>

/** The amounts of goals that have no rate in the site's currency, or would have none in another. */
export async function unconverted(
  context: ReportContext,
  { period, currency }: UnconvertedRequest,
): Promise<UnconvertedAnswer> {
  const site = { ...context.site, currency: currency ?? context.site.currency }
  const asked = { ...context, site }
  const question = await questionOf(asked, await daysFor(asked, period), [])
  const rows = await unconvertedOf(question)
  return { meta: { ...metaOf(asked, question), unconverted: rows }, rows }
}
