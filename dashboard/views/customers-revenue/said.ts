import { brief, count, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { revenueWords } from '../../texts/customers-revenue.ts'
import type { Month } from './asked.ts'
import { ceilingOf, growthOf } from './growth.ts'
import { AHEAD, churnOf, isNeverPaidBack, monthToldOf, worthAhead } from './worth.ts'

/** Fewer tell too little of when the others will leave. */
const FEWEST_CHURNED = 5

/** What a customer brings and costs; the bold part is what it comes to. */
export interface Said {
  first: string
  bold: string | undefined
  others: string[]
}

export function saidOf(months: readonly Month[], margin: number): Said | undefined {
  const month = monthToldOf(months)
  if (!month) return undefined
  const value = worthAhead(month, margin)
  if (value === null) return { first: beforeWorth(month), bold: undefined, others: [] }
  return { ...worthSaid(month, value), others: [...doubtOf(month), ...ceilingSaid(months, month)] }
}

/** What it is worth cannot be told yet. */
function beforeWorth({ customers_end, end_mrr, partial }: Month): string {
  const text = revenueWords.value.said
  if (customers_end === 0) return text.nobody
  const told = count(customers_end, locale.value)
  const money = brief('money', end_mrr, locale.value)
  return `${partial ? text.bringSoFar(told, money) : text.bring(told, money)} ${text.worthLater}`
}

function worthSaid(month: Month, value: number): Pick<Said, 'first' | 'bold'> {
  const text = revenueWords.value.said
  const brings = brief('money', value, locale.value)
  const { cac, new_customers } = month
  if (cac === null) {
    const why = new_customers === 0 ? text.nobodyWon : text.costUnknown
    return { first: `${text.worth(brings, AHEAD)} ${why}`, bold: undefined }
  }
  if (cac === 0) return { first: text.worthFree(brings, AHEAD), bold: undefined }
  const ratio = full('times', value / cac, locale.value)
  return {
    first: text.worthAndCost(brings, AHEAD, brief('money', cac, locale.value)),
    bold: isNeverPaidBack(month) ? text.never(ratio) : text.paidBack(ratio, paidAfter(month)),
  }
}

/** Whole months: what is back within the sixth is back after six. */
function paidAfter({ payback_months }: Month) {
  return count(Math.max(1, Math.ceil((payback_months ?? 0) - 1e-9)), locale.value)
}

function doubtOf({ pooled_churned }: Month): string[] {
  const text = revenueWords.value.said
  if (pooled_churned === null || pooled_churned >= FEWEST_CHURNED) return []
  if (pooled_churned === 0) return [text.nobodyLeft]
  return [text.fewLeft(count(pooled_churned, locale.value))]
}

/** Where growth ends; said of churn that rests on enough who left. */
function ceilingSaid(months: readonly Month[], month: Month): string[] {
  const text = revenueWords.value.said
  const churn = churnOf(month)
  const growth = growthOf(months)
  if (churn === null || growth === undefined) return []
  if ((month.pooled_churned ?? 0) < FEWEST_CHURNED) return []
  const ceiling = ceilingOf(growth, churn)
  if (ceiling === null) return []
  const rate = full('rate', churn, locale.value)
  if (ceiling === 0) return [text.emptying(rate)]
  return [text.ceiling(rate, brief('count', roughly(ceiling), locale.value))]
}

/** Two figures: 387.1 is about 390. */
export function roughly(value: number): number {
  return Number(value.toPrecision(2))
}
