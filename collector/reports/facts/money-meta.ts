import { minorDigits } from '../../money.ts'
import { asOf, metaOf } from '../question/ask.ts'
import type { ReportContext } from '../question/context.ts'
import type { Question } from '../question/question.ts'
import type { Meta } from '../question/request.ts'
import { unconvertedAmounts } from './conversion-facts.ts'

/** Money without a rate, in units of its own currency. */
export async function unconvertedOf(question: Question): Promise<Meta['unconverted']> {
  const rows = await unconvertedAmounts(question)
  return rows.map((row) => ({ ...row, amount: row.amount / 10 ** minorDigits(row.currency) }))
}

/** Of sums beyond 2⁵³ minor units: forged amounts, or a goal of a fantastic value. */
const ROUNDED = 'a sum of money is too large to be exact; its last digits are rounded'

interface SummedMoney {
  /** Conversions whose money has no rate. */
  unconverted: number
  rounded: boolean
  /** What is summed may change with what happens outside of the period. */
  elsewhere?: boolean
}

/** The `meta` of an answer with sums of money: what they leave out, and whether they are exact. */
export async function metaOfMoney(
  context: ReportContext,
  question: Question,
  sums: readonly SummedMoney[],
): Promise<Meta> {
  const leavesOut = sums.some(({ unconverted }) => unconverted > 0)
  const meta = metaOf(context, question)
  return {
    ...meta,
    unconverted: leavesOut ? await unconvertedOf(question) : [],
    warnings: [...meta.warnings, ...(sums.some(({ rounded }) => rounded) ? [ROUNDED] : [])],
    ...(sums.some(({ elsewhere }) => elsewhere) && { as_of: meta.as_of ?? asOf(context) }),
  }
}
