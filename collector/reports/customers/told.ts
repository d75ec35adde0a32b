import { z } from 'zod'
import type { Sums } from './bridge.ts'
import { type Basis, economicsOf } from './economics.ts'

const Known = z.number().nullable()

/** A month of the answer: money in units of the site's currency. */
export const monthFields = {
  /** `2026-03`. */
  month: z.string(),
  /** It is not over: it ends now. */
  partial: z.boolean(),
  start_mrr: z.number(),
  new: z.number(),
  reactivation: z.number(),
  expansion: z.number(),
  /** As churn never below 0. */
  contraction: z.number(),
  churn: z.number(),
  /** What the next month's rates make of what is there at the end. */
  fx: z.number(),
  end_mrr: z.number(),
  arr: z.number(),
  customers_start: z.int(),
  new_customers: z.int(),
  reactivated_customers: z.int(),
  churned_customers: z.int(),
  customers_end: z.int(),
  customer_churn: Known,
  gross_revenue_churn: Known,
  net_revenue_churn: Known,
  nrr: Known,
  grr: Known,
  quick_ratio: Known,
  arpa: Known,
  cac: Known,
  /** Who left in the trailing twelve complete months, of all who could have: both summed over the months. */
  pooled_churned: z.int().nullable(),
  pooled_start: z.int().nullable(),
  ltv: Known,
  /** Of 95 %, as sure as the churn is that it rests on. */
  ltv_interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Of five years. */
  ltv_60: Known,
  ltv_to_cac: Known,
  payback_months: Known,
  ceiling_mrr: Known,
}
const Month = z.object(monthFields)
export type Month = z.infer<typeof Month>

const MONEY = [
  'start_mrr',
  'new',
  'reactivation',
  'expansion',
  'contraction',
  'churn',
  'fx',
  'end_mrr',
] as const

function inUnits(sums: Sums, unit: number): Sums {
  const told = { ...sums }
  for (const part of MONEY) told[part] = sums[part] / unit || 0
  return told
}

interface Telling extends Basis {
  month: string
  partial: boolean
  /** Minor units in one of the currency. */
  unit: number
}

/** A month: its bridge in whole minor units, and what it comes to by the sums as they are. */
export function monthTold(
  exact: Sums,
  cents: Sums,
  { month, partial, unit, ...basis }: Telling,
): Month {
  const cost = basis.cost === null ? null : basis.cost / unit
  const { arr, ...economics } = economicsOf(inUnits(exact, unit), { ...basis, cost })
  return {
    month,
    partial,
    ...inUnits(cents, unit),
    arr: Math.round(arr * unit) / unit,
    ...economics,
  }
}
