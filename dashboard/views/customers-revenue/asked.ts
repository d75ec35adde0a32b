import { monthsBetween } from '../../models/calendar.ts'
import { startOfMonth } from '../../models/period.ts'
import { type ReportAnswer, reportQuestion } from '../../models/report.ts'
import { aloneRequest, shownRange, today, view } from '../../models/view.ts'

export type Economics = ReportAnswer<'unit-economics'>
export type Month = Economics['months'][number]
export type Value = NonNullable<Economics['by']>[number]

/** What customers are told apart by: how they came first, or what they pay for. */
export const BREAKDOWNS = ['channel', 'source', 'campaign', 'plan', 'country'] as const
export type Breakdown = (typeof BREAKDOWNS)[number]

export function breakdownInView(): Breakdown {
  return BREAKDOWNS.find((one) => one === view.value.options.by) ?? 'channel'
}

const USUAL_MARGIN = 80

/** What is left of a price, 0–1: the address has it in percent. */
export function marginInView(): number {
  const percent = Number(view.value.options.margin)
  return (percent > 0 && percent <= 100 ? percent : USUAL_MARGIN) / 100
}

/** What winning customers costs a month beside spend; 0 where nobody says. */
export function costsInView(): number {
  const costs = Number(view.value.options.costs)
  return costs > 0 && costs <= 1e12 ? costs : 0
}

/** Months that are gone back to where all time is shown. */
const MOST_MONTHS = 120

function otherCosts() {
  const amount = costsInView()
  if (amount === 0) return []
  const { from, to } = shownRange.value ?? {
    from: startOfMonth(today.value, 1 - MOST_MONTHS),
    to: today.value,
  }
  return monthsBetween(from, to).map((month) => ({ month, amount }))
}

/** What of spend alone, or with all that was entered beside it. */
export function economicsRequest(costs: 'media' | 'all') {
  const other_costs = costs === 'all' ? otherCosts() : []
  return {
    ...aloneRequest.value,
    gross_margin: marginInView(),
    ...(other_costs.length > 0 && { other_costs }),
  }
}

export function economicsQuestion(costs: 'media' | 'all') {
  return reportQuestion('unit-economics', economicsRequest(costs))
}

/** Costs entered beside spend are nobody's own. */
export function valuesQuestion() {
  return reportQuestion('unit-economics', {
    ...economicsRequest('media'),
    dimension: breakdownInView(),
  })
}
