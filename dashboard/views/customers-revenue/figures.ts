import type { Month } from './asked.ts'
import type { Figure } from './calculations.ts'
import { growthOf } from './growth.ts'
import { churnOf } from './worth.ts'

/** What is known of a month, as the calculators take it. */
export function figuresOf(
  months: readonly Month[],
  month: Month,
  margin: number,
): Partial<Record<Figure, string>> {
  const churn = churnOf(month)
  const known = {
    arpa: month.arpa,
    margin: margin * 100,
    churn: churn === null ? null : churn * 100,
    cac: month.cac,
    now: month.customers_end,
    fresh: growthOf(months)?.fresh ?? null,
  }
  const told = Object.entries(known).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(Math.round(value * 100) / 100)]],
  )
  return Object.fromEntries(told)
}
