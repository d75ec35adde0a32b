import type { Month } from '../../dashboard/views/customers-revenue/asked.ts'

const NOTHING: Month = {
  ...{ month: '2026-03', partial: false },
  ...{ start_mrr: 0, new: 0, reactivation: 0, expansion: 0 },
  ...{ contraction: 0, churn: 0, fx: 0, end_mrr: 0, arr: 0 },
  ...{ customers_start: 0, new_customers: 0, reactivated_customers: 0 },
  ...{ churned_customers: 0, customers_end: 0 },
  ...{ customer_churn: null, gross_revenue_churn: null, net_revenue_churn: null },
  ...{ nrr: null, grr: null, quick_ratio: null, arpa: null, cac: null },
  ...{ pooled_churned: null, pooled_start: null },
  ...{ ltv: null, ltv_interval: null, ltv_60: null },
  ...{ ltv_to_cac: null, payback_months: null, ceiling_mrr: null },
}

/** A month of which nothing is known but what is told. */
export function month(some: Partial<Month>): Month {
  return { ...NOTHING, ...some }
}
