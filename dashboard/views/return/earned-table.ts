import { adviceOf, usualOf } from './advice.ts'
import type { Attribution } from './asked.ts'
import type { Earnings } from './earned.ts'

/** The rows as a file has them: what the page shows, in numbers. */
export function earnedTable(
  { rows, level, before }: Earnings,
  curves: Attribution['saturation'],
): object[] {
  const usual = usualOf(rows)
  return rows.map((row) => {
    const curve = curves.find((one) => one[level] === row.value)
    return {
      [level]: row.value,
      cost: row.cost,
      visits: row.visits,
      conversions: row.conversions,
      cpa: row.cpa,
      revenue: row.revenue,
      return: row.roas,
      return_low: row.interval?.[0] ?? null,
      return_high: row.interval?.[1] ?? null,
      profit: row.profit,
      models_low: row.spread?.[0] ?? null,
      models_high: row.spread?.[1] ?? null,
      new_customers: row.customers,
      cac: row.cac,
      ...(before && {
        before_return: before.rows.get(row.value)?.roas ?? null,
        before_revenue: before.rows.get(row.value)?.revenue ?? null,
      }),
      advice: adviceOf(row, usual, curve) ?? null,
    }
  })
}
