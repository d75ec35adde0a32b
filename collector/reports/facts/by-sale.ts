import { type RawBuilder, sql } from 'kysely'
import type { Goal } from '../../settings/goals.ts'
import { isPaying } from '../question/filters.ts'
import { IS_ORDERS_REFUND } from '../question/own-events.ts'
import { looksAtVisits, type Question } from '../question/question.ts'
import { eventsFor } from './chosen-conversions.ts'

/**
 * The same question, with refunds of orders told by the visit that sold the order, where it asks about visits and the period
 * has such refunds; the sale may lie anywhere:
 *
 *     2 March  google  sale of A1     50.00    by source: google 50 − 20 = 30, and nothing of bing
 *     9 March  bing    refund of A1  −20.00    by day: 50 on the 2nd, −20 on the 9th
 */
export async function withSales(question: Question): Promise<Question> {
  const { reader, counted, visits } = question
  const paying = counted.filter(isPaying)
  if (paying.length === 0 || visits || !looksAtVisits(question)) return question
  const refunds = sql`${eventsFor(question, paying)} and ${IS_ORDERS_REFUND}`
  const found = await reader.rows(sql`select e.at as at ${refunds} limit 1`)
  return found.length > 0 ? { ...question, bySale: true } : question
}

/** Whether a row, with the event e and its `goal` by place, moves what a goal brought at a sale that it names. */
export function givesBack(goals: readonly Goal[]): RawBuilder<unknown> {
  const paying = goals.flatMap((goal, i) => (isPaying(goal) ? [sql.lit(i)] : []))
  return sql`(c.goal in (${sql.join(paying)}) and ${IS_ORDERS_REFUND})`
}
