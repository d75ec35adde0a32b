import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import { worthWithin } from '../../customer-worth.ts'
import type { Sums } from './bridge.ts'

/** Complete months that customer churn is pooled over, and how few say nothing. */
const MOST_MONTHS = 12
const FEWEST_MONTHS = 3
/** Fewer tell too little of when the others will leave. */
const FEWEST_CHURNED = 5
const HORIZON = 60

/** Who left, of all who could have, month by month. */
export interface Pool {
  churned: number
  start: number
}

/**
 * Churn over the trailing 12 complete months up to one of them; months without a customer at their start say nothing.
 * Undefined of fewer than three.
 */
export function pooled(months: readonly Sums[], complete: number, month: number): Pool | undefined {
  const until = Math.min(month + 1, complete)
  const told = months
    .slice(Math.max(0, until - MOST_MONTHS), until)
    .filter(({ customers_start }) => customers_start > 0)
  if (told.length < FEWEST_MONTHS) return undefined
  return {
    churned: told.reduce((sum, { churned_customers }) => sum + churned_customers, 0),
    start: told.reduce((sum, { customers_start }) => sum + customers_start, 0),
  }
}

export interface Basis {
  pool: Pool | undefined
  gross_margin: number
  /** What winning customers cost in the month; null where nothing is known of it. */
  cost: number | null
}

/** What a month comes to; money is in the units of the sums. What divides by nothing is null. */
export function economicsOf(sums: Sums, { pool, gross_margin, cost }: Basis) {
  const { start_mrr, end_mrr, expansion, contraction, churn } = sums
  const gross = ratio(contraction + churn, start_mrr)
  const net = ratio(contraction + churn - expansion, start_mrr)
  const arpa = ratio(end_mrr, sums.customers_end)
  const cac = cost === null ? null : ratio(cost, sums.new_customers)
  const worth = lifetime(arpa === null ? null : arpa * gross_margin, pool)
  return {
    arr: end_mrr * 12,
    customer_churn: ratio(sums.churned_customers, sums.customers_start),
    gross_revenue_churn: gross,
    net_revenue_churn: net,
    nrr: net === null ? null : 1 - net,
    grr: gross === null ? null : 1 - gross,
    quick_ratio: ratio(sums.new + sums.reactivation + expansion, contraction + churn),
    arpa,
    cac,
    pooled_churned: pool?.churned ?? null,
    pooled_start: pool?.start ?? null,
    ...worth,
    ltv_to_cac: over(worth.ltv, cac),
    payback_months: over(cac, arpa === null ? null : arpa * gross_margin),
    ceiling_mrr: net === null || net <= 0 ? null : sums.new / net,
  }
}

type Interval = [low: number, high: number]

interface Lifetime {
  ltv: number | null
  ltv_interval: Interval | null
  ltv_60: number | null
}

/** Of what a customer leaves a month, under churn a month c: / c for good, and (1 − (1 − c)^60) / c of it in five years. */
function lifetime(margin: number | null, pool: Pool | undefined): Lifetime {
  if (margin === null || pool === undefined) return { ltv: null, ltv_interval: null, ltv_60: null }
  const { churned, start } = pool
  const c = churned / start
  const ltv_60 = worthWithin(margin, c, HORIZON)
  if (churned < FEWEST_CHURNED) return { ltv: null, ltv_interval: null, ltv_60 }
  const [low, high] = wilsonInterval(churned, start)
  return { ltv: margin / c, ltv_interval: [margin / high, margin / low], ltv_60 }
}

function over(dividend: number | null, divisor: number | null): number | null {
  return dividend === null || divisor === null ? null : ratio(dividend, divisor)
}

function ratio(dividend: number, divisor: number): number | null {
  return divisor === 0 ? null : dividend / divisor
}
