import { worthWithin } from '../../../collector/customer-worth.ts'
import type { Month } from './asked.ts'

/** Months that the sentence looks ahead. */
export const AHEAD = 24

/** The last month that is over, else the one that runs. */
export function monthToldOf(months: readonly Month[]): Month | undefined {
  return months.findLast(({ partial }) => !partial) ?? months.at(-1)
}

/** What of all customers leaves a month, over the trailing twelve months: 7 of 220 are 0.0318. Null where nobody can tell. */
export function churnOf({
  pooled_churned,
  pooled_start,
}: Pick<Month, 'pooled_churned' | 'pooled_start'>): number | null {
  return pooled_churned === null || !pooled_start ? null : pooled_churned / pooled_start
}

/** What a customer leaves in so many months when what it sells is paid for. */
export function worthAhead(month: Month, margin: number, months = AHEAD): number | null {
  const churn = churnOf(month)
  return churn === null || month.arpa === null
    ? null
    : worthWithin(month.arpa * margin, churn, months)
}

/** Whether what it costs to win a customer never comes back: all that one ever leaves is less. */
export function isNeverPaidBack({ ltv, cac }: Pick<Month, 'ltv' | 'cac'>): boolean {
  return ltv !== null && cac !== null && ltv < cac
}
