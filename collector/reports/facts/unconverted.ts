import { minorDigits } from '../../money.ts'
import type { Question } from '../question/question.ts'
import type { Meta } from '../question/request.ts'
import { unconvertedAmounts } from './conversion-facts.ts'

/** Money that no sum holds, in units of its own currency. */
export async function unconvertedOf(question: Question): Promise<Meta['unconverted']> {
  const rows = await unconvertedAmounts(question)
  return rows.map((row) => ({ ...row, amount: row.amount / 10 ** minorDigits(row.currency) }))
}
