import type { NamedDimension } from '../../collector/vocabulary.ts'
import type { ReportAnswer } from './report.ts'

type Rows = ReportAnswer<'attribution'>['rows']
type Row = Rows[number]
type Model = keyof Row['models']

/** Of a row the value that it is of. */
export function known(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** The least and the greatest of what there is; null of fewer than two. */
export function spreadOf(values: readonly (number | null)[]): [number, number] | null {
  const known = values.filter((value) => value !== null)
  return known.length < 2 ? null : [Math.min(...known), Math.max(...known)]
}

/** What all that cost something cost and brought. */
export interface Paid {
  cost: number
  revenue: number
  profit: number
  conversions: number
  customers: number
  /** Null where nothing was spent. */
  roas: number | null
  cpa: number | null
  cac: number | null
  spread: readonly [number, number] | null
  values: (string | number | null)[]
}

/**
 * The rows that cost something, together: 400 that brought 1,000 and 100 that brought 500 return
 * (1,000 + 500) / (400 + 100) = 3. What came without spend is no return of it.
 */
export function paidOf(rows: readonly Row[], level: NamedDimension, model: Model): Paid {
  const paid = rows.filter(({ cost }) => (cost ?? 0) > 0)
  const sum = (of: (row: Row) => number) => paid.reduce((all, row) => all + of(row), 0)
  const cost = sum((row) => row.cost ?? 0)
  const revenueBy = (one: Model) => sum(({ models }) => models[one]?.revenue ?? 0)
  const revenue = revenueBy(model)
  const earns = paid.some(({ models }) => models[model]?.roas !== null)
  const customers = sum(({ models }) => models[model]?.new_customers ?? 0)
  const models = Object.keys(paid[0]?.models ?? {}) as Model[]
  const conversions = sum(({ models: by }) => by[model]?.conversions ?? 0)
  return {
    cost,
    revenue,
    profit: revenue - cost,
    conversions,
    customers,
    cpa: conversions > 0 ? cost / conversions : null,
    roas: cost > 0 && earns ? revenue / cost : null,
    cac: customers > 0 ? cost / customers : null,
    spread: cost > 0 && earns ? spreadOf(models.map((one) => revenueBy(one) / cost)) : null,
    values: paid.map((row) => known(row[level])),
  }
}
