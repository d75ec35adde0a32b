import { z } from 'zod'
import { quantile } from '../../../experiments/statistics/quantile.ts'
import type { Line } from './sheet.ts'
import type { Cost } from './spend.ts'

const Sum = z.number()
const Rate = z.number().nullable()
const Interval = z.tuple([z.number(), z.number().nullable()]).nullable()

/** What a row comes to under one model. */
export const ModelCell = z.object({
  conversions: Sum,
  revenue: Sum,
  cpa: Rate,
  /** Of 95 %; its end is null where it has none. Null below ten people who converted. */
  cpa_interval: Interval,
  roas: Rate,
  roas_interval: Interval,
  roi: Rate,
  new_customers: Sum,
  cac: Rate,
})
type ModelCell = z.infer<typeof ModelCell>

export const rowFields = {
  /** Null where the filters ask about what spend does not tell. */
  cost: z.number().nullable(),
  impressions: z.int().nullable(),
  clicks: z.int().nullable(),
  visits: z.int(),
  models: z.record(z.string(), ModelCell),
}

/** Fewer people say nothing of how much others would differ. */
const FEWEST = 10

/** Credits are sums of fractions; what lies beyond nine places is rounding. */
export function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9
}

/** What rounds to nothing is nothing, also below a stroke: 5.00 for 1e-17 conversions is no cost of one. */
function ratio(above: number, below: number): number | null {
  return rounded(below) === 0 ? null : above / below
}

/** How money is told: minor units in one of the currency, and whether the goals bring any at all. */
export interface Worth {
  unit: number
  earns: boolean
}

/** A line with its cost. Of goals that bring no money nothing is returned, rather than a return of 0. */
export function cellOf(line: Line, cost: Cost | undefined, { unit, earns }: Worth): ModelCell {
  const spent = cost?.cost
  const of = <T>(tell: (spent: number) => T) => (spent === undefined ? null : tell(spent))
  return {
    conversions: rounded(line.conversions),
    revenue: line.money / unit,
    cpa: of((all) => ratio(all / unit, line.conversions)),
    cpa_interval: of((all) => cpaInterval(line, all / unit)),
    roas: of((all) => (earns ? ratio(line.money, all) : null)),
    roas_interval: of((all) => (earns ? roasInterval(line, all) : null)),
    roi: of((all) => (earns ? ratio(line.money - all, all) : null)),
    new_customers: rounded(line.fresh),
    cac: of((all) => ratio(all / unit, line.fresh)),
  }
}

/** Where 95 of a hundred draws lie; undefined where there are too few people. */
function middleOf({ draws, converters }: Line, of: 'conversions' | 'money') {
  if (!draws || converters < FEWEST) return undefined
  const ascending = draws[of].toSorted()
  return [quantile(ascending, 0.025) ?? 0, quantile(ascending, 0.975) ?? 0] as const
}

function roasInterval(line: Line, cost: number): [number, number] | null {
  const middle = cost > 0 ? middleOf(line, 'money') : undefined
  return middle ? [middle[0] / cost, middle[1] / cost] : null
}

function cpaInterval(line: Line, cost: number): [number, number | null] | null {
  const middle = cost > 0 ? middleOf(line, 'conversions') : undefined
  if (!middle || middle[1] <= 0) return null
  return [cost / middle[1], middle[0] > 0 ? cost / middle[0] : null]
}
