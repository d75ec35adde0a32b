import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { NONE, type Sums } from '../../../collector/reports/customers/bridge.ts'
import { economicsOf, pooled } from '../../../collector/reports/customers/economics.ts'

const golden: {
  churned: number
  start: number
  margin: number
  interval: [number, number]
  ltv: number
  ltv_interval: [number, number]
  ltv_60: number
}[] = JSON.parse(readFileSync('test/golden/unit-economics.json', 'utf8'))

function of(sums: Partial<Sums>, basis: Partial<Parameters<typeof economicsOf>[1]> = {}) {
  return economicsOf(
    { ...NONE, ...sums },
    { pool: undefined, gross_margin: 0.8, cost: null, ...basis },
  )
}

test('10 of 100 customers leave, and take 3.45 % of 55,000 with them', () => {
  const told = of({
    ...{ start_mrr: 55_000, churn: 1_897.5, end_mrr: 53_102.5 },
    ...{ customers_start: 100, churned_customers: 10, customers_end: 90 },
  })
  expect(told.customer_churn).toBe(0.1)
  // 1,897.50 / 55,000.
  expect(told.gross_revenue_churn).toBeCloseTo(0.0345, 12)
  expect(told.net_revenue_churn).toBeCloseTo(0.0345, 12)
  expect(told.nrr).toBeCloseTo(0.9655, 12)
  expect(told.grr).toBeCloseTo(0.9655, 12)
  // 53,102.50 / 90.
  expect(told.arpa).toBeCloseTo(590.0278, 4)
  expect(told.arr).toBe(637_230)
})

test('the ratios of a month with every movement', () => {
  const told = of(
    {
      ...{ start_mrr: 10_000, new: 1_200, reactivation: 300, expansion: 500 },
      ...{ contraction: 400, churn: 600, end_mrr: 11_000 },
      ...{ customers_start: 50, new_customers: 6, churned_customers: 2, customers_end: 55 },
    },
    { cost: 3_000, gross_margin: 0.75 },
  )
  expect(told).toMatchObject({
    ...{ customer_churn: 2 / 50, gross_revenue_churn: 0.1, net_revenue_churn: 0.05 },
    ...{ nrr: 0.95, grr: 0.9, quick_ratio: 2, arpa: 200, cac: 500, arr: 132_000 },
  })
  // 500 / (200 × 0.75), 1,200 / 0.05.
  expect(told.payback_months).toBeCloseTo(10 / 3, 12)
  expect(told.ceiling_mrr).toBe(24_000)
})

test('who grows by those who are there has no ceiling', () => {
  const told = of({ start_mrr: 1_000, new: 100, expansion: 80, churn: 30, end_mrr: 1_150 })
  expect(told.net_revenue_churn).toBeCloseTo(-0.05, 12)
  expect(told.nrr).toBeCloseTo(1.05, 12)
  expect(told.ceiling_mrr).toBeNull()
})

test('what divides by nothing is none', () => {
  const { arr, ...rest } = of({}, { cost: 100 })
  expect(arr).toBe(0)
  expect(new Set(Object.values(rest))).toEqual(new Set([null]))
})

test('without any cost a new customer’s is not known', () => {
  expect(of({ new_customers: 3 }).cac).toBeNull()
  expect(of({ new_customers: 3 }, { cost: 0 }).cac).toBe(0)
  expect(of({}, { cost: 100 }).cac).toBeNull()
})

test.each(golden)('lifetime value with $churned of $start churned, as scipy has it', (row) => {
  const { churned, start, margin } = row
  const told = of(
    { end_mrr: margin, customers_end: 1, new_customers: 1 },
    { pool: { churned, start }, gross_margin: 1, cost: 50 },
  )
  expect(told.ltv).toBeCloseTo(row.ltv, 8)
  expect(told.ltv_interval?.[0]).toBeCloseTo(row.ltv_interval[0], 8)
  expect(told.ltv_interval?.[1]).toBeCloseTo(row.ltv_interval[1], 8)
  expect(told.ltv_60).toBeCloseTo(row.ltv_60, 8)
  expect(told.ltv_to_cac).toBeCloseTo(row.ltv / 50, 8)
})

test('fewer than 5 who left tell of five years at most', () => {
  const month = { end_mrr: 1_000, customers_end: 10 }
  const few = of(month, { pool: { churned: 4, start: 100 } })
  expect([few.ltv, few.ltv_interval, few.ltv_to_cac]).toEqual([null, null, null])
  // 0.96^60 = 0.086352; 100 × 0.8 × (1 − 0.086352) / 0.04.
  expect(few.ltv_60).toBeCloseTo(1_827.295, 3)
  // Nobody left: 60 × 80.
  expect(of(month, { pool: { churned: 0, start: 100 } }).ltv_60).toBe(4_800)
  expect(of(month).ltv_60).toBeNull()
})

test('churn is pooled over twelve complete months, of which three had customers', () => {
  const month = (customers_start: number, churned_customers: number): Sums => ({
    ...NONE,
    customers_start,
    churned_customers,
  })
  const months = [month(0, 0), month(10, 1), month(20, 2), month(30, 3), month(40, 9)]
  expect(pooled(months, 5, 2)).toBeUndefined()
  expect(pooled(months, 5, 3)).toEqual({ churned: 6, start: 60 })
  expect(pooled(months, 5, 4)).toEqual({ churned: 15, start: 100 })
  // The last one runs.
  expect(pooled(months, 4, 4)).toEqual({ churned: 6, start: 60 })
  const many = Array.from({ length: 20 }, (_, i) => month(100, i))
  // 8 + 9 + … + 19.
  expect(pooled(many, 20, 19)).toEqual({ churned: 162, start: 1_200 })
})
