import { startOfMonth } from '../../models/period.ts'
import type { Month } from './asked.ts'
import { monthToldOf } from './worth.ts'

/** Months whose new customers are the present pace. */
const PACE = 3
/** As near the ceiling as anybody comes who counts in months. */
const NEAR = 0.05

export interface Growth {
  /** Customers at the end of the last month that is over. */
  now: number
  /** Customers that are won a month: the mean of the last three that are over. */
  fresh: number
}

/** Undefined before a month is over. */
export function growthOf(months: readonly Month[]): Growth | undefined {
  const last = monthToldOf(months)
  if (!last || last.partial) return undefined
  const paced = months.filter(({ partial }) => !partial).slice(-PACE)
  const won = paced.reduce(
    (sum, { new_customers, reactivated_customers }) => sum + new_customers + reactivated_customers,
    0,
  )
  return { now: last.customers_end, fresh: won / paced.length }
}

/** Where as many leave as come: 12 a month at 0.03 are 400. Null where nobody leaves. */
export function ceilingOf({ fresh }: Growth, churn: number): number | null {
  return churn > 0 ? fresh / churn : null
}

/**
 * Customers month by month from now on: 100, 12 new, churn 0.03: 100, 109, 117.73. Each is last × (1 − c) + new, so after n
 * months ceiling + (now − ceiling) × (1 − c)^n.
 */
export function courseOf({ now, fresh }: Growth, churn: number, months: number): number[] {
  const course = [now]
  for (let n = 1; n <= months; n++) course.push((course[n - 1] ?? 0) * (1 - churn) + fresh)
  return course
}

/**
 * Months until no more than a twentieth of the ceiling is missing, or too much: from 100 to 400 at 0.03
 * ln(0.05 × 400 / 300) / ln(0.97) = 88.9, so 89. Null where there is none to come to.
 */
export function monthsToCeiling(growth: Growth, churn: number): number | null {
  const ceiling = ceilingOf(growth, churn)
  if (!ceiling) return null
  const away = Math.abs(ceiling - growth.now)
  if (away <= NEAR * ceiling) return 0
  return churn >= 1 ? 1 : Math.ceil(Math.log((NEAR * ceiling) / away) / Math.log(1 - churn))
}

/** `2026-03` so many months on. */
export function monthAfter(month: string, months: number): string {
  return startOfMonth(`${month}-01`, months).slice(0, 7)
}
