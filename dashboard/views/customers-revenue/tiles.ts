import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import type { Unit } from '../../format.ts'
import type { Month } from './asked.ts'
import { isNeverPaidBack } from './worth.ts'

export const GROUPS = {
  size: ['customers', 'mrr', 'arr', 'arpa'],
  kept: ['customer_churn', 'revenue_churn', 'nrr', 'grr', 'quick_ratio'],
  worth: ['ltv', 'cac', 'ltv_to_cac', 'payback'],
} as const
export type TileName = (typeof GROUPS)[keyof typeof GROUPS][number]

/** Why a number is not there. */
export type Why =
  | 'nobody_before'
  | 'nothing_left'
  | 'no_customers'
  | 'few_months'
  | 'few_churned'
  | 'no_spend'
  | 'nobody_won'
  | 'never'

/** Whether a rule of thumb is kept, as far as so many customers can tell. */
export type Verdict = 'kept' | 'missed' | 'open'

export interface Tile {
  name: TileName
  value: number | null
  unit: Unit
  /** Between what it lies with 95 %. */
  interval?: readonly [number, number] | null
  why?: Why | undefined
  /** Of those that have a rule. */
  verdict?: Verdict
}

/** Of fewer customers, or new ones, a month says little. */
const FEWEST = 30
const FEWEST_NEW = 5
/** Rules of thumb: semantics.md, "Customers", and what goes with them. */
export const RULES = {
  customer_churn: 0.05,
  revenue_churn: 0.02,
  nrr: 1,
  grr: 0.95,
  quick_ratio: 4,
  ltv_to_cac: 3,
  payback: 12,
} as const

const OPEN = { verdict: 'open' } as const

/** A month's numbers in the order in which they are read. */
export function tilesOf(month: Month): Record<keyof typeof GROUPS, Tile[]> {
  return { size: sizeTiles(month), kept: keptTiles(month), worth: worthTiles(month) }
}

function sizeTiles({ customers_end, end_mrr, arr, arpa }: Month): Tile[] {
  return [
    { name: 'customers', value: customers_end, unit: 'count' },
    { name: 'mrr', value: end_mrr, unit: 'money' },
    { name: 'arr', value: arr, unit: 'money' },
    { name: 'arpa', value: arpa, unit: 'money', why: 'no_customers' },
  ]
}

function keptTiles(month: Month): Tile[] {
  const { customer_churn, net_revenue_churn, nrr, grr, quick_ratio } = month
  const isEnough = month.customers_start >= FEWEST
  const at = (value: number | null, isKept: boolean) =>
    ({ value, why: 'nobody_before', verdict: verdictOf(value, isEnough, isKept) }) as const
  return [
    {
      name: 'customer_churn',
      value: customer_churn,
      unit: 'rate',
      why: 'nobody_before',
      verdict: churnVerdict(month),
    },
    {
      name: 'revenue_churn',
      unit: 'rate',
      ...at(net_revenue_churn, (net_revenue_churn ?? 1) < RULES.revenue_churn),
    },
    // Where nothing has moved it is neither.
    { name: 'nrr', unit: 'rate', ...at(nrr, (nrr ?? 0) > RULES.nrr), ...(nrr === 1 && OPEN) },
    { name: 'grr', unit: 'rate', ...at(grr, (grr ?? 0) > RULES.grr) },
    {
      name: 'quick_ratio',
      unit: 'times',
      ...at(quick_ratio, (quick_ratio ?? 0) > RULES.quick_ratio),
      why: 'nothing_left',
    },
  ]
}

/** By the interval of who left in twelve months: on one side of the rule as a whole, or open. */
function churnVerdict({ pooled_churned, pooled_start, customers_start }: Month): Verdict {
  if (pooled_churned === null || !pooled_start || customers_start < FEWEST) return 'open'
  const [low, high] = wilsonInterval(pooled_churned, pooled_start)
  if (high < RULES.customer_churn) return 'kept'
  return low > RULES.customer_churn ? 'missed' : 'open'
}

function verdictOf(value: number | null, isEnough: boolean, isKept: boolean): Verdict {
  if (value === null || !isEnough) return 'open'
  return isKept ? 'kept' : 'missed'
}

function worthTiles(month: Month): Tile[] {
  const { ltv, ltv_interval, cac, ltv_to_cac, payback_months, arpa } = month
  const isNever = isNeverPaidBack(month)
  const isEnough = month.new_customers >= FEWEST_NEW && month.customers_end >= FEWEST
  const paid = isNever ? null : payback_months
  return [
    { name: 'ltv', value: ltv, unit: 'money', interval: ltv_interval, why: whyNoWorth(month) },
    {
      name: 'cac',
      value: cac,
      unit: 'money',
      why: whyNoCost(month),
      verdict: verdictOf(cac, isEnough, (cac ?? 0) < (arpa ?? 0) * 12),
    },
    {
      name: 'ltv_to_cac',
      value: ltv_to_cac,
      unit: 'times',
      ...(cac && ltv_interval && { interval: [ltv_interval[0] / cac, ltv_interval[1] / cac] }),
      why: ltv === null ? whyNoWorth(month) : whyNoCost(month),
      verdict: ratioVerdict(month),
    },
    {
      name: 'payback',
      value: paid,
      unit: 'ratio',
      why: isNever ? 'never' : whyNoCost(month),
      verdict: verdictOf(paid, isEnough, (paid ?? 0) < RULES.payback),
    },
  ]
}

function ratioVerdict({ ltv_interval, cac, customers_end }: Month): Verdict {
  if (!ltv_interval || !cac || customers_end < FEWEST) return 'open'
  if (ltv_interval[0] / cac > RULES.ltv_to_cac) return 'kept'
  return ltv_interval[1] / cac < RULES.ltv_to_cac ? 'missed' : 'open'
}

export function whyNoWorth({ arpa, pooled_churned }: Month): Why {
  if (arpa === null) return 'no_customers'
  return pooled_churned === null ? 'few_months' : 'few_churned'
}

export function whyNoCost({ new_customers }: Month): Why {
  return new_customers === 0 ? 'nobody_won' : 'no_spend'
}
